import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column, PreparedPart } from './dataset';
import { createRandom } from './random';
import { epochOrder, mapStored, type StoredColumn, WINDOW } from './stored-rows';

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
