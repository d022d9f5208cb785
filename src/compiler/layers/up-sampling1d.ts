import { upSamplingRules } from '../families/borders';
import { defineLayer } from '../layer';
import { int } from '../params';

/** A sequence made larger without weights, as `keras.layers.UpSampling1D`. */
export const upSampling1D = defineLayer({
  kind: 'UpSampling1D',
  group: 'Reshaping',
  doc: 'Repeats every step of a sequence.',
  ...upSamplingRules('UpSampling1D', 1),
  params: {
    size: int(2, 'How often every step stands in the output.', { max: 256 }),
  },
  face: ({ size }) => [`× ${size}`, ''],
  examples: [
    { config: {}, inputs: [[4, 3]], output: [8, 3] },
    { config: { size: 3 }, inputs: [[null, 2]], output: [null, 2] },
  ],
});
