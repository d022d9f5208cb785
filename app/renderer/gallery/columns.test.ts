// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { columnsFor } from './CardGrid';

it.each([
  [320, 1],
  [700, 2],
  [959, 2],
  [986, 3],
  [1500, 3],
  [1512, 4],
])('sets cards in %i pixels into %i columns', (width, columns) => {
  expect(columnsFor(width)).toBe(columns);
});
