import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from '../compiler/world';
import {
  classBalance,
  type FieldFacts,
  fieldFacts,
  type NumberFacts,
  repeated,
  whole,
} from './data-facts';
import type { Samples } from './dataset';
import { datasets } from './datasets/all';
import { load } from './datasets/testing/load';
import { packTexts } from './text-column';

const numbers = (...values: number[]): Samples => ({
  count: values.length,
  columns: { sample: { shape: [1], values: Float32Array.from(values) } },
});

const asRow = (features: readonly FeatureSpec[]) => ({
  sample: { shape: [features.length], dtype: 'float32', doc: '', features } as const,
});

async function factsOf(id: string): Promise<ReadonlyMap<string, FieldFacts>> {
  const { train } = await load(id);
  const facts = fieldFacts(datasets.get(id)!.spec.columns, whole(train), { label: 'target' });
  return new Map(facts.map((field) => [field.name, field]));
}

describe('facts of data', () => {
  it('count the classes of the penguins, and of some of them', async () => {
    const { target } = (await load('penguins')).train.columns;
    expect([...classBalance(target!, 3)]).toEqual([152, 68, 124]);
    expect([...classBalance(target!, 3, Int32Array.of(0, 1, 343))]).toEqual([2, 0, 1]);
  });

  it('say of every number what is missing, how it spreads and what lies far out', () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 100, Number.NaN];
    const samples: Samples = {
      count: 9,
      columns: {
        sample: { shape: [2], values: Float32Array.from(values.flatMap((v, i) => [v, i % 3])) },
      },
    };
    const columns = asRow([
      { name: 'n', type: 'number' },
      { name: 'c', type: 'category', classes: ['x', 'y', 'z'] },
    ]);
    const [n, c] = fieldFacts(columns, whole(samples));
    expect(n).toMatchObject({ missing: 1, min: 1, max: 100, mean: 16, outliers: [7] });
    expect(c).toMatchObject({ missing: 0, counts: Int32Array.of(3, 3, 3) });
    const last = { samples, rows: Int32Array.of(5, 6, 7, 8) };
    expect(fieldFacts(columns, last)[0]).toMatchObject({ missing: 1, min: 6, max: 100 });
  });

  it('put every known value in one bin', () => {
    const [facts] = fieldFacts(
      asRow([{ name: 'n', type: 'number' }]),
      whole(numbers(0, 1, 2, 24, 24)),
    );
    const { histogram } = facts as NumberFacts;
    expect([...histogram.subarray(0, 3)]).toEqual([1, 1, 1]);
    expect([histogram.at(-1), histogram.reduce((a, b) => a + b)]).toEqual([2, 5]);
  });

  it('count the words of texts', () => {
    const columns = { text: { shape: [], dtype: 'text', doc: '' } as const };
    const samples = { count: 3, columns: { text: packTexts(['one', ' two  words\n', '']) } };
    expect(fieldFacts(columns, whole(samples))[0]).toMatchObject({ of: 'words', min: 0, max: 2 });
  });
});

describe('what a field tells of the label', () => {
  it('is the correlation ratio of the iris, as the F values of its analysis of variance give it', async () => {
    const facts = await factsOf('iris');
    // F of 2 and 147 degrees of freedom: scikit-learn's f_classif on the same table.
    const published = [119.2645, 49.16004, 1180.161182, 960.007147];
    const expected = published.map((f) => Math.sqrt((2 * f) / (2 * f + 147)));
    [...facts.values()].slice(0, 4).forEach((field, i) => {
      expect(field.tells?.measure).toBe('eta');
      expect(field.tells?.value).toBeCloseTo(expected[i]!, 4);
    });
  });

  it("is Cramér's V of two categories, as scipy has it", async () => {
    const island = (await factsOf('penguins')).get('island');
    expect(island?.tells?.measure).toBe('v');
    expect(island?.tells?.value).toBeCloseTo(0.6598431008795325, 10);
  });

  it('is the correlation of two numbers, with its sign', async () => {
    const { tells } = (await factsOf('cars')).get('weight')!;
    expect(tells?.measure).toBe('r');
    expect(tells?.value).toBeCloseTo(-0.831741, 5);
  });

  it('is nothing where one of the two never changes', () => {
    const columns = {
      ...asRow([{ name: 'n', type: 'number' }]),
      target: { shape: [], dtype: 'float32', doc: '' } as const,
    };
    const target = { shape: [], values: Float32Array.of(1, 1, 1) };
    const samples = { count: 3, columns: { ...numbers(1, 2, 3).columns, target } };
    expect(fieldFacts(columns, whole(samples), { label: 'target' })[0]!.tells).toBeUndefined();
  });
});

describe('samples that are there twice', () => {
  it('are found in their part and between the parts', () => {
    const found = repeated(whole(numbers(1, 2, 1, 3)), whole(numbers(3, 4, 4)), 'sample');
    expect(found).toEqual({ duplicates: { train: [2], held: [2] }, leaks: [0] });
  });

  it('are found between rows of the same part', () => {
    const samples = numbers(5, 6, 5, 6, 7);
    const [train, held] = [Int32Array.of(0, 1, 4), Int32Array.of(2, 3)];
    const found = repeated({ samples, rows: train }, { samples, rows: held }, 'sample');
    expect(found).toEqual({ duplicates: { train: [], held: [] }, leaks: [2, 3] });
  });

  it('are compared as texts where they are texts', () => {
    const texts = (...list: string[]) =>
      whole({ count: list.length, columns: { sample: packTexts(list) } });
    const found = repeated(texts('a', 'bc', 'a'), texts('ab', 'bc'), 'sample');
    expect(found).toEqual({ duplicates: { train: [2], held: [] }, leaks: [1] });
  });

  it('include the iris that is there twice', async () => {
    const { train } = await load('iris');
    // Fisher's table holds 102 and 143 with the same four numbers, as is well known.
    const nothing = whole({ count: 0, columns: {} });
    expect(repeated(whole(train), nothing, 'sample').duplicates.train).toContain(142);
  });
});
