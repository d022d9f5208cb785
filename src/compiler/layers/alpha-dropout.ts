import { dropoutFields, noiseShapeField } from '../fields';
import { only } from '../geometry';
import { defineLayer } from '../layer';

/** Dropout that keeps mean and variance behind selu, as `keras.layers.AlphaDropout`; Klambauer et al., 2017. */
export const alphaDropout = defineLayer({
  kind: 'AlphaDropout',
  group: 'Regularization',
  doc: 'Drops values to the lower end of selu while training, so that mean and variance stay.',
  formula: 'y = a · (x · mask + (1 − mask) · α′) + b',
  inputs: { min: 1, max: 1 },
  params: { ...dropoutFields, noiseShape: noiseShapeField },
  mask: 'passes',
  output: (_, inputs) => only('AlphaDropout', inputs),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: { rate: 0.1 }, inputs: [[16]], output: [16] },
    { config: { rate: 0.05, noiseShape: [null, 1, 2] }, inputs: [[4, 2]], output: [4, 2] },
  ],
});
