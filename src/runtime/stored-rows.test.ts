import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descriptionConfig, FILES, type FilesDescription } from '../compiler/files';
import { learnFrom } from '../compiler/learn-from';
import { training } from '../compiler/testing/documents';
import type { Document } from '../graph/document';
import { gatherRows } from './batches';
import type { Column, PreparedPart, StoredRows } from './dataset';
import { prepareData } from './prepare';
import { createRandom } from './random';
import { epochOrder, MOST_IN_MEMORY, mapStored, type StoredColumn, WINDOW } from './stored-rows';
import { testHost } from './testing/host';
import { world } from './world';

/** Rows of one number each, `perShard` in a shard. */
function stored(perShard: number): StoredColumn {
  const shardOf = (row: number): number => Math.floor(row / perShard);
  return {
    shape: [1],
    values: new Uint8Array(),
    stored: {
      id: 'x',
      folder: '',
      shardOf,
      read: (rows) => Uint8Array.from(rows, (row) => row % 251),
    },
  };
}

const part = (count: number, column: Column): PreparedPart => ({
  count,
  inputs: { input: column },
  targets: {},
  rows: Int32Array.from({ length: count }, (_, i) => i),
});

describe('the order of an epoch', () => {
  it('visits every row once and never leaves a window of shards for another and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 40 }),
        (count, perShard) => {
          const column = stored(perShard);
          const order = epochOrder(part(count, column), createRandom(3));
          expect([...order].sort((a, b) => a - b)).toEqual([...new Array(count).keys()]);
          const reads = new Set<number>();
          const kept: number[] = [];
          let loads = 0;
          for (const row of order) {
            const shard = column.stored.shardOf(row);
            reads.add(shard);
            const at = kept.indexOf(shard);
            if (at >= 0) kept.splice(at, 1);
            else loads += 1;
            kept.push(shard);
            if (kept.length > WINDOW) kept.shift();
          }
          expect(loads).toBe(reads.size);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('depends on the seed alone, and differs between seeds', () => {
    const data = part(500, stored(10));
    const [a, b, c] = [1, 1, 2].map((seed) => [...epochOrder(data, createRandom(seed))]);
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  it('is that of any other data where nothing is stored', () => {
    const plain = part(50, { shape: [1], values: new Uint8Array(50) });
    expect(epochOrder(plain, createRandom(5))).toEqual(createRandom(5).permutation(50));
  });
});

it('prepares the rows that are read, as it would prepare them all', () => {
  const twice = (column: Column): Column => ({
    ...column,
    values: Float32Array.from(column.values, (value) => 2 * value),
    scale: 0.5,
  });
  const made = mapStored(stored(3), 10, twice);
  expect(made).toMatchObject({ shape: [1], scale: 0.5 });
  expect([...made.stored!.read(Int32Array.of(9, 0, 4))]).toEqual([18, 0, 8]);
});

it('are what training reads, prepared as the document says, batch by batch', async () => {
  const shape = [64, 64, 3];
  const size = 64 * 64 * 3;
  const count = Math.ceil(MOST_IN_MEMORY / size) + 1;
  const stored: StoredRows = {
    id: 'x',
    folder: '',
    shardOf: (row) => Math.floor(row / 341),
    read: (rows) => {
      const values = new Uint8Array(rows.length * size);
      for (const [i, row] of rows.entries()) values.fill(row % 251, i * size, (i + 1) * size);
      return values;
    },
  };
  const target = { shape: [], values: new Int32Array(count), dtype: 'int32' } as const;
  target.values.forEach((_, row) => void (target.values[row] = row % 2));
  const train = { count, columns: { sample: { shape, values: new Uint8Array(), stored }, target } };
  const columns: FilesDescription['columns'] = {
    sample: { type: 'picture', height: 64, width: 64, channels: 3 },
    target: { type: 'category', classes: ['even', 'odd'] },
  };
  const about = { name: 'x', kind: 'images', fingerprint: 'x', train: count, test: 0 } as const;
  const parameters = descriptionConfig({ ...about, columns });
  const empty: Document = {
    format: 'netloom',
    version: 1,
    name: 'Mine',
    networks: { main: { nodes: [], edges: [] } },
  };
  const data = { dataset: FILES, parameters, validation: 0.2 };
  const document = learnFrom(empty, { data, training }, world);
  const prepared = await prepareData({
    document,
    ...testHost(),
    loadFiles: async () => ({ train, test: { count: 0, columns: {} } }),
  });
  const { inputs, targets, rows } = prepared.train;
  const input = inputs.input!;
  expect(input.stored).toBeDefined();
  const picked = Int32Array.of(0, 5, rows.length - 1);
  const values = new Float32Array(picked.length * size);
  gatherRows(input, size, picked, values);
  for (const [i, row] of picked.entries()) {
    expect(values[i * size]).toBeCloseTo((rows[row]! % 251) / 255, 6);
    // Answers stand one-hot beside their pictures.
    expect(targets.output!.values[row * 2 + 1]).toBe(rows[row]! % 2);
  }
  expect(prepared.validation.inputs.input!.stored).toBeDefined();
});
