/** Long texts to go on writing: characters as class numbers, with the next one to tell, and the same passages as text. */
import { int } from '../../compiler/params';
import type { ColumnSpec, DatasetSpec } from '../../compiler/world';
import { type Dataset, defineDataset, type Samples } from '../dataset';
import { DataError } from '../preparation/step';
import { readAssets } from './asset';
import { withoutTest } from './without-test';

export interface ShippedText {
  readonly spec: Omit<DatasetSpec, 'columns' | 'samples' | 'params' | 'describe'>;
  /** Every character of the text, in the order of their class numbers. */
  readonly alphabet: string;
  readonly length: number;
  readonly step: number;
  /** Characters of the whole text, and the size of `<id>/text.txt.gz`. */
  readonly characters: number;
  readonly bytes: number;
}

const columnsFor = (
  length: number,
  classes: readonly string[],
): Readonly<Record<string, ColumnSpec>> => ({
  sample: { shape: [length], dtype: 'uint8', doc: 'Characters one after the other.', classes },
  target: { shape: [], dtype: 'uint8', doc: 'The character that comes next.', classes },
  shifted: {
    shape: [length],
    dtype: 'uint8',
    doc: 'The same characters, one further on.',
    classes,
  },
  passage: { shape: [], dtype: 'text', doc: 'The characters as text.' },
});

export function shippedText(text: ShippedText): Dataset {
  const { spec, characters, bytes } = text;
  const classes = [...text.alphabet];
  const describe = (length: number, step: number) => ({
    columns: columnsFor(length, classes),
    samples: { train: Math.floor((characters - length - 1) / step) + 1, test: 0 },
  });
  return defineDataset({
    spec: {
      ...spec,
      params: {
        length: int(text.length, 'Characters that the network looks at.', { min: 1, max: 2_000 }),
        step: int(text.step, 'Characters from the start of one sample to the next.', {
          min: 1,
          max: 10_000,
        }),
      },
      ...describe(text.length, text.step),
      describe: ({ length, step }) => describe(Number(length), Number(step)),
    },
    load: async (context) => {
      const path = `${spec.id}/text.txt.gz`;
      const { [path]: read } = await readAssets(context, { [path]: bytes });
      const { length, step } = context.parameters;
      return withoutTest(samplesOf(read!, classes, Number(length), Number(step)));
    },
  });
}

function samplesOf(
  text: Uint8Array,
  classes: readonly string[],
  length: number,
  step: number,
): Samples {
  const numbers = new Uint8Array(256);
  for (const [i, character] of classes.entries()) numbers[character.charCodeAt(0)] = i;
  const count = Math.floor((text.length - length - 1) / step) + 1;
  // Four columns of a text of ten million characters fit; a step of one over it does not.
  if (count * length > 1e9) {
    throw new DataError(
      'text-samples',
      `Samples of ${length} characters every ${step} would take ${count * length} values; at most 1,000,000,000 fit.`,
      'Use a larger step or a smaller length.',
    );
  }
  const encoded = text.map((code) => numbers[code]!);
  const windows = (from: number, of: Uint8Array): Uint8Array => {
    const values = new Uint8Array(count * length);
    for (let i = 0; i < count; i++) {
      values.set(of.subarray(i * step + from, i * step + from + length), i * length);
    }
    return values;
  };
  return {
    count,
    columns: {
      sample: { shape: [length], values: windows(0, encoded), dtype: 'int32' },
      target: {
        shape: [],
        values: Uint8Array.from({ length: count }, (_, i) => encoded[i * step + length]!),
        dtype: 'int32',
      },
      shifted: { shape: [length], values: windows(1, encoded), dtype: 'int32' },
      passage: {
        shape: [],
        values: windows(0, text),
        ends: Uint32Array.from({ length: count }, (_, i) => (i + 1) * length),
      },
    },
  };
}
