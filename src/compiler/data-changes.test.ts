import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSample, partNames, readChanges } from './data-changes';
import { describedBy } from './dataset-of';
import { filesSpec } from './files';

const change = fc.record({
  part: fc.constantFrom(...partNames),
  index: fc.nat(50),
  label: fc.option(fc.nat(9)),
});

describe('changes to samples', () => {
  it('are what was said last of every sample, and nothing of the others', () => {
    fc.assert(
      fc.property(fc.array(change), (list) => {
        const config = list.reduce(changeSample, {});
        const last = new Map(list.map((each) => [`${each.part} ${each.index}`, each.label]));
        const read = readChanges(JSON.parse(JSON.stringify(config)));
        const found = partNames.flatMap((part) =>
          [...read[part]].map(([index, label]) => [`${part} ${index}`, label] as const),
        );
        expect(new Map(found)).toEqual(last);
      }),
    );
  });

  it('leave nothing behind when they are taken back', () => {
    fc.assert(
      fc.property(fc.array(change), (list) => {
        const start = { name: 'mine' };
        const config = list.reduce(changeSample, start);
        const back = list.reduce(
          (all, each) => changeSample(all, { ...each, label: undefined }),
          config,
        );
        expect(back).toEqual(start);
      }),
    );
  });

  it('are read from any JSON without an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (changes) => {
        const { train, test } = readChanges({ changes: changes as never });
        for (const [index, label] of [...train, ...test]) {
          expect(Number.isInteger(index)).toBe(true);
          expect(label === null || typeof label === 'number').toBe(true);
        }
      }),
    );
  });

  it('count in how many samples a data set has', () => {
    const changes = { train: { 0: null, 2: 1, 99: null }, test: { 1: null } };
    const { samples } = describedBy(filesSpec, { train: 10, test: 4, changes });
    expect(samples).toEqual({ train: 9, test: 3 });
  });
});
