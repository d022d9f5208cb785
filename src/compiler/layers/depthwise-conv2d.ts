import { depthwiseRules } from '../families/convolution';
import { activation, activityField, biasFields, depthwiseFields, windowFields } from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** One convolution a channel, as `keras.layers.DepthwiseConv2D`. */
export const depthwiseConv2D = defineLayer({
  kind: 'DepthwiseConv2D',
  group: 'Convolution',
  doc: 'Convolves every input channel with kernels of its own; channels do not mix.',
  formula:
    'y[i, j, c] = activation(Σ x[i · strides + di, j · strides + dj, c] · kernel[di, dj, c] + bias)',
  ...depthwiseRules('DepthwiseConv2D', 2),
  params: {
    depthMultiplier: int(1, 'Kernels for every input channel.', { structural: true, max: 4096 }),
    ...windowFields,
    activation: activation(),
    ...biasFields,
    ...depthwiseFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: {}, inputs: [[8, 8, 3]], output: [6, 6, 3] },
    {
      config: { depthMultiplier: 2, kernelSize: [2, 3], padding: 'same', activation: 'relu6' },
      inputs: [[5, 4, 3]],
      output: [5, 4, 6],
    },
    { config: { strides: [2, 2], useBias: false }, inputs: [[7, 7, 2]], output: [3, 3, 2] },
    { config: { dilationRate: [2, 2] }, inputs: [[7, 6, 2]], output: [3, 2, 2] },
  ],
});
