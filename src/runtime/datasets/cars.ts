import { shippedTable } from './shipped-table';

export const cars = shippedTable({
  spec: {
    id: 'cars',
    doc: 'How far 398 cars of 1970 to 1982 go on a gallon: engine, weight, year and origin.',
    licence: 'Public domain; the package it was taken from is BSD-3-Clause',
    citation: 'Quinlan: Combining instance-based and model-based learning, 1993 (auto-mpg).',
    source: 'The npm package vega-datasets 3.2.1; 8 of its 406 cars have no consumption',
    params: {},
  },
  columns: {
    sample: {
      type: 'features',
      features: [
        { name: 'cylinders', type: 'number' },
        { name: 'displacement', type: 'number' },
        { name: 'horsepower', type: 'number' },
        { name: 'weight', type: 'number' },
        { name: 'acceleration', type: 'number' },
        { name: 'year', type: 'number' },
        { name: 'origin', type: 'category', classes: ['Europe', 'Japan', 'USA'] },
      ],
    },
    target: { type: 'number', from: 'mpg' },
  },
  samples: 398,
  bytes: 6_461,
});
