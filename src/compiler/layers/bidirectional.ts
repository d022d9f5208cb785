import { requireStates } from '../families/recurrent';
import { type Inner, innerOf, innerWeights, inside, prefixed } from '../families/wrapped';
import { only } from '../geometry';
import { defineLayer, type MaskRule } from '../layer';
import { type Choice, choice, enumeration } from '../params';
import { convLSTM2D } from './conv-lstm2d';
import { gru } from './gru';
import { lstm } from './lstm';
import { simpleRNN } from './simple-rnn';

const without = ['activityRegularizer'];
const kinds = {
  LSTM: inside(lstm, without),
  GRU: inside(gru, without),
  SimpleRNN: inside(simpleRNN, without),
  ConvLSTM2D: inside(convLSTM2D, without),
};
const directions = ['forward', 'backward'];

/** `forwardHidden`, …, `backwardHidden`, … */
const bothWays = (names: readonly string[]): string[] =>
  directions.flatMap((direction) => names.map((name) => prefixed(direction, name)));

const of = ({ layer }: { readonly layer: Choice }): Inner => innerOf(kinds, layer);

/** A recurrent layer in both directions, as `keras.layers.Bidirectional`. */
export const bidirectional = defineLayer({
  kind: 'Bidirectional',
  group: 'Recurrent',
  doc: 'Walks a sequence forwards and backwards and joins both results.',
  formula: 'y = merge(layer(x), reverse(layer(reverse(x))))',
  inputs: { min: 1, max: 1 },
  inputPorts: (config) => bothWays(of(config).inputPorts).map((port) => ({ port, min: 1, max: 1 })),
  outputPorts: (config) => {
    const states = bothWays(of(config).outputPorts);
    return config.mergeMode === null ? ['backward', ...states] : states;
  },
  params: {
    layer: {
      ...choice({ id: 'LSTM' }, kinds, 'The layer that walks, once in each direction.'),
      structural: true,
    },
    mergeMode: {
      ...enumeration(
        'concat',
        ['concat', 'sum', 'mul', 'ave'],
        'How both results are joined; without a value each has a port.',
        { structural: true },
      ),
      nullable: true as const,
    },
  },
  mask: ({ layer }): MaskRule => (layer.returnSequences === true ? 'passes' : 'uses'),
  output: (config, inputs) => {
    const x = inputs[0] ?? only('Bidirectional', inputs);
    const inner = of(config);
    const one = inner.output(x);
    const states = inner.states(x);
    requireStates('Bidirectional', [...states, ...states], inputs.slice(1));
    const last = one.at(-1);
    return config.mergeMode === 'concat' && last ? [...one.slice(0, -1), 2 * last] : one;
  },
  moreOutputs: (config, [x = []]) => {
    const inner = of(config);
    const states = inner.config.returnState === true ? inner.states(x) : [];
    const backward = config.mergeMode === null ? [inner.output(x)] : [];
    return [...backward, ...states, ...states];
  },
  weights: (config, inputs) => {
    const inner = of(config);
    const weights = inner.weights(inputs[0] ?? only('Bidirectional', inputs));
    return directions.flatMap((direction) =>
      innerWeights(weights, inner.config, (name) => prefixed(direction, name)),
    );
  },
  macs: (config, inputs, output) =>
    2 * of(config).macs(inputs[0] ?? only('Bidirectional', inputs), output),
  face: (config) => {
    const { kind, face } = of(config);
    return [`${kind} ${face[0]}`, config.mergeMode ?? ''];
  },
  examples: [
    { config: { layer: { id: 'LSTM', units: 3 } }, inputs: [[5, 2]], output: [6] },
    {
      config: { layer: { id: 'GRU', units: 3, returnSequences: true }, mergeMode: 'sum' },
      inputs: [[null, 2]],
      output: [null, 3],
    },
    {
      config: { layer: { id: 'SimpleRNN', units: 2, returnState: true }, mergeMode: null },
      inputs: [[4, 3]],
      output: [2],
      moreOutputs: [[2], [2], [2]],
    },
    {
      config: { layer: { id: 'LSTM', units: 2, initialState: true }, mergeMode: 'ave' },
      inputs: [[4, 3], [2], [2], [2], [2]],
      ports: ['in', 'forwardHidden', 'forwardCell', 'backwardHidden', 'backwardCell'],
      output: [2],
    },
  ],
});
