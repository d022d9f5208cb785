import { int } from '../../compiler/params';
import type { ColumnSpec } from '../../compiler/world';
import { defineDataset } from '../dataset';
import { generated } from './plane';
import { withoutTest } from './without-test';

const columnsFor = (size: number): Readonly<Record<string, ColumnSpec>> => ({
  sample: { shape: [size, size, 1], dtype: 'uint8', doc: 'Pixels, 0 or 1.' },
  target: {
    shape: [],
    dtype: 'uint8',
    doc: 'Whether whole columns or whole rows are set.',
    classes: ['bars', 'stripes'],
  },
});

/** Pictures whose columns, or whose rows, are each set or not. */
export const barsAndStripes = defineDataset({
  spec: {
    id: 'bars-and-stripes',
    doc: 'Small pictures of whole columns or whole rows: what a Boltzmann machine learns by heart.',
    ...generated,
    citation: 'MacKay: Information Theory, Inference, and Learning Algorithms, 2003, §43.',
    params: {
      size: int(4, 'Height and width, in pixels.', { min: 2, max: 16 }),
      pictures: int(1_000, 'Number of pictures.', { min: 2, max: 100_000 }),
    },
    columns: columnsFor(4),
    samples: { train: 1_000, test: 0 },
    describe: ({ size, pictures }) => ({
      columns: columnsFor(Number(size)),
      samples: { train: Number(pictures), test: 0 },
    }),
  },
  load: async ({ parameters, random }) => {
    const { size, pictures } = parameters as { size: number; pictures: number }; // as declared above
    const values = new Uint8Array(pictures * size * size);
    const labels = new Uint8Array(pictures);
    for (let n = 0; n < pictures; n++) {
      const isStripes = n % 2 === 1;
      labels[n] = Number(isStripes);
      const lines = drawnLines(size, () => random.int(2));
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++)
          values[(n * size + y) * size + x] = lines[isStripes ? y : x]!;
      }
    }
    return withoutTest({
      count: pictures,
      columns: {
        sample: { shape: [size, size, 1], values },
        target: { shape: [], values: labels, dtype: 'int32' },
      },
    });
  },
});

/** Not all and not none: those two pictures would be both. */
function drawnLines(size: number, draw: () => number): number[] {
  for (;;) {
    const lines = Array.from({ length: size }, draw);
    const set = lines.reduce((sum, line) => sum + line, 0);
    if (set > 0 && set < size) return lines;
  }
}
