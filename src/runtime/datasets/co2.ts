import { shippedSeries } from './series';

export const co2 = shippedSeries({
  spec: {
    id: 'co2',
    doc: 'Carbon dioxide in the air of Mauna Loa, month by month from 1958 to 2020.',
    licence: 'CC BY 4.0',
    citation: 'Keeling and others: Exchanges of atmospheric CO2, Scripps CO2 Program, 2001.',
    source: 'The npm package vega-datasets 3.2.1',
  },
  channels: ['co2'],
  targets: ['co2'],
  window: 24,
  horizon: 1,
  rows: 741,
  bytes: 5_576,
});
