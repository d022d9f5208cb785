/** Small documents and a small world for the tests of the compiler. */
import type { Config, Data, Document, Edge, Network, Node, Training } from '../../graph/document';
import { FILES, filesSpec } from '../files';
import { metricsParam } from '../training/metrics';
import { optimizerParam } from '../training/optimizers';
import type { DatasetSpec, ProcedureSpec, WeightsSpec, World } from '../world';

export type NodeRow = readonly [id: string, kind: string, config?: Config];

/**
 * Edges are written `a>b`; several into one port are numbered in order. `a:hidden>b:cell` names ports, `a>b@1` is
 * delayed by one step.
 */
export function networkOfRows(rows: readonly NodeRow[], edges: readonly string[]): Network {
  const counts = new Map<string, number>();
  const nodes = rows.map(
    ([id, kind, config = {}], i): Node => ({ id, kind, config, position: { x: i * 210, y: 0 } }),
  );
  return {
    nodes,
    edges: edges.map((text): Edge => {
      const [ends, delay] = text.split('@');
      const [from, to] = ends!.split('>');
      const [source, output = 'out'] = from!.split(':');
      const [target, input = 'in'] = to!.split(':');
      const port = `${target!}:${input}`;
      const index = counts.get(port) ?? 0;
      counts.set(port, index + 1);
      const edge = { source: source!, output, target: target!, input, index };
      return delay === undefined ? edge : { ...edge, delay: Number(delay) };
    }),
  };
}

/** Nodes one after another. */
export function chain(...rows: readonly NodeRow[]): Network {
  return networkOfRows(
    rows,
    rows.slice(1).map(([id], i) => `${rows[i]![0]}>${id}`),
  );
}

export function documentOf(
  main: Network,
  rest: {
    readonly networks?: Readonly<Record<string, Network>>;
    readonly data?: Data;
    readonly training?: Training;
  } = {},
): Document {
  const { networks, ...more } = rest;
  return { format: 'netloom', version: 1, name: 'test', networks: { main, ...networks }, ...more };
}

const about = { doc: 'A data set.', licence: 'CC0', citation: '', source: '', params: {} };
const three = ['a', 'b', 'c'];
const flowers: DatasetSpec = {
  ...about,
  id: 'flowers',
  columns: {
    sample: { shape: [4], dtype: 'float32', doc: 'Four lengths.' },
    target: { shape: [], dtype: 'int32', doc: 'Which flower.', classes: three },
  },
  samples: { train: 120, test: 30 },
};
const pictures: DatasetSpec = {
  ...about,
  id: 'pictures',
  columns: {
    sample: { shape: [8, 8, 1], dtype: 'uint8', doc: 'A picture.' },
    target: { shape: [], dtype: 'int32', doc: 'What it shows.', classes: three },
  },
  samples: { train: 120, test: 30 },
};

const tastings: DatasetSpec = {
  ...about,
  id: 'tastings',
  columns: {
    sample: { shape: [], dtype: 'text', doc: 'A note on a wine.' },
    target: { shape: [], dtype: 'int32', doc: 'Which wine.', classes: three },
  },
  samples: { train: 120, test: 30 },
};

const gradient: ProcedureSpec = {
  id: 'gradient',
  doc: 'Gradient descent.',
  slots: { network: 'The network that learns.' },
  params: { optimizer: optimizerParam, metrics: metricsParam },
  metrics: [],
};

const wordVectors: WeightsSpec = {
  ...about,
  id: 'glove-20k-100d',
  input: '',
  words: { count: 7, dimensions: 4, sha256: '' },
  bytes: 0,
  sha256: '',
};

export const world: World = {
  datasets: new Map([
    ['flowers', flowers],
    ['pictures', pictures],
    ['tastings', tastings],
    [FILES, filesSpec],
  ]),
  procedures: new Map([['gradient', gradient]]),
  weights: new Map([[wordVectors.id, wordVectors]]),
};

/** The sample goes to `input`, the target one-hot to `out`. */
export function dataOf(dataset: string, oneHot = true): Data {
  const steps: NodeRow[] = [
    ['sample', 'Source', { column: 'sample' }],
    ['to-input', 'Feed', { node: 'input' }],
    ['target', 'Source', { column: 'target' }],
    ...(oneHot ? [['one-hot', 'OneHot'] as const] : []),
    ['to-output', 'Feed', { node: 'out' }],
  ];
  const edges = oneHot
    ? ['sample>to-input', 'target>one-hot', 'one-hot>to-output']
    : ['sample>to-input', 'target>to-output'];
  return {
    dataset,
    parameters: {},
    validation: 0.2,
    seed: 7,
    preparation: networkOfRows(steps, edges),
  };
}

export const training: Training = {
  phases: [{ procedure: 'gradient', epochs: 5, networks: { network: 'main' }, config: {} }],
  batchSize: 32,
  seed: 7,
};

/** A network on the flowers, ready to train, with other layers between its ends where given. */
export function flowersOf(...between: readonly NodeRow[]): Document {
  const layers: readonly NodeRow[] =
    between.length > 0 ? between : [['dense', 'Dense', { units: 3, activation: 'softmax' }]];
  const main = chain(['input', 'Input', { shape: [4] }], ...layers, ['out', 'Output']);
  return documentOf(main, { data: dataOf('flowers'), training });
}

export function picturesOf(...between: readonly NodeRow[]): Document {
  const main = chain(['input', 'Input', { shape: [8, 8, 1] }], ...between, ['out', 'Output']);
  return documentOf(main, { data: dataOf('pictures'), training });
}
