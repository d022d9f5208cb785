import { lstmCell } from '../families/cells';
import { recurrentFields, requireStates, sequenceMask, statePorts } from '../families/recurrent';
import { windowFields } from '../fields';
import { countOf, known, only, requireRank, slide, windowOf } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { int } from '../params';

const { units: _units, ...cell } = lstmCell.params;
const { unroll: _unroll, ...sequence } = recurrentFields;

type PictureConfig = Parameters<typeof windowOf>[0] & { readonly filters: number };

/** Height, width and filters of the states. */
function stateOf(config: PictureConfig, inputs: readonly Shape[]): Shape {
  const [x = only('ConvLSTM2D', inputs)] = inputs;
  requireRank('ConvLSTM2D', x, 4, 'steps, height, width, channels');
  known('ConvLSTM2D', x, 3);
  return [...slide('ConvLSTM2D', x.slice(1), windowOf(config)), config.filters];
}

/** LSTM whose products are convolutions (Shi et al., 2015), as `keras.layers.ConvLSTM2D`. */
export const convLSTM2D = defineLayer({
  kind: 'ConvLSTM2D',
  group: 'Recurrent',
  doc: 'Walks a sequence of pictures with a memory that is made of pictures.',
  formula: 'i, f, o = recurrentActivation(x ⋆ W + h ⋆ U + b); c = f · c + i · activation(…)',
  inputs: { min: 1, max: 1 },
  ...statePorts(() => lstmCell.rules.states),
  params: {
    filters: int(16, 'Number of channels of the states and of the output.', { structural: true }),
    ...windowFields,
    ...cell,
    ...sequence,
  },
  mask: sequenceMask,
  output: (config, inputs) => {
    const state = stateOf(config, inputs);
    requireStates('ConvLSTM2D', [state, state], inputs.slice(1));
    return config.returnSequences ? [inputs[0]?.[0] ?? null, ...state] : state;
  },
  moreOutputs: (config, inputs) => {
    const state = stateOf(config, inputs);
    return config.returnState ? [state, state] : [];
  },
  weights: (config, inputs) => {
    const { filters, kernelSize, useBias, unitForgetBias } = config;
    stateOf(config, inputs);
    const ones = unitForgetBias ? { ones: [filters, 2 * filters] as const } : {};
    return [
      { name: 'kernel', shape: [...kernelSize, known('ConvLSTM2D', inputs[0]!, 3), 4 * filters] },
      { name: 'recurrentKernel', shape: [...kernelSize, filters, 4 * filters], param: 'recurrent' },
      ...(useBias ? [{ name: 'bias', shape: [4 * filters], ...ones }] : []),
    ];
  },
  macs: (config, inputs) => {
    const [x = only('ConvLSTM2D', inputs)] = inputs;
    const { filters, kernelSize } = config;
    const taps = kernelSize[0] * kernelSize[1] * (known('ConvLSTM2D', x, 3) + filters);
    return (x[0] ?? 1) * countOf(stateOf(config, inputs)) * 4 * taps;
  },
  face: ({ filters, kernelSize, activation }) => [
    `${filters} × ${kernelSize.join('×')}`,
    activation,
  ],
  examples: [
    { config: { filters: 2, kernelSize: [3, 3] }, inputs: [[3, 6, 5, 2]], output: [4, 3, 2] },
    {
      config: { filters: 2, padding: 'same', returnSequences: true, strides: [2, 2] },
      inputs: [[null, 5, 5, 1]],
      output: [null, 3, 3, 2],
    },
    {
      config: { filters: 1, kernelSize: [2, 2], returnState: true, useBias: false },
      inputs: [[2, 4, 4, 1]],
      output: [3, 3, 1],
      moreOutputs: [
        [3, 3, 1],
        [3, 3, 1],
      ],
    },
  ],
});
