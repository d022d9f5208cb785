import { learnedFields } from '../fields-arithmetic';
import { known, only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** One number added, fixed or learned. */
export const offset = defineLayer({
  kind: 'Offset',
  group: 'Core',
  doc: 'Adds a number to every value, which is fixed or learned.',
  formula: 'y = x + offset',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    offset: float(0, 'The number; where it is learned, what it starts from.'),
    ...learnedFields,
  },
  output: ({ learned, perChannel }, inputs) => {
    const x = only('Offset', inputs);
    if (learned && perChannel) known('Offset', x, -1);
    return x;
  },
  weights: ({ offset, learned, perChannel }, inputs) => {
    if (!learned) return [];
    const shape = perChannel ? [known('Offset', only('Offset', inputs), -1)] : [];
    return [{ name: 'offset', shape, initial: offset }];
  },
  face: ({ offset }) => [offset < 0 ? `− ${-offset}` : `+ ${offset}`, ''],
  examples: [
    { config: { offset: -1 }, inputs: [[8]], output: [8] },
    { config: { learned: true }, inputs: [[4]], output: [4] },
    { config: { offset: 1, learned: true, perChannel: true }, inputs: [[3, 4]], output: [3, 4] },
  ],
});
