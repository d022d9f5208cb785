/** Recurrent operators of ONNX as layers. ONNX walks [time, batch, features] and keeps an axis for the direction. */
import type { Config, Json } from '../../graph/document';
import type { TensorData } from '../exporters/files';
import { blocks } from '../exporters/recurrent-weights';
import { transposed } from '../exporters/tensors';
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
  activations.forEach((param, i) => {
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

function weightsOf(call: OnnxCall, cell: Cell, apart: boolean): Record<string, TensorData> {
  const kernel = gatesOf(tensorOf(call.weight(1)), cell.gates);
  const recurrentKernel = gatesOf(tensorOf(call.weight(2)), cell.gates);
  const weights = {
    kernel: transposed(kernel, [1, 0]),
    recurrentKernel: transposed(recurrentKernel, [1, 0]),
  };
  if (!call.has(3)) return weights;
  return { ...weights, bias: biasOf(tensorOf(call.weight(3)), cell.gates, apart) };
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
    const direction = call.text('direction', 'forward');
    if (direction === 'bidirectional') throw new Unsupported('It walks in both directions.');
    requireZeros(call);
    const [sequence = '', ...states] = call.operator.outputs;
    const isRead = (name: string): boolean => (call.known.readers.get(name) ?? []).length > 0;
    const isSequence = isRead(sequence) || !states.some(isRead);
    if (direction === 'reverse' && isSequence) {
      throw new Unsupported('It walks backwards and gives every step.');
    }
    const isTimeFirst = call.int('layout', 0) === 0;
    const wire = arranged(call.builder, call.wire(), isTimeFirst ? [1, 0, 2] : [0, 1, 2]);
    const apart = cell.kind === 'GRU' && call.int('linear_before_reset', 0) === 1;
    const places = call.add({
      kind: cell.kind,
      config: {
        units: tensorOf(call.weight(2)).shape.at(-1)!,
        ...activationsOf(call, cell),
        useBias: call.has(3),
        returnSequences: isSequence,
        returnState: states.some(isRead),
        ...(direction === 'reverse' ? { goBackwards: true } : {}),
        ...(cell.kind === 'GRU' ? { resetAfter: apart } : {}),
      },
      inputs: [wire],
      weights: weightsOf(call, cell, apart),
    });
    const order = isTimeFirst ? [1, ABSENT, 0, 2] : [0, 1, ABSENT, 2];
    if (isSequence) call.define(places[0]!, order);
    const stateOrder = isTimeFirst ? [ABSENT, 0, 1] : [0, ABSENT, 1];
    states.forEach((name, i) => {
      const place = places.find(({ port }) => port === cell.states[i]);
      if (name && place) call.known.wires.set(name, { ...place, order: stateOrder } satisfies Wire);
    });
  };
}

export const recurrentRows: Readonly<Record<string, Row>> = {
  LSTM: recurrent(cells.LSTM),
  GRU: recurrent(cells.GRU),
  RNN: recurrent(cells.RNN),
};
