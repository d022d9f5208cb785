/**
 * Recurrent layers as ONNX' own operators. These keep time in front and walk either way; what they walk backwards stays
 * at its place, where Keras gives it in the order in which it was walked.
 */
import type { Config } from '../../graph/document';
import { prefixed } from '../families/wrapped';
import type { Choice } from '../params';
import type { Call } from '../program';
import type { OnnxGraph } from './onnx-graph';
import { countsOf, packed } from './onnx-padding';
import type { Row } from './onnx-row';
import { biasRow, gates } from './recurrent-weights';
import { reshaped } from './tensors';

interface Cell {
  readonly op: 'LSTM' | 'GRU' | 'RNN';
  /** ONNX' gates by their place in Keras. */
  readonly order: readonly number[];
  readonly states: number;
  /** Params with the operator's activations, in its order. */
  readonly activations: readonly string[];
}

const cells: Readonly<Record<string, Cell>> = {
  // Keras has input, forget, candidate, output; ONNX input, output, forget, candidate.
  LSTM: {
    op: 'LSTM',
    order: [0, 3, 1, 2],
    states: 2,
    activations: ['recurrentActivation', 'activation', 'activation'],
  },
  GRU: {
    op: 'GRU',
    order: [0, 1, 2],
    states: 1,
    activations: ['recurrentActivation', 'activation'],
  },
  SimpleRNN: { op: 'RNN', order: [0], states: 1, activations: ['activation'] },
};

/** Activations of the operators, whose own parameters are those of the project. */
const activations: Readonly<Record<string, string>> = {
  linear: 'Affine',
  relu: 'Relu',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  hardSigmoid: 'HardSigmoid',
  elu: 'Elu',
  softsign: 'Softsign',
  softplus: 'Softplus',
};

function cellGap(kind: string, config: Config): string | undefined {
  const cell = cells[kind];
  if (!cell) return `ONNX has no operator for ${kind}.`;
  const unknown = cell.activations
    .map((name) => String(config[name]))
    .find((name) => !Object.hasOwn(activations, name));
  return unknown === undefined ? undefined : `ONNX' ${cell.op} has no activation ${unknown}.`;
}

/** One walk of one cell over a sequence. */
interface Walk {
  readonly kind: string;
  readonly config: Config;
  /** [time, batch, features] */
  readonly x: string;
  readonly backwards: boolean;
  /** 1 for a step and 0 for padding, [time, batch]; `undefined` where all steps count. */
  readonly counts: string | undefined;
  /** First states [batch, units], none or all. */
  readonly initial: readonly string[];
  /** The call's own name of one of the cell's weights. */
  readonly nameOf: (weight: string) => string;
}

interface Walked {
  /** [time, batch, units], each step at its place. */
  readonly steps: string;
  /** After the last step, [batch, units] each. */
  readonly states: readonly string[];
}

/** Padding stands still; turned beforehand, one way of walking does for both. */
function walk(graph: OnnxGraph, call: Call, walking: Walk): Walked {
  const { counts, backwards, initial } = walking;
  if (counts === undefined) return walkAll(graph, call, walking);
  const turned = (sequence: string): string => (backwards ? reversed(graph, sequence) : sequence);
  const { x, lengths, unpack } = packed(graph, turned(walking.x), turned(counts));
  const { steps, states } = walkAll(graph, call, { ...walking, x, backwards: false }, lengths);
  return { steps: turned(unpack(steps, initial[0])), states };
}

