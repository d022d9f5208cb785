import { convolutionRules } from '../families/convolution';
import { activation, activityField, biasFields, kernelFields, windowFields3D } from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** Three-dimensional convolution, as `keras.layers.Conv3D`. */
export const conv3D = defineLayer({
  kind: 'Conv3D',
  group: 'Convolution',
  doc: 'Slides learned kernels through a volume or a video; each gives one channel.',
  formula: 'y[d, i, j] = activation(Σ x[d · strides + dd, …] · kernel[dd, di, dj] + bias)',
  ...convolutionRules('Conv3D', 3),
  params: {
    filters: int(16, 'Number of kernels, so of output channels.', { structural: true }),
    ...windowFields3D,
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 2 }, inputs: [[4, 5, 6, 2]], output: [2, 3, 4, 2] },
    {
      config: { filters: 3, kernelSize: [1, 2, 3], strides: [1, 2, 2], padding: 'same' },
      inputs: [[2, 5, 4, 1]],
      output: [2, 3, 2, 3],
    },
    {
      config: { filters: 2, kernelSize: [2, 2, 2], dilationRate: [1, 2, 2], useBias: false },
      inputs: [[3, 5, 5, 2]],
      output: [2, 3, 3, 2],
    },
  ],
});
