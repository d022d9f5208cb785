import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from '../../compiler/world';
import type { Column, Fitted } from '../dataset';
import { packTexts } from '../text-column';
import { steps } from './all';

const features: readonly FeatureSpec[] = [
  { name: 'island', type: 'category', classes: ['Biscoe', 'Dream', 'Torgersen'] },
  { name: 'mass', type: 'number' },
];
const table: Column = {
  shape: [2],
  values: Float32Array.of(0, 3, 2, Number.NaN, 2, 5, Number.NaN, 10),
};

interface Given {
  readonly column: Column;
  readonly count: number;
  readonly features?: readonly FeatureSpec[];
  readonly words?: ReadonlyMap<string, readonly string[]>;
}

/** Fits where the step does, and runs: on the same samples, or on others. */
function run(kind: string, config: object, given: Given, other?: Given) {
  const step = steps.get(kind)!;
  const about = { count: given.count, classes: undefined, features: given.features };
  const { words = new Map() } = given;
  const fitted: Fitted | undefined = step.fit?.(config as never, given.column, { ...about, words });
  const used = other ?? given;
  const made = step.run(config as never, {
    ...about,
    column: used.column,
    count: used.count,
    fitted,
  });
  return { values: [...made.values], shape: made.shape, fitted, dtype: made.dtype };
}

describe('missing values', () => {
  it.each([
    ['median', 5],
    ['mean', 6],
    ['mostFrequent', 3],
    ['constant', -1],
  ])('become the %s of the training part, categories the most frequent class', (strategy, mass) => {
    const { values } = run(
      'FillMissing',
      { strategy, value: -1 },
      { column: table, count: 4, features },
    );
    const island = strategy === 'constant' ? -1 : 2;
    expect(values).toEqual([0, 3, 2, mass, 2, 5, island, 10]);
  });

  it('of other samples take what the training part taught', () => {
    const other = { column: { shape: [2], values: Float32Array.of(1, Number.NaN) }, count: 1 };
    const { values } = run(
      'FillMissing',
      { strategy: 'median', value: 0 },
      { column: table, count: 4, features },
      other,
    );
    expect(values).toEqual([1, 5]);
  });
});

describe('rows of a table', () => {
  it('give each class a column, and none to a class that is missing', () => {
    const { values, shape } = run('CategoryEncoding', {}, { column: table, count: 4, features });
    expect(shape).toEqual([4]);
    expect(values.slice(0, 4)).toEqual([1, 0, 0, 3]);
    expect(values.slice(12)).toEqual([0, 0, 0, 10]);
  });

  it('take dates apart into a year and points on circles', () => {
    // 1 July 2015, a Wednesday, noon.
    const days = Date.UTC(2015, 6, 1, 12) / 86_400_000;
    const column = { shape: [1], values: Float32Array.of(days) };
    const parts = ['year', 'month', 'hour'];
    const { values } = run(
      'DateParts',
      { parts },
      { column, count: 1, features: [{ name: 'day', type: 'date' }] },
    );
    [2015, -1, 0, -1, 0].forEach((each, i) => void expect(values[i]).toBeCloseTo(each, 5));
  });
});

describe('pictures', () => {
  it('become grey by the luma of BT.601', () => {
    const column = { shape: [1, 2, 3], values: Uint8Array.of(255, 0, 0, 10, 200, 30) };
    const { values, shape } = run('Greyscale', {}, { column, count: 1 });
    expect(shape).toEqual([1, 2, 1]);
    expect(values).toEqual([76, 124]);
  });

  it('keep their middle', () => {
    const column = { shape: [4, 4, 1], values: Uint8Array.from({ length: 16 }, (_, i) => i) };
    const { values } = run('CentreCrop', { size: [2, 2] }, { column, count: 1 });
    expect(values).toEqual([5, 6, 9, 10]);
  });
});