/** @param lengths - How many steps of each sample are walked; `''` walks all. */
function walkAll(graph: OnnxGraph, call: Call, walking: Walk, lengths = ''): Walked {
  const { kind, config, x, backwards, nameOf } = walking;
  const { op, order, states, activations: params } = cells[kind]!;
  const units = call.weights.find(({ name }) => name === nameOf('recurrentKernel'))!.shape[0]!;
  const rows = (name: string): string =>
    graph.weight(call, nameOf(name), (w) => {
      const turned = gates(w, order);
      return reshaped(turned, [1, ...turned.shape]);
    });
  const initial = walking.initial.map((state) => graph.add('Unsqueeze', [state, graph.ints([0])]));
  const hasBias = call.weights.some(({ name }) => name === nameOf('bias'));
  const bias = hasBias ? bothBiases(graph, call, nameOf('bias'), order) : '';
  const optional = [bias, lengths, ...initial];
  while (optional.at(-1) === '') optional.pop();
  const [all, ...last] = graph.addAll(
    op,
    [x, rows('kernel'), rows('recurrentKernel'), ...optional],
    {
      attributes: {
        hidden_size: { int: units },
        direction: { text: backwards ? 'reverse' : 'forward' },
        activations: { texts: params.map((name) => activations[String(config[name])]!) },
        // Zero counts the reset gate before the product.
        ...(op === 'GRU'
          ? { linear_before_reset: { int: config.resetAfter === false ? 0 : 1 } }
          : {}),
      },
      outputs: [
        `${call.id}.steps`,
        ...Array.from({ length: states }, (_, i) => `${call.id}.state${i}`),
      ],
    },
  ) as [string, ...string[]]; // as many as were named
  return {
    steps: graph.add('Squeeze', [all, graph.ints([1])]),
    states: last.map((state) => graph.add('Squeeze', [state, graph.ints([0])])),
  };
}

/** The offsets of inputs and of states after one another. */
function bothBiases(graph: OnnxGraph, call: Call, name: string, order: readonly number[]): string {
  return graph.weight(call, name, (w) => {
    const parts = [0, 1].map((row) => gates(biasRow(w, row), order).values);
    const values = Float32Array.from(parts.flatMap((part) => [...part]));
    return { shape: [1, values.length], values };
  });
}

const SWAPPED = [1, 0, 2];

/** Batch and time change places. */
const swapped = (graph: OnnxGraph, x: string): string =>
  graph.add('Transpose', [x], { perm: { ints: SWAPPED } });

/** The steps of [time, batch, units] in the opposite order. */
const reversed = (graph: OnnxGraph, x: string): string =>
  graph.add('Slice', [x, ...[[-1], [-(2 ** 31)], [0], [-1]].map((list) => graph.ints(list))]);

/** What the layer gives of a walk, [batch, time, units] or [batch, units]. */
function output(graph: OnnxGraph, { steps, states }: Walked, isSequence: boolean): string {
  return isSequence ? swapped(graph, steps) : states[0]!;
}

/** `out`, then one value a further port. */
function setAll(graph: OnnxGraph, call: Call, values: readonly string[]): void {
  const ids = [call.id, ...Object.keys(call.moreOutputs ?? {}).map((port) => `${call.id}:${port}`)];
  // A copy each, since a value takes the name of its port.
  ids.forEach((id, i) => void graph.set(id, graph.add('Identity', [values[i]!])));
}

const arriving = (graph: OnnxGraph, call: Call): string | undefined => {
  const mask = graph.mask(call.inputs[0]!);
  return mask === undefined ? undefined : countsOf(graph, mask);
};

const recurrent: Row = {
  paddingGap: () => undefined,
  gap: ({ kind, config }) => cellGap(kind, config),
  write: (call, graph) => {
    const { kind, config } = call;
    const [x, ...initial] = call.inputs.map((id) => graph.value(id)) as [string, ...string[]]; // one at least
    const backwards = config.goBackwards === true;
    const walked = walk(graph, call, {
      kind,
      config,
      x: swapped(graph, x),
      backwards,
      counts: arriving(graph, call),
      initial,
      nameOf: (name) => name,
    });
    const isSequence = config.returnSequences === true;
    const steps = isSequence && backwards ? reversed(graph, walked.steps) : walked.steps;
    setAll(graph, call, [output(graph, { ...walked, steps }, isSequence), ...walked.states]);
  },
};

const innerOf = ({ config }: Call): Choice => config.layer as Choice; // by the kind's declaration

