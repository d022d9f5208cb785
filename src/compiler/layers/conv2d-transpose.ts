import { transposeRules } from '../families/convolution';
import { activation, activityField, biasFields, kernelFields, padding } from '../fields';
import { defineLayer } from '../layer';
import { int, pair } from '../params';

/** The gradient of a convolution used forwards, as `keras.layers.Conv2DTranspose`. */
export const conv2DTranspose = defineLayer({
  kind: 'Conv2DTranspose',
  group: 'Convolution',
  doc: 'Spreads every value over a learned kernel, so that the picture grows by its strides.',
  formula: 'y[i · strides + di, j · strides + dj] += x[i, j] · kernel[di, dj]',
  ...transposeRules('Conv2DTranspose', 2),
  params: {
    filters: int(16, 'Number of output channels.', { structural: true }),
    kernelSize: pair([3, 3], 'Height and width of the kernel.', { structural: true }),
    strides: pair([1, 1], 'By how much the picture grows, down and across.'),
    padding: padding(),
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 3 }, inputs: [[4, 4, 2]], output: [6, 6, 3] },
    {
      config: { filters: 2, strides: [2, 2], padding: 'same', useBias: false },
      inputs: [[3, 5, 4]],
      output: [6, 10, 2],
    },
    {
      config: { filters: 2, kernelSize: [2, 4], strides: [3, 2] },
      inputs: [[3, 3, 1]],
      output: [9, 8, 2],
    },
  ],
});
