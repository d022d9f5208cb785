/** Words of the dock: training, evaluation, Try it, data and code, one file for each subject. */
import * as charts from './training-charts';
import * as data from './training-data';
import * as evaluate from './training-evaluate';
import * as run from './training-run';
import * as tryIt from './training-try';

export const en = {
  ...run.en,
  ...charts.en,
  ...evaluate.en,
  ...tryIt.en,
  ...data.en,
} as const;

export const zh = {
  ...run.zh,
  ...charts.zh,
  ...evaluate.zh,
  ...tryIt.zh,
  ...data.zh,
} satisfies Record<keyof typeof en, string>;