const merges: Readonly<Record<string, (graph: OnnxGraph, both: readonly string[]) => string>> = {
  concat: (graph, both) => graph.add('Concat', both, { axis: { int: -1 } }),
  sum: (graph, both) => graph.add('Add', both),
  mul: (graph, both) => graph.add('Mul', both),
  ave: (graph, both) => graph.add('Mean', both),
};

const bidirectional: Row = {
  paddingGap: () => undefined,
  gap: (call) => cellGap(innerOf(call).id, innerOf(call)),
  write: (call, graph) => {
    const { id: kind, ...config } = innerOf(call);
    const [first, ...initial] = call.inputs.map((id) => graph.value(id)) as [string, ...string[]]; // one at least
    const x = swapped(graph, first);
    const isSequence = config.returnSequences === true;
    const isTurned = config.goBackwards === true;
    const counts = arriving(graph, call);
    const walks = ['forward', 'backward'].map((prefix, i) => {
      const half = initial.length / 2;
      const walked = walk(graph, call, {
        kind,
        config,
        x,
        backwards: (i === 1) !== isTurned,
        counts,
        initial: initial.slice(i * half, (i + 1) * half),
        nameOf: (name) => prefixed(prefix, name),
      });
      // Keras turns the second one back, whichever way it walked.
      const seen =
        counts === undefined ? walked.steps : withoutPadding(graph, walked.steps, counts);
      const steps = isSequence && isTurned ? reversed(graph, seen) : seen;
      return { ...walked, out: output(graph, { ...walked, steps }, isSequence) };
    });
    const both = walks.map(({ out }) => out);
    const merge = merges[String(call.config.mergeMode)];
    const states = config.returnState === true ? walks.flatMap((one) => one.states) : [];
    setAll(graph, call, [...(merge ? [merge(graph, both)] : both), ...states]);
  },
};

/** Zeros where padding stands, as Keras' Bidirectional has it. */
const withoutPadding = (graph: OnnxGraph, steps: string, counts: string): string =>
  graph.add('Mul', [steps, graph.add('Unsqueeze', [counts, graph.ints([2])])]);

/** Cells on top of each other; states stand from the top down. */
const stacked: Row = {
  paddingGap: () => undefined,
  gap: ({ config }) =>
    stackOf(config)
      .map(({ id, ...cell }) => cellGap(cellKind(id), cell))
      .find((reason) => reason !== undefined),
  write: (call, graph) => {
    const { config } = call;
    const stack = stackOf(config);
    const backwards = config.goBackwards === true;
    const [x, ...initial] = call.inputs.map((id) => graph.value(id)) as [string, ...string[]]; // one at least
    const counts = arriving(graph, call);
    let left = initial;
    let steps = swapped(graph, x);
    let states: readonly string[] = [];
    for (const [i, { id, ...cell }] of stack.entries()) {
      const kind = cellKind(id);
      const count = initial.length > 0 ? cells[kind]!.states : 0;
      const walked = walk(graph, call, {
        kind,
        config: cell,
        x: steps,
        backwards,
        counts,
        initial: left.slice(left.length - count),
        nameOf: (name) => (stack.length > 1 ? `${name}${i + 1}` : name),
      });
      left = left.slice(0, left.length - count);
      states = [...walked.states, ...states];
      steps = walked.steps;
    }
    const isSequence = config.returnSequences === true;
    const given = isSequence && backwards ? reversed(graph, steps) : steps;
    setAll(graph, call, [output(graph, { steps: given, states }, isSequence), ...states]);
  },
};

const stackOf = ({ cells: stack }: Config): readonly Choice[] => stack as readonly Choice[]; // by the kind's declaration
const cellKind = (id: string): string => id.replace(/Cell$/, '');

export const recurrentRows: Readonly<Record<string, Row>> = {
  LSTM: recurrent,
  GRU: recurrent,
  SimpleRNN: recurrent,
  Bidirectional: bidirectional,
  RNN: stacked,
};
