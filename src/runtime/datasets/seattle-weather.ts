import { shippedSeries } from './series';

export const seattleWeather = shippedSeries({
  spec: {
    id: 'seattle-weather',
    doc: 'Seattle day by day from 2012 to 2015: rain, highest and lowest temperature, wind.',
    licence: 'Public domain (US government)',
    citation: 'NOAA National Centers for Environmental Information: daily summaries of Seattle.',
    source: 'The npm package vega-datasets 3.2.1',
  },
  channels: ['temp_max', 'temp_min', 'precipitation', 'wind'],
  targets: ['temp_max'],
  window: 14,
  horizon: 1,
  rows: 1_461,
  bytes: 11_309,
});
