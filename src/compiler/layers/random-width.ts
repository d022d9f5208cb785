import { interpolationField, seedField } from '../fields';
import { picture } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Pictures stretched at random while training, as `keras.layers.RandomWidth` in Keras 2. */
export const randomWidth = defineLayer({
  kind: 'RandomWidth',
  group: 'Regularization',
  doc: 'Stretches or squeezes pictures across by a random share while training.',
  formula: 'width · (1 ± factor)',
  inputs: { min: 1, max: 1 },
  params: {
    factor: float(0.2, 'Largest share by which the width changes.', { min: 0, max: 0.99 }),
    interpolation: interpolationField('bilinear'),
    seed: seedField,
  },
  output: (_, inputs) => {
    const [height, , channels] = picture('RandomWidth', inputs);
    return [height, null, channels];
  },
  face: ({ factor }) => [`± ${factor}`, ''],
  examples: [
    { config: {}, inputs: [[4, 10, 2]], output: [4, null, 2] },
    {
      config: { factor: 0.5, interpolation: 'nearest' },
      inputs: [[3, 4, 1]],
      output: [3, null, 1],
    },
  ],
});
