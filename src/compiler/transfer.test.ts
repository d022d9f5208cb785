import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Document, MAIN, type Training } from '../graph/document';
import { importBlock } from '../graph/edits/library';
import { addNode } from '../graph/edits/nodes';
import { transferCases } from '../graph/edits/transfer';
import { parse } from '../graph/serialise';
import { check } from './check';
import { inferNetwork } from './infer';
import { transferFrom } from './transfer';
import type { DatasetSpec, WeightsSpec, World } from './world';

const training: Training = {
  phases: [
    {
      procedure: 'gradient',
      epochs: 5,
      networks: { network: MAIN },
      config: { optimizer: { id: 'adam' }, metrics: ['accuracy'] },
    },
  ],
  batchSize: 32,
  seed: 1,
};

const file = { bytes: 0, sha256: '' };
const weights = { doc: '', input: '', licence: '', citation: '', source: '', ...file };
const pictures = (side: number, channels: number): DatasetSpec => ({
  id: 'pictures',
  doc: '',
  licence: '',
  citation: '',
  source: '',
  params: {},
  columns: {
    sample: { shape: [side, side, channels], dtype: 'uint8', doc: '' },
    target: { shape: [], dtype: 'int32', doc: '', classes: ['cat', 'dog', 'fish'] },
  },
  samples: { train: 60, test: 0 },
});

function worldOf(side: number, channels: number): World {
  return {
    weights: new Map<string, WeightsSpec>([
      [
        'mobilenet-v2-coco',
        {
          ...weights,
          id: 'mobilenet-v2-coco',
          pictures: { sides: [96, 299], range: [-1, 1], cut: '' },
        },
      ],
      [
        'resnet20-fashion',
        {
          ...weights,
          id: 'resnet20-fashion',
          pictures: { sides: [28, 28], range: [0, 1], cut: '' },
        },
      ],
    ]),
    datasets: new Map([['pictures', pictures(side, channels)]]),
    procedures: new Map([
      ['gradient', { id: 'gradient', doc: '', slots: { network: '' }, params: {}, metrics: [] }],
    ]),
  };
}

function backbone(id: string): Document {
  const path = new URL(`../../templates/backbones/${id}.json`, import.meta.url);
  const parsed = parse(readFileSync(path, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

/** Nothing but a backbone on an empty canvas, and data to learn from. */
function bare(id: string): Document {
  const empty: Document = {
    format: 'netloom',
    version: 1,
    name: 'Bare',
    networks: { [MAIN]: { nodes: [], edges: [] } },
    data: {
      dataset: 'pictures',
      parameters: {},
      validation: 0.2,
      seed: 1,
      preparation: { nodes: [], edges: [] },
    },
  };
  const { document, name } = importBlock(empty, backbone(id), id);
  const config = { network: name };
  return addNode(document, MAIN, { kind: 'Network', id, config, position: { x: 0, y: 0 } });
}

const steps = ({ data }: Document) =>
  data!.preparation.nodes.flatMap(({ kind, config }) =>
    ['Resize', 'Greyscale', 'Scale'].includes(kind) ? [[kind, config]] : [],
  );

const errorsOf = (document: Document, world: World) =>
  check(document, world).problems.filter(({ severity }) => severity === 'error');

describe('a backbone that stands alone', () => {
  it.each(transferCases)('learns from $data, $likeness data without a problem', (chosen) => {
    const at = { network: MAIN, node: 'mobilenet-v2-coco' };
    const world = worldOf(64, 3);
    const made = transferFrom(bare('mobilenet-v2-coco'), at, chosen, { training, world });
    expect(errorsOf(made, world)).toEqual([]);
    const kinds = made.networks[MAIN]!.nodes.map(({ kind }) => kind);
    expect(kinds.sort()).toEqual([
      'BatchNormalization',
      'Dense',
      'Dropout',
      'GlobalAveragePooling2D',
      'Input',
      'Network',
      'Output',
    ]);
    const { nodes } = inferNetwork(made, MAIN);
    expect(nodes.get('dense')?.output).toEqual([3]);
    expect(nodes.get('input')?.output).toEqual([96, 96, 3]);
    expect(steps(made)).toContainEqual(['Resize', { size: [96, 96] }]);
    expect(steps(made)).toContainEqual(['Scale', { factor: 2 / 255, offset: -1 }]);
  });

  it('receives pictures as small and grey as its weights know them', () => {
    const at = { network: MAIN, node: 'resnet20-fashion' };
    const world = worldOf(32, 3);
    const chosen = { data: 'small', likeness: 'similar' } as const;
    const made = transferFrom(bare('resnet20-fashion'), at, chosen, { training, world });
    expect(errorsOf(made, world)).toEqual([]);
    expect(steps(made)).toEqual([
      ['Scale', { factor: 1 / 255 }],
      ['Resize', { size: [28, 28] }],
      ['Greyscale', {}],
    ]);
  });

  it('keeps pictures that it can take as they are', () => {
    const at = { network: MAIN, node: 'mobilenet-v2-coco' };
    const world = worldOf(128, 3);
    const chosen = { data: 'large', likeness: 'similar' } as const;
    const made = transferFrom(bare('mobilenet-v2-coco'), at, chosen, { training, world });
    expect(steps(made).map(([kind]) => kind)).toEqual(['Scale']);
    expect(inferNetwork(made, MAIN).nodes.get('input')?.output).toEqual([128, 128, 3]);
  });

  it('receives words by the list that its vectors have, and a head for their mean', () => {
    const id = 'glove-20k-100d';
    const words = { count: 20_000, dimensions: 100, sha256: '' };
    const { columns, ...about } = pictures(1, 1);
    const texts: DatasetSpec = {
      ...about,
      columns: { ...columns, sample: { shape: [], dtype: 'text', doc: '' } },
    };
    const world: World = {
      ...worldOf(1, 1),
      weights: new Map([[id, { ...weights, id, words }]]),
      datasets: new Map([['pictures', texts]]),
    };
    const chosen = { data: 'small', likeness: 'similar' } as const;
    const made = transferFrom(bare(id), { network: MAIN, node: id }, chosen, { training, world });
    expect(errorsOf(made, world)).toEqual([]);
    const step = made.data!.preparation.nodes.find(({ kind }) => kind === 'TextVectorization');
    expect(step?.config).toEqual({ vocabulary: id, outputMode: 'int', maxTokens: 20_002 });
    const { nodes } = inferNetwork(made, MAIN);
    expect(nodes.get(id)?.output).toEqual([200, 100]);
    const mean = made.networks[MAIN]!.nodes.find(({ kind }) => kind === 'MaskedMean');
    expect(nodes.get(mean!.id)?.output).toEqual([100]);
    expect(nodes.get('dense')?.output).toEqual([3]);
  });

  it('is left alone where the node places no network', () => {
    const document = bare('resnet20-fashion');
    const at = { network: MAIN, node: 'gone' };
    const setting = { training, world: worldOf(28, 1) };
    expect(transferFrom(document, at, transferCases[0]!, setting)).toBe(document);
  });
});
