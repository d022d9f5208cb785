/** Functions of ONNX that no layer computes alone, put together of those that do. */
import type { Config } from '../../graph/document';
import { Unsupported } from './importer';
import type { OnnxCall, Row } from './onnx-call';
import type { Wire } from './onnx-wire';

/** One more layer on a value, axis by axis as it came. */
export function through(call: OnnxCall, wire: Wire, kind: string, config: Config): Wire {
  const [place] = call.add({ kind, config, inputs: [wire] });
  return { ...wire, ...place!, isPositive: false };
}

const defined = (call: OnnxCall, wire: Wire, isPositive = false): void =>
  call.define(wire, wire.order, { isPositive });

/** 0 … 1 with any slope; what Keras 3 calls so, relu6(x + 3) ÷ 6, among them. */
const hardSigmoid: Row = (call) => {
  const [slope, middle] = [call.float('alpha', 0.2), call.float('beta', 0.5)];
  if (Math.abs(slope - 0.2) < 1e-6 && middle === 0.5) {
    // Of Keras 2 and TensorFlow.js.
    call.layer('Activation', { activation: 'hardSigmoid' }, { isPositive: true });
    return;
  }
  const steep = through(call, call.wire(), 'Scale', { factor: slope });
  const lifted = through(call, steep, 'Offset', { offset: middle });
  defined(call, through(call, lifted, 'ReLU', { maxValue: 1 }), true);
};

const layer =
  (kind: string, config: Config, isPositive = false): Row =>
  (call) =>
    call.layer(kind, config, { isPositive });

/** Natural exponential linear unit with α: max(0, x) + min(0, α(e^(x ÷ α) − 1)). */
const celu: Row = (call) => {
  const alpha = call.float('alpha', 1);
  if (alpha !== 1) throw new Unsupported(`Its α is ${alpha}; 1 is expected.`);
  call.layer('ELU', { alpha });
};

export const functionRows: Readonly<Record<string, Row>> = {
  HardSigmoid: hardSigmoid,
  HardSwish: layer('Activation', { activation: 'hardSwish' }),
  Celu: celu,
  Neg: layer('Scale', { factor: -1 }),
  Sqrt: layer('Power', { exponent: 0.5 }, true),
  Exp: layer('Activation', { activation: 'exponential' }, true),
};
