import { shippedTable } from './shipped-table';

export const penguins = shippedTable({
  spec: {
    id: 'penguins',
    doc: '344 penguins of three kinds from three islands: measurements, island and sex, some missing.',
    licence: 'CC0 1.0',
    citation:
      'Horst, Hill and Gorman: palmerpenguins, 2020, after Gorman, Williams and Fraser, 2014.',
    source: 'The npm package vega-datasets 3.2.1',
    params: {},
  },
  columns: {
    sample: {
      type: 'features',
      features: [
        { name: 'island', type: 'category', classes: ['Biscoe', 'Dream', 'Torgersen'] },
        { name: 'bill_length_mm', type: 'number' },
        { name: 'bill_depth_mm', type: 'number' },
        { name: 'flipper_length_mm', type: 'number' },
        { name: 'body_mass_g', type: 'number' },
        { name: 'sex', type: 'category', classes: ['female', 'male'] },
      ],
    },
    target: { type: 'category', from: 'species', classes: ['Adelie', 'Chinstrap', 'Gentoo'] },
  },
  samples: 344,
  bytes: 2_681,
});
