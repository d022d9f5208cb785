import { describe, expect, it, vi } from 'vitest';
import type { Document, Edge } from '../graph/document';
import { check } from './check';
import { LowerError, lower } from './lower';
import { problemWords } from './problems/words';
import {
  chain,
  dataOf,
  documentOf,
  flowersOf,
  networkOfRows,
  picturesOf,
  training,
  world,
} from './testing/documents';
import { kindProblems } from './testing/kind-problems';
import { layerProblems } from './testing/layer-problems';
import { lintProblems } from './testing/lint-problems';
import { type ProblemRow, sequenceProblems } from './testing/sequence-problems';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

const input = ['input', 'Input', { shape: [4] }] as const;
const out = ['out', 'Output'] as const;
const softmax = ['dense', 'Dense', { units: 3, activation: 'softmax' }] as const;
const flowers = flowersOf();

const withEdge = (document: Document, edge: Partial<Edge>): Document => {
  const { main } = document.networks;
  const added = { source: 'input', output: 'out', target: 'out', input: 'in', index: 0, ...edge };
  return documentOf({ ...main!, edges: [...main!.edges, added] });
};
const block = chain(['a', 'Input', { shape: [4] }], ['d', 'Dense', { units: 4 }], ['b', 'Output']);
const placing = (config: Record<string, never> | object, networks = { block }) =>
  documentOf(
    chain(input, ['place', 'Network', { network: 'block', ...config }], ['out', 'Output']),
    { networks },
  );
const self = chain(
  ['a', 'Input', { shape: [4] }],
  ['again', 'Network', { network: 'block' }],
  ['b', 'Output'],
);
const shared = networkOfRows(
  [
    input,
    ['wide', 'Dense', { units: 8 }],
    ['one', 'Network', { network: 'block', share: true }],
    ['two', 'Network', { network: 'block', share: true }],
    ['join', 'Concatenate'],
    out,
  ],
  ['input>one', 'input>wide', 'wide>two', 'one>join', 'two>join', 'join>out'],
);
const trained = (changes: object): Document => ({
  ...flowers,
  training: { ...training, ...changes },
});
/** The flowers' network with weights to start from. */
const startingFrom = (source: string): Document => {
  const { networks, ...rest } = flowersOf();
  return { ...rest, networks: { main: { ...networks.main!, weights: { source } } } };
};
const phase = training.phases[0]!;

