import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetSpec } from '../../compiler/world';
import type { Config, Data } from '../../graph/document';
import type { Parts } from '../dataset';
import { createRandom } from '../random';
import { balancedRows, splitRows } from './rows';

const spec: DatasetSpec = {
  id: 'shop',
  doc: '',
  licence: '',
  citation: '',
  source: '',
  params: {},
  columns: {
    sample: {
      shape: [2],
      dtype: 'float32',
      doc: '',
      features: [
        { name: 'day', type: 'date' },
        { name: 'customer', type: 'number' },
      ],
    },
    target: { shape: [], dtype: 'uint8', doc: '', classes: ['no', 'yes'] },
  },
  samples: { train: 0, test: 0 },
};

function parts(rows: readonly (readonly [number, number, number])[]): Parts {
  const columns = {
    sample: {
      shape: [2],
      values: Float32Array.from(rows.flatMap(([day, who]) => [day, who] as const)),
    },
    target: { shape: [], values: Uint8Array.from(rows, ([, , label]) => label) },
  };
  const none = { shape: [], values: new Uint8Array() };
  return {
    train: { count: rows.length, columns },
    test: { count: 0, columns: { sample: none, target: none } },
  };
}

function dataOf(kind: string, config: Config, validation = 0.25): Data {
  const at = { x: 0, y: 0 };
  const nodes = [{ id: 'step', kind, config, position: at }];
  return {
    dataset: 'shop',
    parameters: {},
    validation,
    seed: 1,
    preparation: { nodes, edges: [] },
  };
}

const rows = fc.array(fc.tuple(fc.nat(50), fc.nat(5), fc.nat(1)), { minLength: 8, maxLength: 60 });

describe('a split', () => {
  it.each(['stratified', 'random', 'time', 'group'])('%s puts every row on one side', (method) => {
    fc.assert(
      fc.property(rows, fc.nat(), (given, seed) => {
        const all = parts(given);
        const column = { time: 'day', group: 'customer' }[method] ?? '';
        const data = dataOf('Split', { method, column });
        const { train, validation } = splitRows(all, data, spec, createRandom(seed));
        expect([...train, ...validation].sort((a, b) => a - b)).toEqual(given.map((_, i) => i));
        expect(train.length).toBeGreaterThan(0);
        const sides = [train, validation].map((side) => [...side].map((row) => given[row]!));
        if (method === 'time' && validation.length > 0) {
          const latest = Math.max(...sides[0]!.map(([day]) => day));
          expect(Math.min(...sides[1]!.map(([day]) => day))).toBeGreaterThanOrEqual(latest);
        }
        if (method === 'group') {
          const held = new Set(sides[1]!.map(([, who]) => who));
          expect(sides[0]!.some(([, who]) => held.has(who))).toBe(false);
        }
      }),
    );
  });

  it('names a column that is not there', () => {
    const data = dataOf('Split', { method: 'group', column: 'shop' });
    const all = parts([[1, 1, 1]]);
    expect(() => splitRows(all, data, spec, createRandom(1))).toThrow(
      'sample, target, day, customer',
    );
  });
});

describe('oversampling', () => {
  it('makes every class as frequent as the largest, from its own rows', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { train } = parts(given);
        const data = dataOf('Oversample', {});
        const all = Int32Array.from(given, (_, i) => i);
        const made = balancedRows(all, train, { data, spec, random: createRandom(2) });
        const counts = [0, 1].map(
          (label) => [...made].filter((row) => given[row]![2] === label).length,
        );
        const present = counts.filter((count) => count > 0);
        expect(new Set(present).size).toBe(1);
        expect([...made.subarray(0, all.length)]).toEqual([...all]);
      }),
    );
  });
});
