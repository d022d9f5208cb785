import { depthwiseRules } from '../families/convolution';
import {
  activation,
  activityField,
  biasFields,
  depthwiseFields,
  padding,
  windowFields1D,
} from '../fields';
import { defineLayer } from '../layer';
import { int } from '../params';

/** One convolution a channel, as `keras.layers.DepthwiseConv1D`. */
export const depthwiseConv1D = defineLayer({
  kind: 'DepthwiseConv1D',
  group: 'Convolution',
  doc: 'Slides kernels of its own over every channel of a sequence; channels do not mix.',
  formula: 'y[t, c] = activation(Σ x[t · strides + dt, c] · kernel[dt, c] + bias)',
  ...depthwiseRules('DepthwiseConv1D', 1),
  params: {
    depthMultiplier: int(1, 'Kernels for every input channel.', { structural: true, max: 4096 }),
    ...windowFields1D,
    padding: padding(),
    activation: activation(),
    ...biasFields,
    ...depthwiseFields,
    activityRegularizer: activityField,
  },
  examples: [
    { config: {}, inputs: [[8, 3]], output: [6, 3] },
    {
      config: { depthMultiplier: 2, kernelSize: 4, padding: 'same', strides: 2 },
      inputs: [[7, 2]],
      output: [4, 4],
    },
    { config: { dilationRate: 2, useBias: false }, inputs: [[7, 2]], output: [3, 2] },
  ],
});
