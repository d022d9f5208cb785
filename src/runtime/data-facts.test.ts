import { describe, expect, it } from 'vitest';
import { classBalance, featureFacts, repeated } from './data-facts';
import type { Samples } from './dataset';
import { load } from './datasets/testing/load';
import { packTexts } from './text-column';

const numbers = (...values: number[]): Samples => ({
  count: values.length,
  columns: { sample: { shape: [1], values: Float32Array.from(values) } },
});

describe('facts of data', () => {
  it('count the classes of the penguins', async () => {
    const { train } = await load('penguins');
    expect([...classBalance(train.columns.target!, 3)]).toEqual([152, 68, 124]);
  });

  it('say of every feature what is missing, how it spreads and what lies far out', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 100, Number.NaN];
    const column = { shape: [2], values: Float32Array.from(values.flatMap((v, i) => [v, i % 3])) };
    const facts = featureFacts(column, [
      { name: 'n', type: 'number' },
      { name: 'c', type: 'category', classes: ['x', 'y', 'z'] },
    ]);
    expect(facts).toEqual([{ name: 'n', missing: 1, min: 1, max: 100, mean: 16, outliers: [7] }]);
  });

  it('find what is there twice, and what has leaked', () => {
    const found = repeated({ train: numbers(1, 2, 1, 3), test: numbers(3, 4, 4) }, 'sample');
    expect(found).toEqual({ duplicates: { train: [2], test: [2] }, leaks: [0] });
  });

  it('compare texts as texts', () => {
    const texts = (...list: string[]): Samples => ({
      count: list.length,
      columns: { sample: packTexts(list) },
    });
    const found = repeated({ train: texts('a', 'bc', 'a'), test: texts('ab', 'bc') }, 'sample');
    expect(found).toEqual({ duplicates: { train: [2], test: [] }, leaks: [1] });
  });

  it('know the iris that is there twice', async () => {
    const { train } = await load('iris');
    // Fisher's table holds 102 and 143 with the same four numbers, as is well known.
    expect(
      repeated({ train, test: { count: 0, columns: {} } }, 'sample').duplicates.train,
    ).toContain(142);
  });
});
