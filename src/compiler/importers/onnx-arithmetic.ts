/** Activations, products, normalizations and arithmetic of ONNX as layers. */
import type { Config } from '../../graph/document';
import type { TensorData } from '../exporters/files';
import { transposed } from '../exporters/tensors';
import type { ActivationId } from '../fields';
import { Unsupported } from './importer';
import { type OnnxCall, type Row, tensorOf } from './onnx-call';
import { through } from './onnx-functions';
import type { OnnxConstant } from './onnx-model';
import { pick } from './onnx-parts';
import { tookGelu } from './onnx-patterns';
import { arranged, channelsFirst, layerAxis, onnxShape, straight, type Wire } from './onnx-wire';

const activate =
  (activation: ActivationId, isPositive = false): Row =>
  (call) =>
    call.layer('Activation', { activation }, { isPositive });

const relu: Row = (call) => call.layer('ReLU', {}, { isPositive: true });

const elu: Row = (call) => call.layer('ELU', { alpha: call.float('alpha', 1) });

const leakyRelu: Row = (call) => call.layer('LeakyReLU', { alpha: call.float('alpha', 0.01) });

const gelu: Row = (call) =>
  activate(call.text('approximate', 'none') === 'tanh' ? 'geluNew' : 'gelu')(call);

const clip: Row = (call) => {
  const limit = (i: number, name: string, otherwise: number): number =>
    call.constant(i)?.values[0] ?? call.float(name, otherwise);
  const minValue = limit(1, 'min', Number.NEGATIVE_INFINITY);
  const maxValue = limit(2, 'max', Number.POSITIVE_INFINITY);
  if (minValue === 0) {
    const config: Config = maxValue < 1e6 ? { maxValue } : {};
    call.layer('ReLU', config, { isPositive: true });
    return;
  }
  if (!Number.isFinite(minValue + maxValue)) throw new Unsupported('It has one limit only.');
  call.layer('Clip', { minValue, maxValue }, { isPositive: minValue > 0 });
};

const prelu: Row = (call) => {
  const wire = call.spatial();
  const space = straight(wire.order.length).slice(1, -1);
  const slope = tensorOf(call.weight(1));
  const channels = slope.values.length;
  const alpha: TensorData = { ...slope, shape: [...space.map(() => 1), channels] };
  const [place] = call.add({
    kind: 'PReLU',
    config: space.length > 0 ? { sharedAxes: space } : {},
    inputs: [wire],
    weights: { alpha },
  });
  call.define(place!, wire.order);
};

const softmax =
  (kind: 'Softmax' | 'LogSoftmax'): Row =>
  (call) => {
    const wire = call.wire();
    const axis = layerAxis(wire, call.int('axis', -1));
    if (kind === 'Softmax') call.layer('Softmax', { axis }, { isPositive: true });
    else if (axis === -1) call.layer('Activation', { activation: 'logSoftmax' });
    else throw new Unsupported('Its axis is not the last.');
  };

/** `x · kernel`, and the bias that a following Add puts on. */
const matMul: Row = (call) => {
  const kernel = tensorOf(call.weight(1));
  if (kernel.shape.length !== 2) throw new Unsupported('Its second factor is no matrix.');
  const wire = call.plain();
  const behind = call.follower?.op === 'Add' ? call.follower : undefined;
  const bias = behind?.inputs
    .map((name) => call.known.constants.get(name))
    .find((constant) => constant?.shape.join() === String(kernel.shape[1]));
  dense(call, wire, { kernel, ...(bias ? { bias: tensorOf(bias) } : {}) });
  const sum = behind?.outputs[0];
  if (bias && sum) call.known.wires.set(sum, call.known.wires.get(call.operator.outputs[0]!)!);
};

const gemm: Row = (call) => {
  const alpha = call.float('alpha', 1);
  const given = tensorOf(call.weight(1));
  if (call.int('transA', 0) !== 0) throw new Unsupported('It transposes its input.');
  const kernel = call.int('transB', 0) === 1 ? transposed(given, [1, 0]) : given;
  const scaled = (tensor: TensorData, factor: number): TensorData =>
    factor === 1 ? tensor : { ...tensor, values: tensor.values.map((value) => value * factor) };
  const bias = call.has(2) ? tensorOf(call.weight(2)) : undefined;
  const units = kernel.shape[1]!;
  const values =
    bias && Float32Array.from({ length: units }, (_, i) => bias.values[i % bias.values.length]!);
  dense(call, call.plain(), {
    kernel: scaled(kernel, alpha),
    ...(values ? { bias: scaled({ shape: [units], values }, call.float('beta', 1)) } : {}),
  });
};

