import { activation, activityField, biasFields, kernelFields, padding } from '../fields';
import { countOf, known, only, pairText, picture } from '../geometry';
import { defineLayer } from '../layer';
import { int, pair } from '../params';

/** The gradient of a convolution used forwards, as `keras.layers.Conv2DTranspose`. */
export const conv2DTranspose = defineLayer({
  kind: 'Conv2DTranspose',
  group: 'Convolution',
  doc: 'Spreads every value over a learned kernel, so that the picture grows by its strides.',
  formula: 'y[i · strides + di, j · strides + dj] += x[i, j] · kernel[di, dj]',
  inputs: { min: 1, max: 1 },
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
  output: ({ filters, kernelSize, strides, padding }, inputs) => {
    const x = picture('Conv2DTranspose', inputs);
    known('Conv2DTranspose', x, 2);
    const grow = (axis: 0 | 1): number | null => {
      const size = x[axis];
      if (size === null) return null;
      const overlap = padding === 'same' ? 0 : Math.max(kernelSize[axis] - strides[axis], 0);
      return size * strides[axis] + overlap;
    };
    return [grow(0), grow(1), filters];
  },
  weights: ({ filters, kernelSize, useBias }, inputs) => {
    const channels = known('Conv2DTranspose', only('Conv2DTranspose', inputs), 2);
    return [
      { name: 'kernel', shape: [...kernelSize, filters, channels] },
      ...(useBias ? [{ name: 'bias', shape: [filters] }] : []),
    ];
  },
  macs: ({ filters, kernelSize }, inputs) =>
    countOf(only('Conv2DTranspose', inputs)) * kernelSize[0] * kernelSize[1] * filters,
  arithmetic: ({ kernelSize, strides, padding }, inputs, output) => {
    const line = (axis: 0 | 1): string => {
      const grown = `${only('Conv2DTranspose', inputs)[axis] ?? '?'} × ${strides[axis]}`;
      const overlap = Math.max(kernelSize[axis] - strides[axis], 0);
      const rest = padding === 'same' || overlap === 0 ? '' : ` + ${overlap}`;
      return `${grown}${rest} = ${output[axis] ?? '?'}`;
    };
    return line(0) === line(1) ? line(0) : `${line(0)}, ${line(1)}`;
  },
  face: ({ filters, kernelSize, activation }) => [
    `${filters} × ${pairText(kernelSize)}`,
    activation,
  ],
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
