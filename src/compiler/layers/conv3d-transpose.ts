import { transposeRules } from '../families/convolution';
import { activation, activityField, biasFields, kernelFields, padding } from '../fields';
import { defineLayer } from '../layer';
import { int, triple } from '../params';

/** The gradient of a convolution used forwards, as `keras.layers.Conv3DTranspose`. */
export const conv3DTranspose = defineLayer({
  kind: 'Conv3DTranspose',
  group: 'Convolution',
  doc: 'Spreads every value over a learned kernel, so that a volume grows by its strides.',
  formula: 'y[d · strides + dd, …] += x[d, i, j] · kernel[dd, di, dj]',
  ...transposeRules('Conv3DTranspose', 3),
  params: {
    filters: int(16, 'Number of output channels.', { structural: true }),
    kernelSize: triple([3, 3, 3], 'Depth, height and width of the kernel.', { structural: true }),
    strides: triple([1, 1, 1], 'By how much the volume grows along each axis.'),
    padding: padding(),
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 2 }, inputs: [[2, 3, 3, 2]], output: [4, 5, 5, 2] },
    {
      config: { filters: 3, strides: [1, 2, 2], padding: 'same', useBias: false },
      inputs: [[2, 2, 3, 1]],
      output: [2, 4, 6, 3],
    },
  ],
});