function dense(
  call: OnnxCall,
  wire: Wire,
  weights: { kernel: TensorData; bias?: TensorData },
): void {
  const [place] = call.add({
    kind: 'Dense',
    config: { units: weights.kernel.shape[1]!, useBias: weights.bias !== undefined },
    inputs: [wire],
    weights: { ...weights },
  });
  call.define(place!, wire.order);
}

const batchNormalization: Row = (call) => {
  const wire = call.wire().order.length > 2 ? call.spatial() : call.plain();
  const [gamma, beta, movingMean, movingVariance] = [1, 2, 3, 4].map((i) =>
    tensorOf(call.weight(i)),
  );
  const [place] = call.add({
    kind: 'BatchNormalization',
    config: { epsilon: call.float('epsilon', 1e-5), momentum: call.float('momentum', 0.9) },
    inputs: [wire],
    weights: {
      gamma: gamma!,
      beta: beta!,
      movingMean: movingMean!,
      movingVariance: movingVariance!,
    },
  });
  call.define(place!, wire.order);
};

/** Every channel of every sample by itself. */
const instanceNormalization: Row = (call) => {
  const wire = call.spatial();
  const [place] = call.add({
    kind: 'GroupNormalization',
    config: { groups: -1, epsilon: call.float('epsilon', 1e-5) },
    inputs: [wire],
    weights: { gamma: tensorOf(call.weight(1)), beta: tensorOf(call.weight(2)) },
  });
  call.define(place!, wire.order);
};

const layerNormalization: Row = (call) => {
  const wire = call.wire();
  const isLast = layerAxis(wire, call.int('axis', -1)) === -1;
  if (!isLast || wire.order.at(-1) !== wire.order.length - 1) {
    throw new Unsupported('It normalizes over more than the last axis.');
  }
  const center = call.has(2);
  const beta = center ? { beta: tensorOf(call.weight(2)) } : {};
  const [place] = call.add({
    kind: 'LayerNormalization',
    config: { epsilon: call.float('epsilon', 1e-5), center },
    inputs: [wire],
    weights: { gamma: tensorOf(call.weight(1)), ...beta },
  });
  call.define(place!, wire.order);
};

type Rule = (value: number) => { kind: 'Scale' | 'Offset'; value: number };

const offset: Rule = (value) => ({ kind: 'Offset', value });
const scale: Rule = (value) => ({ kind: 'Scale', value });

/** Values side by side: computed ones through a merge, a constant one through Scale or Offset. */
function merge(kind: string, constant?: Rule): Row {
  return (call) => {
    const names = call.operator.inputs;
    const at = names.findIndex((name) => call.known.constants.has(name));
    if (at >= 0 && constant && names.length === 2) {
      if (tookGelu(call)) return;
      const isTurned = at === 0 && kind === 'Subtract';
      if (at === 0 && kind === 'Divide') throw new Unsupported('It divides a constant.');
      // c − x = −x + c.
      const x = call.wire(1 - at);
      const wire = isTurned ? through(call, x, 'Scale', { factor: -1 }) : x;
      withConstant(call, wire, call.weight(at), isTurned ? offset : constant);
      return;
    }
    if (kind === 'Divide') throw new Unsupported('It divides by a computed value.');
    const wires = aligned(call);
    if (wires.length === 1) {
      call.define(wires[0]!, wires[0]!.order);
      return;
    }
    const [place] = call.add({ kind, inputs: wires });
    const isPositive = kind !== 'Subtract' && wires.every((wire) => wire.isPositive);
    call.define(place!, wires[0]!.order, { isPositive });
  };
}

/** All inputs with their axes in one order: that of the one with the most values. */
function aligned(call: OnnxCall): readonly Wire[] {
  const wires = call.wires();
  const large = wires.find(({ order }) => !order.includes(-1)) ?? wires[0]!;
  return wires.map((wire) => arranged(call.builder, wire, large.order));
}

