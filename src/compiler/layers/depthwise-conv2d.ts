import { activation, activityField, biasFields, depthwiseFields, windowFields } from '../fields';
import { countOf, known, only, pairText, picture, slide, slideText, windowOf } from '../geometry';
import { defineLayer } from '../layer';
import { int } from '../params';

/** One convolution a channel, as `keras.layers.DepthwiseConv2D`. */
export const depthwiseConv2D = defineLayer({
  kind: 'DepthwiseConv2D',
  group: 'Convolution',
  doc: 'Convolves every input channel with kernels of its own; channels do not mix.',
  formula:
    'y[i, j, c] = activation(Σ x[i · strides + di, j · strides + dj, c] · kernel[di, dj, c] + bias)',
  inputs: { min: 1, max: 1 },
  params: {
    depthMultiplier: int(1, 'Kernels for every input channel.', { structural: true, max: 4096 }),
    ...windowFields,
    activation: activation(),
    ...biasFields,
    ...depthwiseFields,
    activityRegularizer: activityField,
  },
  output: (config, inputs) => {
    const x = picture('DepthwiseConv2D', inputs);
    const channels = known('DepthwiseConv2D', x, 2);
    return [...slide('DepthwiseConv2D', x, windowOf(config)), channels * config.depthMultiplier];
  },
  weights: ({ kernelSize, depthMultiplier, useBias }, inputs) => {
    const channels = known('DepthwiseConv2D', only('DepthwiseConv2D', inputs), 2);
    return [
      {
        name: 'depthwiseKernel',
        shape: [...kernelSize, channels, depthMultiplier],
        param: 'depthwise',
      },
      ...(useBias ? [{ name: 'bias', shape: [channels * depthMultiplier] }] : []),
    ];
  },
  macs: ({ kernelSize }, _, output) => countOf(output) * kernelSize[0] * kernelSize[1],
  arithmetic: (config, inputs, output) =>
    slideText(only('DepthwiseConv2D', inputs), output, windowOf(config)),
  face: ({ kernelSize, activation }) => [pairText(kernelSize), activation],
  examples: [
    { config: {}, inputs: [[8, 8, 3]], output: [6, 6, 3] },
    {
      config: { depthMultiplier: 2, kernelSize: [2, 3], padding: 'same', activation: 'relu6' },
      inputs: [[5, 4, 3]],
      output: [5, 4, 6],
    },
    { config: { strides: [2, 2], useBias: false }, inputs: [[7, 7, 2]], output: [3, 3, 2] },
  ],
});
