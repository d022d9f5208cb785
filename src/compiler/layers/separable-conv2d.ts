import {
  activation,
  activityField,
  biasFields,
  constraint,
  depthwiseFields,
  initializer,
  regularizer,
  windowFields,
} from '../fields';
import { known, only, pairText, picture, slide, slideText, windowOf } from '../geometry';
import { defineLayer } from '../layer';
import { int } from '../params';

/** A depthwise convolution, then a 1×1 convolution, as `keras.layers.SeparableConv2D`. */
export const separableConv2D = defineLayer({
  kind: 'SeparableConv2D',
  group: 'Convolution',
  doc: 'Convolves every channel by itself, then mixes channels at each place.',
  formula: 'y = activation((x ∗ depthwiseKernel) · pointwiseKernel + bias)',
  inputs: { min: 1, max: 1 },
  params: {
    filters: int(16, 'Number of output channels.', { structural: true }),
    depthMultiplier: int(1, 'Kernels for every input channel.', { structural: true, max: 4096 }),
    ...windowFields,
    activation: activation(),
    ...biasFields,
    ...depthwiseFields,
    pointwiseInitializer: initializer('glorotUniform', 'How the 1×1 kernel starts.'),
    pointwiseRegularizer: regularizer('Penalty on the 1×1 kernel in the loss.'),
    pointwiseConstraint: constraint('What the 1×1 kernel is held to after every step.'),
    activityRegularizer: activityField,
  },
  output: (config, inputs) => {
    const x = picture('SeparableConv2D', inputs);
    known('SeparableConv2D', x, 2);
    return [...slide('SeparableConv2D', x, windowOf(config)), config.filters];
  },
  weights: ({ filters, kernelSize, depthMultiplier, useBias }, inputs) => {
    const channels = known('SeparableConv2D', only('SeparableConv2D', inputs), 2);
    return [
      {
        name: 'depthwiseKernel',
        shape: [...kernelSize, channels, depthMultiplier],
        param: 'depthwise',
      },
      {
        name: 'pointwiseKernel',
        shape: [1, 1, channels * depthMultiplier, filters],
        param: 'pointwise',
      },
      ...(useBias ? [{ name: 'bias', shape: [filters] }] : []),
    ];
  },
  macs: ({ filters, kernelSize, depthMultiplier }, inputs, output) => {
    const places = (output[0] ?? 1) * (output[1] ?? 1);
    const between = (only('SeparableConv2D', inputs)[2] ?? 1) * depthMultiplier;
    return places * between * (kernelSize[0] * kernelSize[1] + filters);
  },
  arithmetic: (config, inputs, output) =>
    slideText(only('SeparableConv2D', inputs), output, windowOf(config)),
  face: ({ filters, kernelSize, activation }) => [
    `${filters} × ${pairText(kernelSize)}`,
    activation,
  ],
  examples: [
    { config: { filters: 4 }, inputs: [[6, 6, 3]], output: [4, 4, 4] },
    {
      config: { filters: 5, depthMultiplier: 2, padding: 'same', strides: [2, 2], useBias: false },
      inputs: [[5, 6, 2]],
      output: [3, 3, 5],
    },
  ],
});