function withConstant(
  call: OnnxCall,
  given: Wire,
  { shape, values }: OnnxConstant,
  rule: Rule,
): void {
  const numbers = Float32Array.from(values, (value) => rule(value).value);
  const { kind } = rule(1);
  const name = kind === 'Scale' ? 'factor' : 'offset';
  const isPositive = given.isPositive === true && numbers.every((value) => value >= 0);
  if (numbers.length === 1) {
    const [place] = call.add({ kind, config: { [name]: numbers[0]! }, inputs: [given] });
    call.define(place!, given.order, { isPositive });
    return;
  }
  if (tookPositions(call, given, { shape, values })) return;
  const rank = given.order.length;
  const axis = rank - shape.length + shape.findIndex((size) => size !== 1);
  const wire = axis === rank - 1 ? given : arranged(call.builder, given, channelsFirst(rank));
  const fits =
    wire.order[axis] === (wire.shape?.length ?? 0) && onnxShape(wire)[axis] === numbers.length;
  if (!fits)
    throw new Unsupported(`Its constant of shape [${shape}] does not stand along channels.`);
  const [place] = call.add({
    kind,
    config: { learned: true, perChannel: true },
    inputs: [wire],
    weights: { [name]: { shape: [numbers.length], values: numbers } },
    frozen: true,
  });
  call.define(place!, wire.order, { isPositive });
}

/** A vector for every position of a sequence, added; false where the constant is something else. */
function tookPositions(call: OnnxCall, wire: Wire, { shape, values }: OnnxConstant): boolean {
  const sizes = shape.slice(-2);
  const isSequence = call.operator.op === 'Add' && straight(3).join() === wire.order.join();
  const isWhole = values.length === sizes.reduce((a, b) => a * b, 1) && sizes[0] !== 1;
  if (!isSequence || !isWhole || sizes.join() !== wire.shape?.join()) return false;
  const [place] = call.add({
    kind: 'PositionEmbedding',
    config: { sequenceLength: sizes[0]! },
    inputs: [wire],
    weights: { embeddings: tensorOf({ shape: sizes, values }) },
  });
  call.define(place!, wire.order);
  return true;
}

const power: Row = (call) => {
  const exponent = call.weight(1).values[0] ?? 1;
  call.layer('Power', { exponent }, { isPositive: true });
};

/** Token numbers to vectors, or one position of a value. */
const gather: Row = (call) => {
  if (!call.constant(0)) {
    pick(call);
    return;
  }
  const embeddings = tensorOf(call.weight(0));
  const [inputDim = 0, outputDim = 0] = embeddings.shape;
  if (call.int('axis', 0) !== 0 || embeddings.shape.length !== 2) {
    throw new Unsupported('It looks up something else than rows of a matrix.');
  }
  const wire = call.plain(1);
  const [place] = call.add({
    kind: 'Embedding',
    config: { inputDim, outputDim },
    inputs: [wire],
    weights: { embeddings },
  });
  call.define(place!, straight(wire.order.length + 1));
};

export const arithmeticRows: Readonly<Record<string, Row>> = {
  Relu: relu,
  Elu: elu,
  LeakyRelu: leakyRelu,
  PRelu: prelu,
  Gelu: gelu,
  Clip: clip,
  Selu: activate('selu'),
  Sigmoid: activate('sigmoid', true),
  Tanh: activate('tanh'),
  Softplus: activate('softplus', true),
  Softsign: activate('softsign'),
  Mish: activate('mish'),
  Softmax: softmax('Softmax'),
  LogSoftmax: softmax('LogSoftmax'),
  MatMul: matMul,
  Gemm: gemm,
  BatchNormalization: batchNormalization,
  InstanceNormalization: instanceNormalization,
  LayerNormalization: layerNormalization,
  Add: merge('Add', offset),
  Sub: merge('Subtract', (value) => offset(-value)),
  Mul: merge('Multiply', scale),
  Div: merge('Divide', (value) => scale(1 / value)),
  Sum: merge('Add'),
  Mean: merge('Average'),
  Max: merge('Maximum'),
  Min: merge('Minimum'),
  Pow: power,
  Gather: gather,
};
