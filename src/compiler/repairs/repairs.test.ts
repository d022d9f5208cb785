import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Document } from '../../graph/document';
import { check } from '../check';
import { inferNetwork } from '../infer';
import { repairCost } from '../repair-cost';
import {
  chain,
  dataOf,
  documentOf,
  flowersOf,
  type NodeRow,
  networkOfRows,
  picturesOf,
  training,
  world,
} from '../testing/documents';
import { kindProblems } from '../testing/kind-problems';
import { judged, lintProblems } from '../testing/lint-problems';
import type { ProblemRow } from '../testing/sequence-problems';
import { sequenceProblems } from '../testing/sequence-problems';
import { repairs } from './all';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('the compiler must not load TensorFlow.js');
});

const input: NodeRow = ['input', 'Input', { shape: [4] }];
const softmax: NodeRow = ['dense', 'Dense', { units: 3, activation: 'softmax' }];
const out: NodeRow = ['out', 'Output'];
const flowers = flowersOf();
const trained = (changes: object): Document => ({
  ...flowers,
  training: { ...training, ...changes },
});
const phase = training.phases[0]!;
const loose = (id: string): Document => {
  const { main } = flowers.networks;
  const edge = { source: 'dense', output: 'out', target: 'out', input: id, index: 0 };
  return { ...flowers, networks: { main: { ...main!, edges: [...main!.edges, edge] } } };
};
const onFlowers = (main: Document['networks'][string]): Document => ({
  ...flowers,
  networks: { main },
});
const skip = (shape: number[], config: object): Document =>
  documentOf(
    networkOfRows(
      [['input', 'Input', { shape }], ['conv', 'Conv2D', config as never], ['add', 'Add'], out],
      ['input>conv', 'conv>add', 'input>add', 'add>out'],
    ),
  );

/** The three classes of flowers as tokens of an Embedding that knows so many. */
function embedded(inputDim: number): Document {
  const network = onFlowers(
    chain(
      ['input', 'Input', { shape: [] }],
      ['words', 'Embedding', { inputDim, outputDim: 4 }],
      softmax,
      out,
    ),
  );
  const data = dataOf('flowers');
  const nodes = data.preparation.nodes.map((node) =>
    node.config.column === 'sample' ? { ...node, config: { column: 'target' } } : node,
  );
  return { ...network, data: { ...data, preparation: { ...data.preparation, nodes } } };
}

/** Two inputs that meet. */
const merging = (kind: string, a: number[], b: number[], config = {}): Document =>
  documentOf(
    networkOfRows(
      [['a', 'Input', { shape: a }], ['b', 'Input', { shape: b }], ['merge', kind, config], out],
      ['a>merge', 'b>merge', 'merge>out'],
    ),
  );
const rowOf = (problems: readonly ProblemRow[], code: string): Document =>
  problems.find(([each]) => each === code)![1];

/** Nothing reaches the Input. */
const unfed = networkOfRows(
  [
    ['target', 'Source', { column: 'target' }],
    ['one-hot', 'OneHot'],
    ['to-output', 'Feed', { node: 'out' }],
  ],
  ['target>one-hot', 'one-hot>to-output'],
);

