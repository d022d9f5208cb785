/** Breast cancer of Wisconsin (diagnostic), as scikit-learn 1.2.1 ships it. */
import { sklearnTable } from './sources/sklearn.mjs';

export const sources = {
  'breast_cancer.csv':
    'sha512-r14ADJx6Vz5uetS+rtcx5gK9Amb+n5wWPGV73kyEwrDqRmVGWsXJVZB5+6aRO0nhawrCR1hbiCM287O4gkNQQw==',
};

const measures = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave_points',
  'symmetry',
  'fractal_dimension',
];

export function pack(files, gzip) {
  const names = ['mean', 'error', 'worst'].flatMap((of) => measures.map((name) => `${of}_${name}`));
  const table = sklearnTable(files.get('breast_cancer.csv/breast_cancer.csv'), names, 'diagnosis');
  return new Map([['table.csv.gz', gzip(table)]]);
}
