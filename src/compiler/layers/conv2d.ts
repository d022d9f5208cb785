import { activation, activityField, biasFields, kernelFields, windowFields } from '../fields';
import { countOf, known, only, pairText, picture, slide, slideText, windowOf } from '../geometry';
import { defineLayer } from '../layer';
import { int } from '../params';

/** Two-dimensional convolution, as `keras.layers.Conv2D`. */
export const conv2D = defineLayer({
  kind: 'Conv2D',
  group: 'Convolution',
  doc: 'Slides learned kernels over a picture; each gives one channel of the output.',
  formula: 'y[i, j] = activation(Σ x[i · strides + di, j · strides + dj] · kernel[di, dj] + bias)',
  inputs: { min: 1, max: 1 },
  params: {
    filters: int(16, 'Number of kernels, so of output channels.', { structural: true }),
    ...windowFields,
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  output: (config, inputs) => {
    const x = picture('Conv2D', inputs);
    known('Conv2D', x, 2);
    return [...slide('Conv2D', x, windowOf(config)), config.filters];
  },
  weights: ({ filters, kernelSize, useBias }, inputs) => [
    { name: 'kernel', shape: [...kernelSize, known('Conv2D', only('Conv2D', inputs), 2), filters] },
    ...(useBias ? [{ name: 'bias', shape: [filters] }] : []),
  ],
  macs: ({ kernelSize }, inputs, output) =>
    countOf(output) * kernelSize[0] * kernelSize[1] * (only('Conv2D', inputs)[2] ?? 1),
  arithmetic: (config, inputs, output) =>
    slideText(only('Conv2D', inputs), output, windowOf(config)),
  face: ({ filters, kernelSize, activation }) => [
    `${filters} × ${pairText(kernelSize)}`,
    activation,
  ],
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
  ],
});
