import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Negative values bend towards −alpha, as `keras.layers.ELU`; Clevert et al., 2015. */
export const eLU = defineLayer({
  kind: 'ELU',
  group: 'Activation',
  doc: 'Bends negative values smoothly towards a lower limit.',
  formula: 'y = x where x > 0, else alpha · (exp(x) − 1)',
  inputs: { min: 1, max: 1 },
  params: { alpha: float(1, 'How far below zero values can go.', { min: 0, max: 100 }) },
  mask: 'passes',
  output: (_, inputs) => only('ELU', inputs),
  face: ({ alpha }) => [`α ${alpha}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { alpha: 0.5 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
