/** Recurrent operators of ONNX as layers. ONNX walks [time, batch, features] and keeps an axis for the direction. */
import type { Config, Json } from '../../graph/document';
import type { TensorData } from '../exporters/files';
import { blocks } from '../exporters/recurrent-weights';
import { transposed } from '../exporters/tensors';
import { prefixed } from '../families/wrapped';
import { Unsupported } from './importer';
import { type OnnxCall, type Row, tensorOf } from './onnx-call';
import { ABSENT, arranged, type Wire } from './onnx-wire';

interface Cell {
  readonly kind: 'LSTM' | 'GRU' | 'SimpleRNN';
  /** Where each of the layer's gates stands among ONNX' gates. */
  readonly gates: readonly number[];
  /** The parameters that hold the functions that ONNX lists, by their place in the list. */
  readonly activations: readonly ('activation' | 'recurrentActivation')[];
  readonly defaults: readonly string[];
  readonly states: readonly string[];
}

const cells: Readonly<Record<'LSTM' | 'GRU' | 'RNN', Cell>> = {
  LSTM: {
    kind: 'LSTM',
    // i, o, f, c in ONNX; i, f, c, o in Keras.
    gates: [0, 2, 3, 1],
    activations: ['recurrentActivation', 'activation', 'activation'],
    defaults: ['Sigmoid', 'Tanh', 'Tanh'],
    states: ['hidden', 'cell'],
  },
  GRU: {
    kind: 'GRU',
    gates: [0, 1, 2],
    activations: ['recurrentActivation', 'activation'],
    defaults: ['Sigmoid', 'Tanh'],
    states: ['hidden'],
  },
  RNN: {
    kind: 'SimpleRNN',
    gates: [0],
    activations: ['activation'],
    defaults: ['Tanh'],
    states: ['hidden'],
  },
};

const functions: Readonly<Record<string, string>> = {
  Sigmoid: 'sigmoid',
  Tanh: 'tanh',
  Relu: 'relu',
  HardSigmoid: 'hardSigmoid',
  Softsign: 'softsign',
  Softplus: 'softplus',
};

function activationsOf(call: OnnxCall, { activations, defaults }: Cell): Config {
  const value = call.operator.attributes.activations;
  const given = value && 'texts' in value ? value.texts : defaults;
  const config: Record<string, Json> = {};
  const ways = given.length / activations.length;
  // Both directions have the same functions.
  const all = Array.from({ length: Math.max(1, ways) }, () => activations).flat();
  all.forEach((param, i) => {
    const name = functions[given[i] ?? ''];
    if (!name || (config[param] !== undefined && config[param] !== name)) {
      throw new Unsupported(`Its functions ${given.join(', ')} have no layer.`);
    }
    config[param] = name;
  });
  return config;
}

/** The blocks of `[1, gates · units, …]` in the layer's order. */
function gatesOf(tensor: TensorData, gates: readonly number[]): TensorData {
  return { ...blocks(tensor, gates), shape: tensor.shape.slice(1) };
}

/** `[1, 2 · gates · units]`: offsets to the input, then to the state; one sum where the cell has one. */
function biasOf(bias: TensorData, gates: readonly number[], apart: boolean): TensorData {
  const half = bias.values.length / 2;
  const [input, state] = [0, half].map((start) =>
    gatesOf({ shape: [1, half], values: bias.values.subarray(start, start + half) }, gates),
  );
  if (apart) {
    return { shape: [2, half], values: Float32Array.from([...input!.values, ...state!.values]) };
  }
  return { shape: [half], values: input!.values.map((value, i) => value + state!.values[i]!) };
}

/** The weights of one direction. */
function weightsOf(
  call: OnnxCall,
  cell: Cell,
  { apart, at }: { readonly apart: boolean; readonly at: number },
): Record<string, TensorData> {
  const own = (input: number): TensorData => {
    const { shape, values } = tensorOf(call.weight(input));
    const size = values.length / shape[0]!;
    const part = values.subarray(at * size, (at + 1) * size);
    return { shape: [1, ...shape.slice(1)], values: part };
  };
  const kernel = gatesOf(own(1), cell.gates);
  const recurrentKernel = gatesOf(own(2), cell.gates);
  const weights = {
    kernel: transposed(kernel, [1, 0]),
    recurrentKernel: transposed(recurrentKernel, [1, 0]),
  };
  return call.has(3) ? { ...weights, bias: biasOf(own(3), cell.gates, apart) } : weights;
}