/** Code, a document with that problem, and the repairs offered, best first. */
const rows: readonly (readonly [string, Document, readonly string[]])[] = [
  ['unknown-kind', flowersOf(['magic', 'Magic'], softmax), ['delete-node']],
  [
    'dangling-edge',
    onFlowers({
      ...flowers.networks.main!,
      edges: [
        ...flowers.networks.main!.edges,
        { source: 'dense', output: 'out', target: 'gone', input: 'in', index: 0 },
      ],
    }),
    ['delete-edge'],
  ],
  [
    'delayed-edge',
    onFlowers(
      networkOfRows(
        [input, softmax, ['add', 'Activation', { activation: 'softmax' }], out],
        ['input>dense', 'dense>add', 'add>dense@1', 'add>out'],
      ),
    ),
    ['delete-edge'],
  ],
  ['unknown-port', loose('side'), ['delete-edge']],
  [
    'missing-input',
    onFlowers(networkOfRows([input, softmax, out], ['dense>out'])),
    ['connect', 'delete-node'],
  ],
  [
    'too-many-inputs',
    onFlowers(
      networkOfRows(
        [input, softmax, ['other', 'Dense', { units: 3, activation: 'softmax' }], out],
        ['input>dense', 'input>other', 'dense>out', 'other>out'],
      ),
    ),
    ['insert-merge', 'keep-first'],
  ],
  [
    'cycle',
    onFlowers(
      networkOfRows(
        [input, ['add', 'Add'], softmax, out],
        ['input>add', 'dense>add', 'add>dense', 'dense>out'],
      ),
    ),
    ['delete-back-edge', 'delay-edge'],
  ],
  ['no-input', documentOf(chain(softmax, out)), ['add-input']],
  ['no-output', documentOf(chain(input, softmax)), ['add-output']],
  [
    'unused-output',
    onFlowers(
      networkOfRows(
        [input, softmax, out, ['spare', 'Dense']],
        ['input>dense', 'dense>out', 'input>spare'],
      ),
    ),
    ['delete-node'],
  ],
  ['param-type', flowersOf(['wide', 'Dense', { units: 'ten' }], softmax), ['reset-param']],
  ['param-range', flowersOf(['wide', 'Dense', { units: 1e9 }], softmax), ['reset-param']],
  ['param-choice', flowersOf(['wide', 'Dense', { activation: 'magic' }], softmax), ['reset-param']],
  ['param-expression', flowersOf(['wide', 'Dense', { units: '=n' }], softmax), ['reset-param']],
  ['param-unknown', flowersOf(['wide', 'Dense', { colour: 1 }], softmax), ['remove-param']],
  [
    'rank',
    documentOf(chain(['input', 'Input', { shape: [64] }], ['conv', 'Conv2D'], out)),
    ['insert-reshape'],
  ],
  [
    'rank',
    documentOf(chain(['input', 'Input', { shape: [28, 28, 1] }], ['conv', 'Conv1D'], out)),
    ['insert-reshape'],
  ],
  [
    'kernel-too-large',
    documentOf(
      chain(['input', 'Input', { shape: [3, 1] }], ['conv', 'Conv1D', { kernelSize: 5 }], out),
    ),
    ['padding-same', 'smaller-window'],
  ],
  [
    'kernel-too-large',
    documentOf(
      chain(
        ['input', 'Input', { shape: [3, 3, 1] }],
        ['conv', 'Conv2D', { kernelSize: [5, 5] }],
        out,
      ),
    ),
    ['padding-same', 'smaller-window'],
  ],
  [
    'dilation-strides',
    documentOf(
      chain(
        ['input', 'Input', { shape: [9, 9, 1] }],
        ['conv', 'Conv2D', { strides: [2, 2], dilationRate: [2, 2] }],
        out,
      ),
    ),
    ['no-dilation'],
  ],
  [
    'merge-shape',
    skip([16, 16, 4], { filters: 8, strides: [2, 2], padding: 'same' }),
    ['insert-projection', 'keep-shape'],
  ],
  ['target-shape', picturesOf(['conv', 'Conv2D'], softmax), ['insert-flatten', 'insert-pooling']],
  [
    'target-classes',
    flowersOf(['dense', 'Dense', { units: 10, activation: 'softmax' }]),
    ['match-units'],
  ],
  ['no-softmax', flowersOf(['dense', 'Dense', { units: 3 }]), ['set-activation']],
  [
    'no-sigmoid',
    onFlowers(
      chain(
        input,
        ['dense', 'Dense', { units: 3 }],
        ['out', 'Output', { loss: 'binaryCrossentropy' }],
      ),
    ),
    ['set-activation'],
  ],
  [
    'one-class-softmax',
    documentOf(chain(input, ['dense', 'Dense', { units: 1, activation: 'softmax' }], out), {
      data: dataOf('flowers'),
      training,
    }),
    ['set-activation'],
  ],
  [
    'softmax-loss',
    onFlowers(chain(input, softmax, ['out', 'Output', { loss: 'meanSquaredError' }])),
    ['set-loss'],
  ],
  ['sparse-target', { ...flowers, data: dataOf('flowers', false) }, ['set-loss']],
  [
    'feed-shape',
    onFlowers(chain(['input', 'Input', { shape: [5] }], softmax, out)),
    ['match-input'],
  ],
  [
    'missing-feed',
    { ...flowers, data: { ...dataOf('flowers'), preparation: unfed } },
    ['feed-node'],
  ],
  [
    'missing-feed',
    { ...flowers, data: { ...flowers.data!, preparation: { nodes: [], edges: [] } } },
    ['feed-node'],
  ],
  ['token-range', embedded(2), ['match-tokens']],
  ['other-words', rowOf(sequenceProblems, 'other-words'), ['match-words']],
  ['no-phases', trained({ phases: [] }), ['add-phase']],
  ['unknown-procedure', trained({ phases: [{ ...phase, procedure: 'magic' }] }), ['use-gradient']],
  ['empty-slot', trained({ phases: [{ ...phase, networks: {} }] }), ['fill-slot']],
  [
    'slot-network',
    trained({ phases: [{ ...phase, networks: { network: 'gone' } }] }),
    ['fill-slot'],
  ],
  [
    'memory',
    {
      ...flowersOf(
        ['wide', 'Dense', { units: 1_000_000 }],
        ['low', 'Dense', { units: 1 }],
        softmax,
      ),
      training: { ...training, batchSize: 2048 },
    },
    ['smaller-batch'],
  ],
  [
    'memory-high',
    {
      ...flowersOf(
        ['wide', 'Dense', { units: 1_000_000 }],
        ['low', 'Dense', { units: 1 }],
        softmax,
      ),
      training: { ...training, batchSize: 512 },
    },
    ['smaller-batch'],
  ],
  ['merge-shape', merging('Add', [6, 4], [4, 6]), ['insert-permute']],
  [
    'merge-shape',
    merging('Add', [32, 32, 3], [16, 16, 3]),
    ['insert-projection', 'insert-max-pooling'],
  ],
  ['concat-shape', merging('Concatenate', [6, 4], [4, 6]), ['insert-permute']],
  ['concat-shape', merging('Concatenate', [8, 8, 3], [15, 15, 5]), ['insert-max-pooling']],
  // Along the height, pooling would leave channels that differ.
  ['concat-shape', merging('Concatenate', [8, 8, 1], [4, 4, 3], { axis: 1 }), []],
  ['sequence-length', rowOf(kindProblems, 'sequence-length'), ['match-length']],
  ['clip-limits', rowOf(kindProblems, 'clip-limits'), ['exchange-limits']],
  ['double-softmax', rowOf(lintProblems, 'double-softmax'), ['remove-softmax']],
  ['sigmoid-classes', rowOf(lintProblems, 'sigmoid-classes'), ['pair-softmax']],
  ['linear-layers', rowOf(lintProblems, 'linear-layers'), ['set-activation']],
  ['batch-one', rowOf(lintProblems, 'batch-one'), ['larger-batch', 'use-layer-norm']],
  ['dead-relu', rowOf(lintProblems, 'dead-relu'), ['reset-param']],
  ['relu-output', rowOf(lintProblems, 'relu-output'), ['set-activation']],
  ['learning-rate-high', rowOf(lintProblems, 'learning-rate-high'), ['usual-rate']],
  ['learning-rate-low', rowOf(lintProblems, 'learning-rate-low'), ['usual-rate']],
];

