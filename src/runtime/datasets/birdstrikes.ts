import { shippedTable } from './shipped-table';

const states =
  'Arizona,California,Colorado,DC,Florida,Georgia,Hawaii,Illinois,Indiana,Kentucky,Louisiana,Maryland,Massachusetts,Michigan,Minnesota,Missouri,Nebraska,New Jersey,New York,North Carolina,Ohio,Oklahoma,Oregon,Pennsylvania,South Carolina,Tennessee,Texas,Utah,Washington';

export const birdstrikes = shippedTable({
  spec: {
    id: 'birdstrikes',
    doc: '10,000 reports of birds that struck aircraft: when, where, how fast, and the damage done.',
    licence: 'Public domain (US government)',
    citation: 'Federal Aviation Administration: Wildlife Strike Database.',
    source: 'The npm package vega-datasets 3.2.1; costs left out, which would tell the damage',
    params: {},
  },
  columns: {
    sample: {
      type: 'features',
      features: [
        { name: 'date', type: 'date' },
        { name: 'state', type: 'category', classes: states.split(',') },
        {
          name: 'phase',
          type: 'category',
          classes: [
            'Approach',
            'Climb',
            'Descent',
            'Landing Roll',
            'Parked',
            'Take-off run',
            'Taxi',
          ],
        },
        { name: 'size', type: 'category', classes: ['Large', 'Medium', 'Small'] },
        { name: 'time', type: 'category', classes: ['Dawn', 'Day', 'Dusk', 'Night'] },
        { name: 'speed', type: 'number' },
      ],
    },
    target: {
      type: 'category',
      from: 'damage',
      classes: ['None', 'Minor', 'Medium', 'Substantial', 'B', 'C'],
    },
  },
  samples: 10_000,
  bytes: 58_202,
});
