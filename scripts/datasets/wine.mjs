/** Wine of three growers, as scikit-learn 1.2.1 ships it. */
import { sklearnTable } from './sources/sklearn.mjs';

export const sources = {
  'wine_data.csv':
    'sha512-fNvt3Ktd/TwFZ+I72FvH9DoUezY6gESxP7kdkkzdrqkUE1vj6JUszphl07B7bdz9nN99NXnAQGorVllhlhG7BA==',
};

const names =
  'alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids nonflavanoid_phenols proanthocyanins color_intensity hue od280/od315 proline';

export function pack(files, gzip) {
  const table = sklearnTable(files.get('wine_data.csv/wine_data.csv'), names.split(' '), 'grower');
  return new Map([['table.csv.gz', gzip(table)]]);
}
