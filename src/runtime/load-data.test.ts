import { describe, expect, it } from 'vitest';
import { descriptionConfig } from '../compiler/files';
import type { Config, Data, Document } from '../graph/document';
import { edge, node } from '../graph/testing/parts';
import type { Parts } from './dataset';
import { prepareData } from './prepare';
import { testHost } from './testing/host';

const labels = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
const parts: Parts = {
  train: {
    count: 10,
    columns: {
      sample: { shape: [1], values: Float32Array.from(labels, (_, i) => i) },
      target: { shape: [], values: Int32Array.from(labels), dtype: 'int32' },
    },
  },
  test: { count: 0, columns: {} },
};

const description = descriptionConfig({
  name: 'mine.csv',
  kind: 'table',
  fingerprint: 'f'.repeat(64),
  train: 10,
  test: 0,
  columns: {
    sample: { type: 'features', features: [{ name: 'x', type: 'number' }] },
    target: { type: 'category', classes: ['a', 'b'] },
  },
});

function learning(changes: Config): Document {
  const data: Data = {
    dataset: 'files',
    parameters: { ...description, changes },
    validation: 0.2,
    seed: 3,
    preparation: {
      nodes: [
        node('x', 'Source', { column: 'sample' }),
        node('into', 'Feed', { node: 'input' }),
        node('y', 'Source', { column: 'target' }),
        node('out', 'Feed', { node: 'output' }),
      ],
      edges: [edge('x', 'into'), edge('y', 'out')],
    },
  };
  const main = { nodes: [node('input', 'Input', {}), node('output', 'Output', {})], edges: [] };
  return { format: 'netloom', version: 1, name: 'mine', networks: { main }, data };
}

async function prepared(changes: Config) {
  const document = learning(changes);
  return prepareData({ document, ...testHost(), loadFiles: async () => parts });
}

describe('samples that people changed', () => {
  it('are learned with their new label, and the files stay as they are', async () => {
    const before = await prepared({});
    const row = before.train.rows[0]!;
    const after = await prepared({ train: { [row]: 1 - labels[row]! } });
    const at = after.train.rows.indexOf(row);
    expect(after.train.targets.output!.values[at]).toBe(1 - labels[row]!);
    expect([...parts.train.columns.target!.values]).toEqual(labels);
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('are left out of training or validation, and no other sample moves', async () => {
    const before = await prepared({});
    const [first, held] = [before.train.rows[0]!, before.validation.rows[0]!];
    const after = await prepared({ train: { [first]: null, [held]: null } });
    expect([...after.train.rows]).toEqual([...before.train.rows].filter((row) => row !== first));
    expect([...after.validation.rows]).toEqual(
      [...before.validation.rows].filter((row) => row !== held),
    );
    expect(after.train.inputs.input!.values).toHaveLength(after.train.count);
  });

  it('cannot all be left out', async () => {
    const all = Object.fromEntries(labels.map((_, i) => [i, null]));
    await expect(prepared({ train: all })).rejects.toThrow('were left out');
  });
});