describe('texts', () => {
  const texts = ['The cat. The dog!', 'the mat', 'a cat, a cat'];
  const given = { column: packTexts(texts), count: 3 };
  const config = {
    maxTokens: 5,
    outputMode: 'int',
    outputSequenceLength: 4,
    standardize: 'lowerAndStripPunctuation',
    split: 'whitespace',
    ngrams: 1,
  };

  it('become numbers by falling frequency, from 2; 1 is unknown, 0 pads', () => {
    const { values, fitted, dtype } = run('TextVectorization', config, given);
    expect(fitted!.vocabulary).toEqual(['cat', 'the', 'a']);
    expect(dtype).toBe('int32');
    expect(values).toEqual([3, 2, 3, 1, 3, 1, 0, 0, 4, 2, 4, 2]);
  });

  it('become bags of words', () => {
    const count = run('TextVectorization', { ...config, outputMode: 'count' }, given);
    expect(count.fitted!.vocabulary).toEqual(['cat', 'the', 'a', 'dog']);
    expect(count.values.slice(0, 5)).toEqual([0, 1, 2, 0, 1]);
    const hot = run('TextVectorization', { ...config, outputMode: 'multiHot' }, given);
    expect(hot.values.slice(5, 10)).toEqual([1, 0, 1, 0, 0]);
  });

  it('take the words of a list in its own order, and weigh those that no text has, too', () => {
    const words = new Map([['known', ['dog', 'bird', 'cat', 'mat']]]);
    const known = { ...config, vocabulary: 'known', maxTokens: 5 };
    const { values, fitted } = run('TextVectorization', known, { ...given, words });
    expect(fitted).toEqual({ vocabulary: ['dog', 'bird', 'cat'] });
    expect(values.slice(0, 4)).toEqual([1, 4, 1, 2]);
    const weighed = run(
      'TextVectorization',
      { ...known, outputMode: 'tfIdf' },
      { ...given, words },
    );
    // Of three texts one has `dog`, none `bird`, two `cat`.
    const weights = [1, 0, 2, 1].map((texts) => Math.log(1 + 3 / (1 + texts)));
    expect(weighed.fitted?.weights?.slice(1)).toEqual(weights);
  });

  it('weigh words by how few texts have them, as Keras does', () => {
    const { values } = run('TextVectorization', { ...config, outputMode: 'tfIdf' }, given);
    // `the` stands in two of three texts, `dog` in one.
    expect(values[2]).toBeCloseTo(2 * Math.log(1 + 3 / 3), 6);
    expect(values[4]).toBeCloseTo(Math.log(1 + 3 / 2), 6);
  });

  it('count tokens in a row and characters, in any script', () => {
    const pairs = run('TextVectorization', { ...config, ngrams: 2, maxTokens: 20 }, given);
    expect(pairs.fitted!.vocabulary).toContain('a cat');
    const characters = run(
      'TextVectorization',
      { ...config, split: 'character', maxTokens: 4 },
      { column: packTexts(['上上海', '上海']), count: 2 },
    );
    expect(characters.fitted!.vocabulary).toEqual(['上', '海']);
  });
});

describe('whole texts', () => {
  const config = { maxTokens: 4, numOovIndices: 1, maskToken: '', outputMode: 'int' };
  const given = { column: packTexts(['rome', 'bern', 'rome', 'oslo', 'bern', 'rome']), count: 6 };
  const other = { column: packTexts(['oslo', 'cairo']), count: 2 };

  // The order of numbers is the documented one of Keras: mask, unknown, then the vocabulary.
  it('become numbers by falling frequency, unknown ones 0', () => {
    const { values, fitted, shape } = run('StringLookup', config, given);
    expect(fitted!.vocabulary).toEqual(['rome', 'bern', 'oslo']);
    expect([values, shape]).toEqual([[1, 2, 1, 3, 2, 1], []]);
    expect(run('StringLookup', config, given, other).values).toEqual([3, 0]);
  });

  it('leave 0 to the mask, where there is one', () => {
    const masked = { ...config, maskToken: 'oslo' };
    expect(run('StringLookup', masked, given).values).toEqual([2, 3, 2, 0, 3, 2]);
    expect(run('StringLookup', masked, given, other).values).toEqual([0, 1]);
  });

  it('become rows with a single one', () => {
    const { values, shape } = run(
      'StringLookup',
      { ...config, outputMode: 'oneHot' },
      given,
      other,
    );
    expect([values, shape]).toEqual([[0, 0, 0, 1, 1, 0, 0, 0], [4]]);
  });

  it('that nobody knows are refused where no number is left for them', () => {
    const strict = { ...config, numOovIndices: 0 };
    expect(() => run('StringLookup', strict, given, other)).toThrow(/“cairo” at sample 2/);
  });
});
