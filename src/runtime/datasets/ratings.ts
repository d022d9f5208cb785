import { float, int } from '../../compiler/params';
import type { ColumnSpec } from '../../compiler/world';
import { defineDataset } from '../dataset';
import type { Random } from '../random';
import { generated } from './plane';
import { withoutTest } from './without-test';

const named = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name} ${i + 1}`);

const columnsFor = (users: number, items: number): Readonly<Record<string, ColumnSpec>> => ({
  user: { shape: [], dtype: 'int32', doc: 'Who rates.', classes: named('user', users) },
  item: { shape: [], dtype: 'int32', doc: 'What is rated.', classes: named('item', items) },
  target: { shape: [], dtype: 'float32', doc: 'The rating, 0.5 to 5 in halves.' },
});

/** What is under generated ratings: a taste of a few numbers for everybody and for everything. */
export const ratings = defineDataset({
  spec: {
    id: 'ratings',
    doc: 'Who rates what how high, made from tastes that a factorisation can find again.',
    ...generated,
    citation: 'After Koren, Bell and Volinsky: Matrix factorization techniques, 2009.',
    params: {
      users: int(200, 'Number of users.', { min: 2, max: 10_000 }),
      items: int(300, 'Number of items.', { min: 2, max: 10_000 }),
      count: int(12_000, 'Number of ratings.', { min: 2, max: 1_000_000 }),
      factors: int(3, 'Numbers that a taste is made of.', { min: 1, max: 64 }),
      noise: float(0.3, 'Standard deviation of the mood on each rating.', { min: 0, max: 2 }),
    },
    columns: columnsFor(200, 300),
    samples: { train: 12_000, test: 0 },
    describe: ({ users, items, count }) => ({
      columns: columnsFor(Number(users), Number(items)),
      samples: { train: Number(count), test: 0 },
    }),
  },
  load: async ({ parameters, random }) => {
    const { users, items, count, factors, noise } = parameters as Record<
      'users' | 'items' | 'count' | 'factors' | 'noise',
      number
    >; // as declared above
    const who = tastes(users, factors, random);
    const what = tastes(items, factors, random);
    const user = new Int32Array(count);
    const item = new Int32Array(count);
    const target = new Float32Array(count);
    for (let n = 0; n < count; n++) {
      const [u, i] = [random.int(users), random.int(items)];
      let rating = 3.25 + 0.4 * (who.bias[u]! + what.bias[i]!) + noise * random.normal();
      for (let k = 0; k < factors; k++) {
        rating +=
          (0.7 * who.taste[u * factors + k]! * what.taste[i * factors + k]!) / Math.sqrt(factors);
      }
      [user[n], item[n]] = [u, i];
      target[n] = Math.min(5, Math.max(0.5, Math.round(rating * 2) / 2));
    }
    return withoutTest({
      count,
      columns: {
        user: { shape: [], values: user, dtype: 'int32' },
        item: { shape: [], values: item, dtype: 'int32' },
        target: { shape: [], values: target },
      },
    });
  },
});

function tastes(count: number, factors: number, random: Random) {
  return {
    bias: Float64Array.from({ length: count }, () => random.normal()),
    taste: Float64Array.from({ length: count * factors }, () => random.normal()),
  };
}
