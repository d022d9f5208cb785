import { separableRules } from '../families/convolution';
import {
  activation,
  activityField,
  biasFields,
  causalPadding,
  depthwiseFields,
  pointwiseFields,
  windowFields1D,
} from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** A depthwise convolution, then one of size 1, as `keras.layers.SeparableConv1D`. */
export const separableConv1D = defineLayer({
  kind: 'SeparableConv1D',
  group: 'Convolution',
  doc: 'Convolves every channel of a sequence by itself, then mixes channels at each step.',
  formula: 'y = activation((x ∗ depthwiseKernel) · pointwiseKernel + bias)',
  ...separableRules('SeparableConv1D', 1),
  params: {
    filters: int(16, 'Number of output channels.', { structural: true }),
    depthMultiplier: int(1, 'Kernels for every input channel.', { structural: true, max: 4096 }),
    ...windowFields1D,
    padding: causalPadding,
    activation: activation(),
    ...biasFields,
    ...depthwiseFields,
    ...pointwiseFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 4 }, inputs: [[6, 3]], output: [4, 4] },
    {
      config: { filters: 5, depthMultiplier: 2, padding: 'same', strides: 2, useBias: false },
      inputs: [[5, 2]],
      output: [3, 5],
    },
    {
      config: { filters: 2, padding: 'causal', dilationRate: 2 },
      inputs: [[6, 2]],
      output: [6, 2],
    },
  ],
});
