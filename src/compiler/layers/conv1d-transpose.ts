import { transposeRules } from '../families/convolution';
import { activation, activityField, biasFields, kernelFields, padding } from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** The gradient of a convolution used forwards, as `keras.layers.Conv1DTranspose`. */
export const conv1DTranspose = defineLayer({
  kind: 'Conv1DTranspose',
  group: 'Convolution',
  doc: 'Spreads every value over a learned kernel, so that a sequence grows by its strides.',
  formula: 'y[t · strides + dt] += x[t] · kernel[dt]',
  ...transposeRules('Conv1DTranspose', 1),
  params: {
    filters: int(16, 'Number of output channels.', { structural: true }),
    kernelSize: int(3, 'Length of the kernel.', { max: 4096, structural: true }),
    strides: int(1, 'By how much the sequence grows.', { max: 4096 }),
    padding: padding(),
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: { filters: 3 }, inputs: [[4, 2]], output: [6, 3] },
    {
      config: { filters: 2, strides: 2, padding: 'same', useBias: false },
      inputs: [[5, 4]],
      output: [10, 2],
    },
    { config: { filters: 2, kernelSize: 2, strides: 3 }, inputs: [[3, 1]], output: [9, 2] },
  ],
});
