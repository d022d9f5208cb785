import { learnedFields } from '../fields-arithmetic';
import { known, only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** One factor, fixed or learned; learned and small for each channel it is the LayerScale of Touvron et al., 2021. */
export const scale = defineLayer({
  kind: 'Scale',
  group: 'Core',
  doc: 'Multiplies every value by a factor, which is fixed or learned.',
  formula: 'y = factor · x',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    factor: float(1, 'The factor; where it is learned, what it starts from.'),
    ...learnedFields,
  },
  output: ({ learned, perChannel }, inputs) => {
    const x = only('Scale', inputs);
    if (learned && perChannel) known('Scale', x, -1);
    return x;
  },
  weights: ({ factor, learned, perChannel }, inputs) => {
    if (!learned) return [];
    const shape = perChannel ? [known('Scale', only('Scale', inputs), -1)] : [];
    return [{ name: 'factor', shape, initial: factor }];
  },
  face: ({ factor }) => [`× ${factor}`, ''],
  examples: [
    { config: { factor: 0.5 }, inputs: [[8]], output: [8] },
    { config: { learned: true }, inputs: [[4]], output: [4] },
    { config: { factor: 2, learned: true, perChannel: true }, inputs: [[3, 4]], output: [3, 4] },
  ],
});
