import { separableRules } from '../families/convolution';
import {
  activation,
  activityField,
  biasFields,
  depthwiseFields,
  pointwiseFields,
  windowFields,
} from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** A depthwise convolution, then one of size 1, as `keras.layers.SeparableConv2D`. */
export const separableConv2D = defineLayer({
  kind: 'SeparableConv2D',
  group: 'Convolution',
  doc: 'Convolves every channel by itself, then mixes channels at each place.',
  formula: 'y = activation((x ∗ depthwiseKernel) · pointwiseKernel + bias)',
  ...separableRules('SeparableConv2D', 2),
  params: {
    filters: int(16, 'Number of output channels.', { structural: true }),
    depthMultiplier: int(1, 'Kernels for every input channel.', { structural: true, max: 4096 }),
    ...windowFields,
    activation: activation(),
    ...biasFields,
    ...depthwiseFields,
    ...pointwiseFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 4 }, inputs: [[6, 6, 3]], output: [4, 4, 4] },
    {
      config: { filters: 5, depthMultiplier: 2, padding: 'same', strides: [2, 2], useBias: false },
      inputs: [[5, 6, 2]],
      output: [3, 3, 5],
    },
    { config: { filters: 3, dilationRate: [2, 2] }, inputs: [[6, 7, 2]], output: [2, 3, 3] },
  ],
});
