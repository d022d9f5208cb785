import { seedField } from '../fields';
import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** A whole branch left out at random for each sample; Huang et al., 2016. */
export const dropPath = defineLayer({
  kind: 'DropPath',
  group: 'Regularization',
  doc: 'Leaves out whole samples of a branch at random while training: stochastic depth.',
  formula: 'y = x · (0 or 1 for each sample) ÷ (1 − rate)',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    rate: float(0.1, 'Share of the samples whose branch is left out.', { min: 0, max: 0.999 }),
    seed: seedField,
  },
  output: (_, inputs) => only('DropPath', inputs),
  face: ({ rate }) => [String(rate), ''],
  examples: [
    { config: {}, inputs: [[16]], output: [16] },
    { config: { rate: 0.5 }, inputs: [[4, 4, 2]], output: [4, 4, 2] },
  ],
});
