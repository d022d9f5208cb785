/** Activations of TensorFlow.js as ONNX operators. */
import type { ActivationId } from '../fields';
import type { OnnxGraph } from './onnx-graph';

/** `channels` is the axis of the channels in this layout. */
type Activate = (graph: OnnxGraph, x: string, channels: number) => string;

const one =
  (op: string, attributes: Parameters<OnnxGraph['add']>[2] = {}): Activate =>
  (graph, x) =>
    graph.add(op, [x], attributes);

const along =
  (op: string): Activate =>
  (graph, x, channels) =>
    graph.add(op, [x], { axis: { int: channels } });

/** `½ x (1 + erf(x ÷ √2))`; ONNX has Gelu itself from opset 20 on. */
const gelu: Activate = (graph, x) => {
  const inner = graph.add('Erf', [graph.add('Div', [x, graph.scalar(Math.SQRT2)])]);
  const sum = graph.add('Add', [inner, graph.scalar(1)]);
  return graph.add('Mul', [graph.add('Mul', [x, sum]), graph.scalar(0.5)]);
};

const geluNew: Activate = (graph, x) => {
  const cubed = graph.add('Mul', [graph.add('Mul', [x, x]), x]);
  const sum = graph.add('Add', [x, graph.add('Mul', [cubed, graph.scalar(0.044715)])]);
  const inner = graph.add('Tanh', [graph.add('Mul', [sum, graph.scalar(Math.sqrt(2 / Math.PI))])]);
  const half = graph.add('Mul', [x, graph.scalar(0.5)]);
  return graph.add('Mul', [half, graph.add('Add', [inner, graph.scalar(1)])]);
};

export const onnxActivations: Readonly<Record<string, Activate>> = {
  linear: (_, x) => x,
  relu: one('Relu'),
  relu6: (graph, x) => graph.add('Clip', [x, graph.scalar(0), graph.scalar(6)]),
  elu: one('Elu', { alpha: { float: 1 } }),
  selu: one('Selu'),
  gelu,
  geluNew,
  swish: (graph, x) => graph.add('Mul', [x, graph.add('Sigmoid', [x])]),
  mish: (graph, x) => graph.add('Mul', [x, graph.add('Tanh', [graph.add('Softplus', [x])])]),
  sigmoid: one('Sigmoid'),
  hardSigmoid: one('HardSigmoid', { alpha: { float: 0.2 }, beta: { float: 0.5 } }),
  tanh: one('Tanh'),
  softplus: one('Softplus'),
  softsign: one('Softsign'),
  softmax: along('Softmax'),
  logSoftmax: along('LogSoftmax'),
  hardSwish: one('HardSwish'),
  hardTanh: (graph, x) => graph.add('Clip', [x, graph.scalar(-1), graph.scalar(1)]),
  logSigmoid: (graph, x) => graph.add('Neg', [graph.add('Softplus', [graph.add('Neg', [x])])]),
  exponential: one('Exp'),
  squareplus: (graph, x) => {
    const sum = graph.add('Add', [graph.add('Mul', [x, x]), graph.scalar(4)]);
    return graph.add('Mul', [graph.add('Add', [x, graph.add('Sqrt', [sum])]), graph.scalar(0.5)]);
  },
  softShrink: one('Shrink', { bias: { float: 0.5 }, lambd: { float: 0.5 } }),
  hardShrink: one('Shrink', { bias: { float: 0 }, lambd: { float: 0.5 } }),
  tanhShrink: (graph, x) => graph.add('Sub', [x, graph.add('Tanh', [x])]),
} satisfies Record<ActivationId, Activate>;
