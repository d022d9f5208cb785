import { croppingRules } from '../families/borders';
import { defineLayer } from '../layer';
import { pair } from '../params';

/** The middle of a sequence, as `keras.layers.Cropping1D`. */
export const cropping1D = defineLayer({
  kind: 'Cropping1D',
  group: 'Reshaping',
  doc: 'Cuts steps off the start and the end of a sequence.',
  ...croppingRules('Cropping1D', 1),
  params: {
    cropping: pair([1, 1], 'Steps cut off at the start and at the end.', { min: 0 }),
  },
  examples: [
    { config: {}, inputs: [[6, 3]], output: [4, 3] },
    { config: { cropping: [2, 0] }, inputs: [[5, 2]], output: [3, 2] },
  ],
});
