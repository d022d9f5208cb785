import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../compiler/importers/testing';
import { importTfjs } from '../compiler/importers/tfjs';
import { lower } from '../compiler/lower';
import type { Document, Network } from '../graph/document';
import { prepareData, prepareRaw } from './prepare';
import { pretrained } from './pretrained/all';
import { lowerAll } from './setup';
import { startWeights } from './start-weights';
import { testHost } from './testing/host';
import { template } from './testing/template';

const folder = new URL('../../templates/weights/', import.meta.url);
const file = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, folder)));
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const { readWeights } = testHost();

const id = 'inception-v3-imagenet-5d';

/** The backbone as a block of another network, whose Input says the size of the pictures. */
function placed(change: (network: Network) => Network = (network) => network): Document {
  const json: unknown = JSON.parse(new TextDecoder().decode(file(`${id}/model.json`)));
  const { main } = importTfjs(json, file(`${id}/weights.bin`)).networks;
  const at = { x: 0, y: 0 };
  const join = (source: string, target: string) => ({
    source,
    output: 'out',
    target,
    input: 'in',
    index: 0,
  });
  const around: Network = {
    nodes: [
      { id: 'pictures', kind: 'Input', config: { shape: [96, 96, 3] }, position: at },
      { id: 'body', kind: 'Network', config: { network: 'body' }, position: at },
      { id: 'answer', kind: 'Output', config: {}, position: at },
    ],
    edges: [join('pictures', 'body'), join('body', 'answer')],
  };
  const body = change({ ...main!, weights: { source: id } });
  return documentOf({ main: around, body });
}

describe('weights that come with Netloom', () => {
  it.each(pretrained.map((spec) => [spec.id, spec] as const))(
    '%s is the file that its entry describes, and has the node that it names',
    (name, { sha256, bytes, pictures, words }) => {
      const weights = file(`${name}/weights.bin`);
      expect(weights.length).toBe(bytes);
      expect(hash(weights)).toBe(sha256);
      if (words) expect(hash(file(`${name}/words.txt`))).toBe(words.sha256);
      if (!pictures) return;
      const text = new TextDecoder().decode(file(`${name}/model.json`));
      // A layer, or a block whose layers begin with its name.
      expect(text).toContain(`"${pictures.cut}`);
    },
  );

  it('start every layer of a block that names them, wherever it is placed', async () => {
    const program = lower(placed());
    const { tensors, reports } = await startWeights([program], readWeights);
    expect(reports).toEqual([{ source: id, loaded: [...tensors.keys()], drawn: [], unused: [] }]);
    expect(tensors.size).toBe(52);
    expect(tensors.get('main.body.0.Conv2d_1a_3x3.kernel')?.shape).toEqual([3, 3, 3, 32]);
  });

  it('say which layers are drawn because of their name or shape, and which are left over', async () => {
    const document = placed((network) => ({
      ...network,
      nodes: network.nodes.map((node) =>
        node.id === 'Conv2d_1a_3x3'
          ? { ...node, config: { ...node.config, kernelSize: [5, 5] } }
          : node.id === 'Mixed_5d_Branch_0_Conv2d_0a_1x1'
            ? { ...node, id: 'mine' }
            : node,
      ),
      edges: network.edges.map((edge) => ({
        ...edge,
        source: edge.source === 'Mixed_5d_Branch_0_Conv2d_0a_1x1' ? 'mine' : edge.source,
        target: edge.target === 'Mixed_5d_Branch_0_Conv2d_0a_1x1' ? 'mine' : edge.target,
      })),
    }));
    const [report] = (await startWeights([lower(document)], readWeights)).reports;
    expect(report!.drawn).toEqual([
      { weight: 'main.body.0.Conv2d_1a_3x3.kernel', reason: 'shape' },
      { weight: 'main.body.0.mine.kernel', reason: 'name' },
      { weight: 'main.body.0.mine.bias', reason: 'name' },
    ]);
    expect(report!.unused).toEqual([
      'Mixed_5d_Branch_0_Conv2d_0a_1x1.kernel',
      'Mixed_5d_Branch_0_Conv2d_0a_1x1.bias',
    ]);
  });

  it('are refused by name where there are none of that name', async () => {
    const document = placed((network) => ({ ...network, weights: { source: 'elsewhere' } }));
    await expect(startWeights([lower(document)], readWeights)).rejects.toThrow('"elsewhere"');
  });

  // Similar words have similar directions: 0.88 between dog and cat, as the vectors were published.
  it('give every word of a text its own vector, and none to padding and other words', async () => {
    const document = template('transfer-film-reviews');
    const { tensors } = await startWeights(lowerAll(document), readWeights);
    const { shape, values } = tensors.get('main.vectors.0.words.embeddings')!;
    const texts = { ...document.data!, dataset: 'film-opinions', parameters: { count: 100 } };
    const read = { ...document, data: texts };
    const { fitted } = await prepareData({ document: read, ...testHost() });
    const numbers = prepareRaw(read, fitted, { input: ['A dog? Catqq CAT.'] }).input!;
    const [dog, other, cat, padding] = [...numbers.slice(1, 5)].map((n) =>
      [...values.subarray(n * shape[1]!, (n + 1) * shape[1]!)].map(Number),
    );
    expect(cosine(dog!, cat!)).toBeCloseTo(0.88, 2);
    expect(numbers[2]).toBe(1);
    expect([...other!, ...padding!].every((value) => value === 0)).toBe(true);
  });
});

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
