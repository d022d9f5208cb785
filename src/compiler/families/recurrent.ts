/** What recurrent layers say alike: parameters, ports of states, shapes, weights and cost. */
import { activityField, constraint, initializer, kernelFields, regularizer } from '../fields';
import { known, only, requireRank } from '../geometry';
import type { InputPort, MaskRule, Shape, WeightSpec } from '../layer';
import { bool, float, int } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Weights and dropout of a cell: what it needs to take one step. */
export const cellFields = {
  units: int(32, 'Size of the state and of the output.', { structural: true }),
  useBias: bool(true, 'Add a learned offset inside the cell.', { structural: true }),
  ...kernelFields,
  recurrentInitializer: initializer('orthogonal', 'How the kernel of the state starts.'),
  recurrentRegularizer: regularizer('Penalty on the kernel of the state in the loss.'),
  recurrentConstraint: constraint('What the kernel of the state is held to after every step.'),
  biasInitializer: initializer('zeros', 'How the offset starts.'),
  biasRegularizer: regularizer('Penalty on the offset in the loss.'),
  biasConstraint: constraint('What the offset is held to after every step.'),
  dropout: float(0, 'Share of the inputs that training sets to zero, the same at every step.', {
    min: 0,
    max: 0.999,
  }),
  recurrentDropout: float(
    0,
    'Share of the state that training sets to zero, the same at every step.',
    { min: 0, max: 0.999, rare: true },
  ),
};

/** How a sequence is walked and what is given out. */
export const sequenceFields = {
  returnSequences: bool(false, 'Give the output of every step instead of the last one alone.', {
    structural: true,
  }),
  returnState: bool(false, 'Give the last states at ports of their own.', { structural: true }),
  initialState: bool(
    false,
    'Start from states that arrive at ports of their own, not from zeros.',
    {
      structural: true,
    },
  ),
  goBackwards: bool(false, 'Walk from the last step to the first.', { rare: true }),
  stateful: bool(false, 'Kept for imports and exports; here every batch starts from zeros.', {
    rare: true,
  }),
  unroll: bool(false, 'Write the loop out step by step in exports; needs a fixed length.', {
    rare: true,
  }),
};

export const recurrentFields = { ...sequenceFields, activityRegularizer: activityField };

/** What the rules of a sequence read. */
export interface SequenceConfig {
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly initialState: boolean;
  readonly unroll: boolean;
}

export interface CellConfig {
  readonly units: number;
  readonly useBias: boolean;
}

/** What a kind of cell is made of. */
export interface CellRules {
  /** How many times the units its kernels are wide. */
  readonly gates: number;
  /** Names of its states; the first is its output. */
  readonly states: readonly string[];
  /** Offsets to the input and to the state are apart. */
  readonly twoBiases?: (config: CellConfig) => boolean;
  /** The offset of which gate starts at one, counted from 0. */
  readonly openGate?: (config: CellConfig) => number | undefined;
}

/** Weights of a cell that sees this many features. */
export function cellWeights(
  { gates, twoBiases, openGate }: CellRules,
  config: CellConfig,
  features: number,
): WeightSpec[] {
  const { units, useBias } = config;
  const width = units * gates;
  const open = openGate?.(config);
  const ones = open === undefined ? {} : { ones: [open * units, (open + 1) * units] as const };
  const bias = { name: 'bias', shape: twoBiases?.(config) ? [2, width] : [width], ...ones };
  return [
    { name: 'kernel', shape: [features, width] },
    { name: 'recurrentKernel', shape: [units, width], param: 'recurrent' },
    ...(useBias ? [bias] : []),
  ];
}

/** Ports of states, where the config asks for them. */
export function statePorts<C extends Pick<SequenceConfig, 'initialState' | 'returnState'>>(
  states: (config: C) => readonly string[],
) {
  return {
    inputPorts: (config: C): InputPort[] =>
      config.initialState ? states(config).map((port) => ({ port, min: 1, max: 1 })) : [],
    outputPorts: (config: C): readonly string[] => (config.returnState ? states(config) : []),
  };
}

/** Steps and features of a sequence that a kind walks. */
export function sequenceOf(kind: string, inputs: readonly Shape[], unroll: boolean): Shape {
  const [x = only(kind, inputs)] = inputs;
  requireRank(kind, x, 2, 'steps, features');
  known(kind, x, 1);
  if (unroll && x[0] === null) throw shapeError('unroll-length', kind, { input: shapeText(x) });
  return x;
}

/** First states arrive in the shape that the layer's own have. */
export function requireStates(
  kind: string,
  states: readonly Shape[],
  arriving: readonly Shape[],
): void {
  states.forEach((state, i) => {
    const received = arriving[i];
    if (!received || shapeText(received) === shapeText(state)) return;
    throw shapeError('state-shape', kind, {
      expected: shapeText(state),
      received: shapeText(received),
      input: i + 1,
    });
  });
}

export const sequenceMask = ({
  returnSequences,
}: Pick<SequenceConfig, 'returnSequences'>): MaskRule => (returnSequences ? 'passes' : 'uses');

/** Ports, shapes, weights and cost of a layer that walks a sequence with one cell. */
export function recurrentRules(kind: string, cell: CellRules) {
  type C = SequenceConfig & CellConfig;
  const statesOf = ({ units }: C): Shape[] => cell.states.map(() => [units]);
  const featuresOf = (inputs: readonly Shape[]): number => known(kind, inputs[0] ?? [], 1);
  return {
    inputs: { min: 1, max: 1 },
    ...statePorts<C>(() => cell.states),
    mask: sequenceMask,
    output: (config: C, inputs: readonly Shape[]): Shape => {
      const [steps] = sequenceOf(kind, inputs, config.unroll);
      requireStates(kind, statesOf(config), inputs.slice(1));
      return config.returnSequences ? [steps ?? null, config.units] : [config.units];
    },
    moreOutputs: (config: C): Shape[] => (config.returnState ? statesOf(config) : []),
    weights: (config: C, inputs: readonly Shape[]) => cellWeights(cell, config, featuresOf(inputs)),
    macs: ({ units }: C, inputs: readonly Shape[]): number =>
      (inputs[0]?.[0] ?? 1) * cell.gates * units * (featuresOf(inputs) + units),
  };
}
