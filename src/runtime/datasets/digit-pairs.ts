/** Two handwritten digits side by side, and whether they are the same digit. */
import { int } from '../../compiler/params';
import { defineDataset, type Samples } from '../dataset';
import type { Random } from '../random';
import { digits } from './digits';

const PIXELS = 28 * 28;
const picture = { shape: [28, 28, 1], dtype: 'uint8' } as const;

/** As many pairs of one digit as of two; every digit may stand in several. */
function pair(from: Samples, count: number, random: Random): Samples {
  const { values } = from.columns.sample!;
  const labels = from.columns.target!.values;
  const rowsOf = Array.from({ length: 10 }, (_, digit) =>
    Array.from(labels.keys()).filter((row) => labels[row] === digit),
  );
  const columns = { sample: new Uint8Array(count * PIXELS), other: new Uint8Array(count * PIXELS) };
  const target = new Uint8Array(count);
  const put = (column: Uint8Array, at: number, digit: number) => {
    const rows = rowsOf[digit]!;
    const row = rows[random.int(rows.length)]!;
    column.set(values.subarray(row * PIXELS, (row + 1) * PIXELS), at * PIXELS);
  };
  for (let i = 0; i < count; i++) {
    target[i] = i % 2;
    const digit = random.int(10);
    put(columns.sample, i, digit);
    put(columns.other, i, target[i] === 1 ? digit : (digit + 1 + random.int(9)) % 10);
  }
  return {
    count,
    columns: {
      sample: { shape: picture.shape, values: columns.sample },
      other: { shape: picture.shape, values: columns.other },
      target: { shape: [], values: target, dtype: 'int32' },
    },
  };
}

export const digitPairs = defineDataset({
  spec: {
    id: 'digit-pairs',
    doc: 'Pairs of handwritten digits, half of them the same digit twice, drawn from 2,500 digits of MNIST.',
    licence: digits.spec.licence,
    citation: digits.spec.citation,
    source: digits.spec.source,
    params: {
      pairs: int(4000, 'Number of pairs to train on; a quarter as many test.', {
        min: 40,
        max: 50_000,
      }),
    },
    columns: {
      sample: { ...picture, doc: 'The first digit, 0 … 255, white on black.' },
      other: { ...picture, doc: 'The second digit.' },
      target: {
        shape: [],
        dtype: 'uint8',
        doc: 'Whether both show the same digit.',
        classes: ['different', 'same'],
      },
    },
    samples: { train: 4000, test: 1000 },
    describe: ({ pairs }) => ({
      samples: { train: Number(pairs), test: Math.ceil(Number(pairs) / 4) },
    }),
  },
  load: async (context) => {
    const pairs = (context.parameters as { pairs: number }).pairs;
    const { train, test } = await digits.load({ ...context, parameters: { subset: 'small' } });
    return {
      train: pair(train, pairs, context.random.fork('train')),
      test: pair(test, Math.ceil(pairs / 4), context.random.fork('test')),
    };
  },
});
