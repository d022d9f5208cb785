import { dropoutFields } from '../fields';
import { only } from '../geometry';
import { defineLayer } from '../layer';

/** Random factors around 1 while training, as `keras.layers.GaussianDropout`. */
export const gaussianDropout = defineLayer({
  kind: 'GaussianDropout',
  group: 'Regularization',
  doc: 'Multiplies every value by normal noise around 1 while training.',
  formula: 'y = x · N(1, √(rate ÷ (1 − rate)))',
  inputs: { min: 1, max: 1 },
  params: dropoutFields,
  mask: 'passes',
  output: (_, inputs) => only('GaussianDropout', inputs),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: {}, inputs: [[16]], output: [16] },
    { config: { rate: 0.1 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