const find = (document: Document, code: string) =>
  check(document, world).problems.find((problem) => problem.code === code);

/** A delayed edge cannot train yet and a halved batch may not be enough: these repairs go half the way. */
const halfway = new Set(['delay-edge', 'smaller-batch']);

it('finds no fault with an Embedding that knows every class', () => {
  const codes = check(embedded(3), world).problems.map(({ code }) => code);
  expect(codes).not.toContain('token-range');
});

describe('a repair', () => {
  it.each(rows)('is offered for %s and leaves fewer problems', (code, document, ids) => {
    const problem = find(document, code);
    expect(problem?.repairs.map((repair) => repair.id)).toEqual(ids);
    const { problems } = check(document, world);
    for (const repair of problem!.repairs) {
      expect(repair.title.length).toBeLessThan(40);
      expect(repair.description).toMatch(/\.$/);
      const mended = repair.apply(document);
      expect(mended, repair.id).not.toBe(document);
      if (halfway.has(repair.id)) continue;
      expect(check(mended, world).problems.length, repair.id).toBeLessThanOrEqual(problems.length);
      const left = check(mended, world).problems;
      const isSame = (other: (typeof left)[number]) =>
        other.code === code && other.message === problem!.message;
      expect(left.some(isSame), repair.id).toBe(false);
    }
  });

  it('exists in a row here for every code that has repairs', () => {
    expect(new Set(rows.map(([code]) => code))).toEqual(new Set(Object.keys(repairs)));
  });

  it('pairs softmax with the loss for the target that there is', () => {
    const classes = judged('meanSquaredError', 'softmax');
    const numbers = { ...classes, data: dataOf('flowers', false) };
    const lossAfter = (document: Document) => {
      const [repair] = find(document, 'softmax-loss')!.repairs;
      return repair!.apply(document).networks.main!.nodes.find(({ id }) => id === 'out')!.config
        .loss;
    };
    expect(lossAfter(classes)).toBe('categoricalCrossentropy');
    expect(lossAfter(numbers)).toBe('sparseCategoricalCrossentropy');
  });

  it('by projection or by keeping the shape mends any skip over a strided convolution', () => {
    const size = fc.integer({ min: 4, max: 40 });
    const filters = fc.integer({ min: 2, max: 32 });
    const strides = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(
        fc.tuple(size, size),
        fc.tuple(filters, filters),
        strides,
        (sizes, channels, stride) => {
          const [[h, w], [from, to]] = [sizes, channels];
          const document = skip([h, w, from], { filters: to, strides: stride, padding: 'same' });
          const problem = find(document, 'merge-shape');
          if (!problem) return;
          const keep = problem.repairs.find((repair) => repair.id === 'keep-shape');
          const projection = problem.repairs.find((repair) => repair.id === 'insert-projection');
          // Strides of sizes that they do not divide may have no whole ratio; the other repair remains.
          for (const repair of [keep!, ...(projection ? [projection] : [])]) {
            expect(find(repair.apply(document), 'merge-shape')).toBeUndefined();
          }
        },
      ),
      { numRuns: 100, seed: 7 },
    );
  });

  it('inserts the projection of a residual block with filters and strides worked out', () => {
    const document = skip([32, 32, 16], { filters: 32, strides: [2, 2], padding: 'same' });
    const [projection] = find(document, 'merge-shape')!.repairs;
    const mended = projection!.apply(document);
    const node = mended.networks.main!.nodes.find(({ id }) => id === 'projection');
    expect(node).toMatchObject({
      kind: 'Conv2D',
      config: { filters: 32, kernelSize: [1, 1], strides: [2, 2], padding: 'same', useBias: false },
    });
    expect(inferNetwork(mended, 'main').nodes.get('add')?.output).toEqual([16, 16, 32]);
    expect(repairCost(document, projection!, world)).toEqual({
      problemsLeft: 0,
      parameters: 16 * 32,
      macs: 16 * 16 * 16 * 32,
    });
  });
});