/** Code, a document that has it, and the exact message. */
const rows: readonly ProblemRow[] = [
  ...sequenceProblems,
  ...kindProblems,
  ...lintProblems,
  ['no-network', flowers, 'The document has no network called nothing.'],
  [
    'network-too-large',
    documentOf({
      nodes: Array.from({ length: 1_000_000 }, () => flowers.networks.main!.nodes[1]!),
      edges: [],
    }),
    'The network main has 1,000,000 nodes and 0 edges; 100,000 of each is the most.',
  ],
  [
    'duplicate-id',
    documentOf({ nodes: [...chain(input, softmax, out).nodes, ...chain(input).nodes], edges: [] }),
    'input is the id of 2 nodes; ids are unique in a network.',
  ],
  [
    'unknown-kind',
    flowersOf(['magic', 'Magic']),
    'magic is of kind Magic, which this version does not know.',
  ],
  [
    'dangling-edge',
    withEdge(flowers, { source: 'gone' }),
    'An edge leads from gone to out, but there is no node gone.',
  ],
  [
    'unknown-port',
    withEdge(flowers, { source: 'dense', target: 'out', input: 'side' }),
    'out has no port side; an edge between dense and out uses it.',
  ],
  [
    'missing-input',
    documentOf(networkOfRows([input, softmax, out], ['dense>out'])),
    'dense has 0 inputs; it needs 1.',
  ],
  ['too-many-inputs', withEdge(flowers, { index: 1 }), 'out has 2 inputs; it takes 1.'],
  [
    'cycle',
    documentOf(
      networkOfRows(
        [input, ['add', 'Add'], ['dense', 'Dense'], out],
        ['input>add', 'dense>add', 'add>dense', 'dense>out'],
      ),
    ),
    'add feeds itself: add → dense → add.',
  ],
  [
    'delayed-edge',
    documentOf(
      networkOfRows(
        [input, ['add', 'Add'], ['dense', 'Dense'], out],
        ['input>add', 'dense>add@1', 'add>dense', 'dense>out'],
      ),
    ),
    'add receives a delayed value from dense; such edges are drawn and saved, not yet trained.',
  ],
  ['no-input', documentOf(chain(softmax, out)), 'The network main has no Input node.'],
  ['no-output', documentOf(chain(input, softmax)), 'The network main has no Output node.'],
  [
    'unused-output',
    documentOf(
      networkOfRows(
        [input, softmax, out, ['spare', 'Dense']],
        ['input>dense', 'dense>out', 'input>spare'],
      ),
    ),
    'spare computes a value that nothing uses.',
  ],
  [
    'block-unknown',
    placing({ network: 'nowhere' }),
    'place places the network nowhere, which the document does not have.',
  ],
  [
    'block-recursion',
    placing({}, { block: self }),
    'again places block inside itself: block → block.',
  ],
  [
    'block-too-large',
    placing({}, {
      block: chain(
        ['a', 'Input', { shape: [4] }],
        ['x', 'Network', { network: 'c', repeat: 1000 }],
        ['b', 'Output'],
      ),
      c: chain(
        ['a', 'Input', { shape: [4] }],
        ...Array.from({ length: 200 }, (_, i) => [`d${i}`, 'Activation'] as const),
        ['b', 'Output'],
      ),
    } as never),
    'x expands to more than 100,000 layers.',
  ],
  [
    'block-parameter',
    placing({ parameters: { depth: 3 } }),
    'place sets depth, which block does not declare.',
  ],
  [
    'block-inside',
    placing(
      {},
      { block: chain(['a', 'Input', { shape: [8, 8, 1] }], ['d', 'Conv2D', {}], ['b', 'Output']) },
    ),
    'place places block, where d cannot be: d needs 3 axes (height, width, channels) and receives 4 from a.',
  ],
  [
    'share-shape',
    documentOf(shared, { networks: { block } }),
    'd shares the weights of one.0.d, but kernel is 8×4 here and 4×4 there.',
  ],
  ...layerProblems,
  ['no-data', documentOf(flowers.networks.main!, { training }), 'Training has no data.'],
  [
    'unknown-dataset',
    { ...flowers, data: dataOf('clouds') },
    'The document learns from clouds, a data set that this version does not have.',
  ],
  [
    'no-files',
    { ...flowers, data: dataOf('files') },
    'The document learns from your own files, and none have been chosen.',
  ],
  [
    'no-samples',
    {
      ...flowers,
      data: {
        ...dataOf('files'),
        parameters: { columns: { sample: { type: 'number', from: 'height' } } },
      },
    },
    'The document learns from your own files, and there are no samples yet.',
  ],
  [
    'target-shape',
    picturesOf(['dense', 'Dense', { units: 3, activation: 'softmax' }]),
    'out receives 8×8×3 from dense, but its target is 3.',
  ],
  [
    'target-classes',
    flowersOf(['dense', 'Dense', { units: 10, activation: 'softmax' }]),
    'out receives 10 values from dense, but its target has 3 classes.',
  ],
  [
    'no-softmax',
    flowersOf(['dense', 'Dense', { units: 3 }]),
    'out uses categoricalCrossentropy, but dense does not end in softmax.',
  ],
  [
    'no-sigmoid',
    {
      ...flowers,
      networks: {
        main: chain(
          input,
          ['dense', 'Dense', { units: 3 }],
          ['out', 'Output', { loss: 'binaryCrossentropy' }],
        ),
      },
    },
    'out uses binaryCrossentropy, but dense does not end in sigmoid.',
  ],
  [
    'softmax-loss',
    {
      ...flowers,
      networks: { main: chain(input, softmax, ['out', 'Output', { loss: 'meanSquaredError' }]) },
    },
    'out uses meanSquaredError after softmax; it learns slowly once an answer is wrong and sure.',
  ],
  [
    'one-class-softmax',
    flowersOf(['dense', 'Dense', { units: 1, activation: 'softmax' }]),
    'dense ends in softmax over one value, which is always 1, so out cannot learn.',
  ],
  [
    'sparse-target',
    { ...flowers, data: dataOf('flowers', false) },
    'out uses categoricalCrossentropy, which takes one value a class; its target is class numbers.',
  ],
  ['no-phases', trained({ phases: [] }), 'Training has no phases.'],
  [
    'unknown-procedure',
    trained({ phases: [{ ...phase, procedure: 'magic' }] }),
    'Phase 1 uses the procedure magic, which this version does not have.',
  ],
  [
    'empty-slot',
    trained({ phases: [{ ...phase, networks: {} }] }),
    'Phase 1: gradient needs a network for network.',
  ],
  [
    'slot-network',
    trained({ phases: [{ ...phase, networks: { network: 'gone' } }] }),
    'Phase 1 puts gone into network, but the document has no such network.',
  ],
  [
    'frozen-node',
    trained({ phases: [{ ...phase, frozen: ['gone.0.conv'] }] }),
    'A phase freezes gone.0.conv, which is no node of its networks.',
  ],
  [
    'unknown-weights',
    startingFrom('elsewhere'),
    'main starts from the weights elsewhere, which this version does not have.',
  ],
  [
    'training-value',
    trained({ batchSize: 0 }),
    'Training: batchSize is 0; it takes a whole number from 1 to 65,536.',
  ],
  [
    'memory',
    flowersOf(['wide', 'Dense', { units: 40_000 }], ['deep', 'Dense', { units: 40_000 }], softmax),
    'Training main needs about 25.6 GB; 8 GB is the most that a page can use.',
  ],
  [
    'memory-high',
    flowersOf(['wide', 'Dense', { units: 15_000 }], ['deep', 'Dense', { units: 15_000 }], softmax),
    'Training main needs about 3.61 GB, which not every computer has.',
  ],
];

const allProblems = (code: string, document: Document) => {
  if (code !== 'no-network' && code !== 'share-shape') return check(document, world).problems;
  try {
    lower(document, code === 'no-network' ? 'nothing' : 'main');
  } catch (error) {
    if (error instanceof LowerError) return error.problems;
  }
  return [];
};

describe('a problem', () => {
  it.each(rows)('%s is found and worded', (code, document, message) => {
    const found = allProblems(code, document).find((problem) => problem.code === code);
    expect(found?.message).toBe(message);
    expect(found?.hint).toMatch(/^[A-Z].*\.$/);
    expect(found?.hint).not.toMatch(/\{\w+\}/);
  });

  it('has a row here for every code, but for those that other rules never let through', () => {
    const tested = new Set(rows.map(([code]) => code));
    const unreached = Object.keys(problemWords).filter((code) => !tested.has(code));
    // `missing-value` guards rules that are called without inputs.
    expect(unreached).toEqual(['missing-value']);
  });
});
