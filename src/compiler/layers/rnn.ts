import { gruCell, lstmCell, simpleCell } from '../families/cells';
import {
  type CellRules,
  cellWeights,
  recurrentFields,
  requireStates,
  type SequenceConfig,
  sequenceMask,
  sequenceOf,
  statePorts,
} from '../families/recurrent';
import { innerWeights } from '../families/wrapped';
import { known } from '../geometry';
import { defineLayer, type Shape, type WeightSpec } from '../layer';
import { type Choice, choices } from '../params';

const kinds = { LSTMCell: lstmCell, GRUCell: gruCell, SimpleRNNCell: simpleCell };

interface StackConfig extends SequenceConfig {
  readonly cells: readonly Choice[];
}

interface Stacked {
  readonly rules: CellRules;
  readonly config: Choice & { readonly units: number; readonly useBias: boolean };
  /** Behind the names of its weights and states: empty where it is the only one. */
  readonly suffix: string;
}

/** From the bottom to the top. */
const stackOf = ({ cells }: StackConfig): Stacked[] =>
  cells.map((config, i) => ({
    rules: kinds[config.id as keyof typeof kinds].rules, // one of the choices
    config: config as Stacked['config'], // filled by the params of its kind
    suffix: cells.length > 1 ? String(i + 1) : '',
  }));

/** The cell on top comes first, as in TensorFlow.js: its output is the output of all. */
const stateNames = (config: StackConfig): string[] =>
  stackOf(config)
    .reverse()
    .flatMap(({ rules, suffix }) => rules.states.map((name) => `${name}${suffix}`));

const stateShapes = (config: StackConfig): Shape[] =>
  stackOf(config)
    .reverse()
    .flatMap(({ rules, config: { units } }) => rules.states.map(() => [units]));

/** Cells on top of each other that walk a sequence together, as `keras.layers.RNN` over `StackedRNNCells`. */
export const rnn = defineLayer({
  kind: 'RNN',
  group: 'Recurrent',
  doc: 'Walks a sequence with several cells on top of each other.',
  inputs: { min: 1, max: 1 },
  ...statePorts<StackConfig>(stateNames),
  params: {
    cells: choices(
      [{ id: 'LSTMCell' }, { id: 'LSTMCell' }],
      kinds,
      'The cells from the bottom to the top; each sees the output of the one below.',
      { structural: true },
    ),
    ...recurrentFields,
  },
  mask: sequenceMask,
  output: (config, inputs) => {
    const [steps] = sequenceOf('RNN', inputs, config.unroll);
    requireStates('RNN', stateShapes(config), inputs.slice(1));
    const units = stackOf(config).at(-1)!.config.units; // a stack has one cell or more
    return config.returnSequences ? [steps ?? null, units] : [units];
  },
  moreOutputs: (config) => (config.returnState ? stateShapes(config) : []),
  weights: (config, inputs) => {
    let features = known('RNN', inputs[0] ?? [], 1);
    return stackOf(config).flatMap(({ rules, config: cell, suffix }): WeightSpec[] => {
      const weights = cellWeights(rules, cell, features);
      features = cell.units;
      return innerWeights(weights, cell, (name) => `${name}${suffix}`);
    });
  },
  macs: (config, inputs) => {
    let features = known('RNN', inputs[0] ?? [], 1);
    return stackOf(config).reduce((sum, { rules, config: { units } }) => {
      const own = (inputs[0]?.[0] ?? 1) * rules.gates * units * (features + units);
      features = units;
      return sum + own;
    }, 0);
  },
  face: ({ cells }) => [
    cells.map(({ id, units }) => `${id.replace('Cell', '')} ${String(units)}`).join(' · '),
    '',
  ],
  examples: [
    {
      config: { cells: [{ id: 'LSTMCell', units: 3 }] },
      inputs: [[5, 2]],
      output: [3],
    },
    {
      config: {
        cells: [
          { id: 'SimpleRNNCell', units: 4 },
          { id: 'GRUCell', units: 3 },
        ],
        returnSequences: true,
      },
      inputs: [[null, 2]],
      output: [null, 3],
    },
    {
      config: {
        cells: [
          { id: 'LSTMCell', units: 3, unitForgetBias: false },
          { id: 'GRUCell', units: 2, resetAfter: false },
        ],
        returnState: true,
      },
      inputs: [[4, 2]],
      output: [2],
      moreOutputs: [[2], [3], [3]],
    },
  ],
});