function requireZeros(call: OnnxCall): void {
  if (call.has(4)) throw new Unsupported('It gives the length of every sequence.');
  for (const i of [5, 6]) {
    const start = call.has(i) ? call.weight(i) : undefined;
    if (start && Array.from(start.values).some((value) => value !== 0)) {
      throw new Unsupported('It starts from a state that is not zero.');
    }
  }
}

function recurrent(cell: Cell): Row {
  return (call) => {
    requireZeros(call);
    const [sequence = '', ...states] = call.operator.outputs;
    // An empty name is an output that is left out.
    const isRead = (name: string): boolean => name !== '' && call.known.readers.has(name);
    const isSequence = isRead(sequence) || !states.some(isRead);
    const isTimeFirst = call.int('layout', 0) === 0;
    const wire = arranged(call.builder, call.wire(), isTimeFirst ? [1, 0, 2] : [0, 1, 2]);
    const apart = cell.kind === 'GRU' && call.int('linear_before_reset', 0) === 1;
    const config: Config = {
      units: tensorOf(call.weight(2)).shape.at(-1)!,
      ...activationsOf(call, cell),
      useBias: call.has(3),
      returnSequences: isSequence,
      ...(cell.kind === 'GRU' ? { resetAfter: apart } : {}),
    };
    const walk: Walk = { cell, config, wire, isSequence, isTimeFirst, apart, isRead };
    const isBoth = call.text('direction', 'forward') === 'bidirectional';
    if (isBoth) bothWays(call, walk);
    else oneWay(call, walk);
  };
}

interface Walk {
  readonly cell: Cell;
  readonly config: Config;
  readonly wire: Wire;
  readonly isSequence: boolean;
  readonly isTimeFirst: boolean;
  readonly apart: boolean;
  readonly isRead: (name: string) => boolean;
}

function oneWay(call: OnnxCall, walk: Walk): void {
  const { cell, config, wire, isSequence, isTimeFirst, apart, isRead } = walk;
  const [, ...states] = call.operator.outputs;
  const isReverse = call.text('direction', 'forward') === 'reverse';
  if (isReverse && isSequence) throw new Unsupported('It walks backwards and gives every step.');
  const places = call.add({
    kind: cell.kind,
    config: {
      ...config,
      returnState: states.some(isRead),
      ...(isReverse ? { goBackwards: true } : {}),
    },
    inputs: [wire],
    weights: weightsOf(call, cell, { apart, at: 0 }),
  });
  const order = isTimeFirst ? [1, ABSENT, 0, 2] : [0, 1, ABSENT, 2];
  if (isSequence) call.define(places[0]!, order);
  const stateOrder = isTimeFirst ? [ABSENT, 0, 1] : [0, ABSENT, 1];
  states.forEach((name, i) => {
    const place = places.find(({ port }) => port === cell.states[i]);
    if (name && place) call.known.wires.set(name, { ...place, order: stateOrder } satisfies Wire);
  });
}

/** Both directions side by side, taken apart again as ONNX has them. */
function bothWays(call: OnnxCall, walk: Walk): void {
  const { cell, config, wire, isSequence, isTimeFirst, apart, isRead } = walk;
  const [, hidden = '', ...more] = call.operator.outputs;
  if (more.some(isRead) || (isSequence && isRead(hidden))) {
    throw new Unsupported('It walks both ways and gives its states beside the steps.');
  }
  const weights = ['forward', 'backward'].flatMap((way, at) =>
    Object.entries(weightsOf(call, cell, { apart, at })).map(
      ([name, tensor]) => [prefixed(way, name), tensor] as const,
    ),
  );
  const [both] = call.add({
    kind: 'Bidirectional',
    config: { layer: { id: cell.kind, ...config }, mergeMode: 'concat' },
    inputs: [wire],
    weights: Object.fromEntries(weights),
  });
  const targetShape = [...(both!.shape ?? []).slice(0, -1), 2, Number(config.units)];
  const [place] = call.add({ kind: 'Reshape', config: { targetShape }, inputs: [both!] });
  if (isSequence) call.define(place!, isTimeFirst ? [1, 2, 0, 3] : [0, 1, 2, 3]);
  else call.known.wires.set(hidden, { ...place!, order: isTimeFirst ? [1, 0, 2] : [0, 1, 2] });
}

export const recurrentRows: Readonly<Record<string, Row>> = {
  LSTM: recurrent(cells.LSTM),
  GRU: recurrent(cells.GRU),
  RNN: recurrent(cells.RNN),
};
