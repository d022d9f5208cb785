import { describe, expect, it } from 'vitest';
import type { Document } from '../graph/document';
import { check } from './check';
import { descriptionConfig, FILES, type FileColumn } from './files';
import { learnFrom, type Spread } from './learn-from';
import { flowersOf, training, world } from './testing/documents';

const classes = ['no', 'yes', 'maybe'];
const target: FileColumn = { type: 'category', from: 'y', classes };
const kinds: Readonly<Record<string, Readonly<Record<string, FileColumn>>>> = {
  pictures: { sample: { type: 'picture', height: 24, width: 32, channels: 3 }, target },
  table: {
    sample: {
      type: 'features',
      features: [
        { name: 'a', type: 'number' },
        { name: 'b', type: 'category', classes: ['p', 'q', 'r'] },
      ],
    },
    target,
  },
  regression: {
    sample: { type: 'features', features: [{ name: 'a', type: 'number' }] },
    target: { type: 'number', from: 'y' },
  },
  'pictures and a table': {
    photo: { type: 'picture', height: 24, width: 32, channels: 3, from: 'file' },
    features: {
      type: 'features',
      features: [
        { name: 'a', type: 'number' },
        { name: 'b', type: 'category', classes: ['p', 'q', 'r'] },
      ],
    },
    target,
  },
  text: { sample: { type: 'text', from: 'remark' }, target },
  series: {
    sample: { type: 'window', from: ['a', 'b'], start: 0, length: 12 },
    target: { type: 'window', from: ['a'], start: 12, length: 3 },
  },
};

const dataOf = (columns: Readonly<Record<string, FileColumn>>) => ({
  dataset: FILES,
  parameters: descriptionConfig({
    name: 'x',
    kind: 'table',
    fingerprint: '',
    train: 90,
    test: 0,
    columns,
  }),
  validation: 0.2,
});

const empty: Document = {
  format: 'netloom',
  version: 1,
  name: 'Mine',
  networks: { main: { nodes: [], edges: [] } },
};
const errorsOf = (document: Document) =>
  check(document, world).problems.filter(({ severity }) => severity === 'error');

describe('a document that learns from other data', () => {
  it.each(Object.keys(kinds))('is ready to train on %s, starting from nothing', (kind) => {
    const document = learnFrom(empty, { data: dataOf(kinds[kind]!), training }, world);
    expect(errorsOf(document)).toEqual([]);
    expect(document.networks.main!.nodes.length).toBeGreaterThan(3);
  });

  it('answers in the scale of what is to be learnt, where a fresh network would be far off', () => {
    const data = dataOf(kinds.regression!);
    const built = (spread: Spread) =>
      learnFrom(empty, { data, training, spread }, world).networks.main!.nodes;
    const far = built({ mean: 412_345, deviation: 150_678 });
    expect(far.slice(-3).map(({ kind, config }) => [kind, config])).toMatchObject([
      ['Scale', { factor: 151_000 }],
      ['Offset', { offset: 412_000 }],
      ['Output', {}],
    ]);
    const near = built({ mean: 0.5, deviation: 1.2 });
    expect(near.map(({ kind }) => kind)).not.toContain('Scale');
  });

  it('wraps a long chain into rows that overlap nowhere', () => {
    const { nodes } = learnFrom(empty, { data: dataOf(kinds.pictures!), training }, world).networks
      .main!;
    const places = nodes.map(({ position }) => `${position.x} ${position.y}`);
    expect(new Set(places).size).toBe(nodes.length);
    expect(Math.max(...nodes.map(({ position }) => position.x))).toBeLessThan(1000);
  });

  it('keeps its layers and gets ends that fit', () => {
    const before = flowersOf();
    const document = learnFrom(before, { data: dataOf(kinds.table!), training }, world);
    expect(errorsOf(document)).toEqual([]);
    expect(document.networks.main!.nodes.map(({ id }) => id)).toEqual(
      before.networks.main!.nodes.map(({ id }) => id),
    );
  });

  it('keeps a preparation that still fits', () => {
    const data = dataOf({ sample: { type: 'array', shape: [4], dtype: 'float32' }, target });
    const before = flowersOf();
    const document = learnFrom(before, { data, training }, world);
    expect(document.data!.preparation).toBe(before.data!.preparation);
    expect(document.networks).toBe(before.networks);
    const { training: _, ...untrained } = before;
    expect(learnFrom(untrained, { data, training }, world).training).toEqual(training);
  });
});
