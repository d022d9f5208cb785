import { convolutionRules } from '../families/convolution';
import { activation, activityField, biasFields, kernelFields, windowFields } from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** Two-dimensional convolution, as `keras.layers.Conv2D`. */
export const conv2D = defineLayer({
  kind: 'Conv2D',
  group: 'Convolution',
  doc: 'Slides learned kernels over a picture; each gives one channel of the output.',
  formula: 'y[i, j] = activation(Σ x[i · strides + di, j · strides + dj] · kernel[di, dj] + bias)',
  ...convolutionRules('Conv2D', 2),
  params: {
    filters: int(16, 'Number of kernels, so of output channels.', { structural: true }),
    ...windowFields,
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 6, kernelSize: [5, 5] }, inputs: [[28, 28, 1]], output: [24, 24, 6] },
    {
      config: { filters: 4, padding: 'same', strides: [2, 2], useBias: false },
      inputs: [[7, 9, 3]],
      output: [4, 5, 4],
    },
    {
      config: { filters: 2, kernelSize: [3, 2], strides: [1, 2], activation: 'relu' },
      inputs: [[6, 6, 2]],
      output: [4, 3, 2],
    },
    {
      config: { filters: 2, dilationRate: [2, 3], padding: 'same' },
      inputs: [[7, 8, 2]],
      output: [7, 8, 2],
    },
  ],
});
