/** Emoji in two drawing styles: train on one, test on the other. Packed by `scripts/datasets/emoji.mjs`. */
import { enumeration } from '../../compiler/params';
import type { ColumnSpec } from '../../compiler/world';
import { type Column, defineDataset, type Samples } from '../dataset';
import { readAssets } from './asset';

const COUNT = 1_906;
const SIZE = 64;
const sizes = {
  'emoji/classes.bin': 53,
  'emoji/google.bin': 3_895_668,
  'emoji/twitter.bin': 3_010_977,
} as const;

const columnsOf = (size: number): Readonly<Record<string, ColumnSpec>> => ({
  sample: {
    shape: [size, size, 3],
    dtype: 'uint8',
    doc: 'Red, green and blue, 0 … 255, on white.',
  },
  target: {
    shape: [],
    dtype: 'uint8',
    doc: 'The group that Unicode lists the emoji in.',
    classes: [
      'Smileys & Emotion',
      'People & Body',
      'Animals & Nature',
      'Food & Drink',
      'Travel & Places',
      'Activities',
      'Objects',
      'Symbols',
      'Flags',
    ],
  },
});

export const emoji = defineDataset({
  spec: {
    id: 'emoji',
    doc: '1,906 emoji of nine groups, drawn twice: by Noto (to train on) and by Twemoji (to test with).',
    licence: 'Noto Emoji: Apache-2.0; Twemoji: CC BY 4.0',
    citation:
      'Google: Noto Emoji; Twitter and contributors: Twemoji; groups by the Unicode Consortium.',
    source:
      'The npm packages emoji-datasource-google 16.0.0 and emoji-datasource-twitter 16.0.0, reduced to at most 256 colours each',
    params: {
      style: enumeration(
        'google',
        ['google', 'twitter'],
        'The drawing style to train on; the other one is the test split.',
      ),
      size: enumeration('64', ['64', '32'], 'Height and width of the pictures, in pixels.'),
    },
    columns: columnsOf(SIZE),
    samples: { train: COUNT, test: COUNT },
    describe: ({ size }) => ({ columns: columnsOf(Number(size)) }),
  },
  load: async (context) => {
    const { style, size } = context.parameters;
    const read = await readAssets(context, sizes);
    const target: Column = { shape: [], values: read['emoji/classes.bin'], dtype: 'int32' };
    const styled = (packed: Uint8Array): Samples => ({
      count: COUNT,
      columns: {
        sample: size === '32' ? halved(unpacked(packed)) : unpacked(packed),
        target,
      },
    });
    const [google, twitter] = [styled(read['emoji/google.bin']), styled(read['emoji/twitter.bin'])];
    return style === 'twitter'
      ? { train: twitter, test: google }
      : { train: google, test: twitter };
  },
});

/** Palettes and indices back to colours. A palette is counted in one byte, where 256 colours are a 0. */
function unpacked(packed: Uint8Array): Column {
  const pixels = SIZE * SIZE;
  const values = new Uint8Array(COUNT * pixels * 3);
  const firstIndex = packed.length - COUNT * pixels;
  let palette = COUNT;
  for (let n = 0; n < COUNT; n++) {
    for (let i = n * pixels; i < (n + 1) * pixels; i++) {
      const colour = palette + packed[firstIndex + i]! * 3;
      for (let c = 0; c < 3; c++) values[i * 3 + c] = packed[colour + c]!;
    }
    palette += (packed[n]! || 256) * 3;
  }
  return { shape: [SIZE, SIZE, 3], values };
}

/** Each pixel is the mean of four. */
function halved({ values }: Column): Column {
  const size = SIZE / 2;
  const half = new Uint8Array(values.length / 4);
  let to = 0;
  for (let y = 0; y < COUNT * size; y++) {
    for (let x = 0; x < size; x++) {
      for (let c = 0; c < 3; c++) {
        const at = (2 * y * SIZE + 2 * x) * 3 + c;
        const below = at + SIZE * 3;
        half[to++] = Math.round(
          (values[at]! + values[at + 3]! + values[below]! + values[below + 3]!) / 4,
        );
      }
    }
  }
  return { shape: [size, size, 3], values: half };
}
