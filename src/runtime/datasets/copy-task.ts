import { int } from '../../compiler/params';
import type { ColumnSpec } from '../../compiler/world';
import { defineDataset } from '../dataset';
import { generated } from './plane';
import { withoutTest } from './without-test';

const columnsFor = (length: number, bits: number): Readonly<Record<string, ColumnSpec>> => ({
  sample: {
    shape: [2 * length + 1, bits + 1],
    dtype: 'uint8',
    doc: 'Bits to remember, the sign to answer on a channel of its own, then nothing.',
  },
  target: {
    shape: [2 * length + 1, bits],
    dtype: 'uint8',
    doc: 'Nothing until the sign, then the bits again.',
  },
});

/** What a network with a memory must do: listen, keep, repeat. */
export const copyTask = defineDataset({
  spec: {
    id: 'copy-task',
    doc: 'Rows of bits to be repeated after a sign: a test of memory.',
    ...generated,
    citation: 'Graves, Wayne and Danihelka: Neural Turing Machines, 2014, §4.1.',
    params: {
      length: int(5, 'Rows of bits to remember.', { min: 1, max: 200 }),
      bits: int(4, 'Bits in a row.', { min: 1, max: 64 }),
      sequences: int(2_000, 'Number of samples.', { min: 2, max: 100_000 }),
    },
    columns: columnsFor(5, 4),
    samples: { train: 2_000, test: 0 },
    describe: ({ length, bits, sequences }) => ({
      columns: columnsFor(Number(length), Number(bits)),
      samples: { train: Number(sequences), test: 0 },
    }),
  },
  load: async ({ parameters, random }) => {
    const { length, bits, sequences } = parameters as Record<
      'length' | 'bits' | 'sequences',
      number
    >; // as declared above
    const steps = 2 * length + 1;
    const sample = new Uint8Array(sequences * steps * (bits + 1));
    const target = new Uint8Array(sequences * steps * bits);
    for (let n = 0; n < sequences; n++) {
      const [into, from] = [n * steps * (bits + 1), n * steps * bits];
      for (let t = 0; t < length; t++) {
        for (let k = 0; k < bits; k++) {
          const bit = random.int(2);
          sample[into + t * (bits + 1) + k] = bit;
          target[from + (length + 1 + t) * bits + k] = bit;
        }
      }
      sample[into + length * (bits + 1) + bits] = 1;
    }
    return withoutTest({
      count: sequences,
      columns: {
        sample: { shape: [steps, bits + 1], values: sample },
        target: { shape: [steps, bits], values: target },
      },
    });
  },
});
