import { convolutionRules } from '../families/convolution';
import {
  activation,
  activityField,
  biasFields,
  causalPadding,
  kernelFields,
  windowFields1D,
} from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** One-dimensional convolution, over time, as `keras.layers.Conv1D`. */
export const conv1D = defineLayer({
  kind: 'Conv1D',
  group: 'Convolution',
  doc: 'Slides learned kernels over time; each gives one channel of the output.',
  formula: 'y[t] = activation(Σ x[t · strides + dt] · kernel[dt] + bias)',
  ...convolutionRules('Conv1D', 1),
  params: {
    filters: int(16, 'Number of kernels, so of output channels.', { structural: true }),
    ...windowFields1D,
    padding: causalPadding,
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 4 }, inputs: [[10, 3]], output: [8, 4] },
    {
      config: { filters: 2, kernelSize: 4, padding: 'same', strides: 2, useBias: false },
      inputs: [[7, 3]],
      output: [4, 2],
    },
    {
      config: { filters: 2, padding: 'causal', dilationRate: 2, activation: 'relu' },
      inputs: [[9, 2]],
      output: [9, 2],
    },
    { config: { filters: 3, dilationRate: 3 }, inputs: [[9, 2]], output: [3, 3] },
  ],
});
