/** What no example of a single kind shows: every layer that TimeDistributed takes, padding, pools over zeros. */
import { layerByKind } from '../../../src/compiler/layers/all';
import { timeDistributed } from '../../../src/compiler/layers/time-distributed';
import {
  chain,
  documentOf,
  type NodeRow,
  networkOfRows,
} from '../../../src/compiler/testing/documents';
import { exampleDocument } from '../../../src/compiler/testing/example';
import type { ExportCase } from './example-exports';

/** The examples of a layer for every step of three, the first of them also for every step of any number. */
function steps(id: string, params: object): ExportCase[] {
  return (layerByKind(id)?.examples ?? []).flatMap(({ config, inputs, output }, i) => {
    const fits = Object.keys(config).every((name) => Object.hasOwn(params, name));
    if (inputs.length !== 1 || !fits) return [];
    return (i === 0 ? [3, null] : [3]).map((count) => {
      const layer = { id, ...config };
      const document = exampleDocument('TimeDistributed', {
        config: { layer },
        inputs: [[count, ...inputs[0]!]],
        output: [count, ...output],
      });
      const title = `TimeDistributed ${count ?? 'any'} × ${JSON.stringify(layer)}`;
      return { kind: 'TimeDistributed', title, document };
    });
  });
}

const everyStep = Object.entries(timeDistributed.params.layer.choices).flatMap(([id, { params }]) =>
  steps(id, params),
);

const tokens: NodeRow = ['tokens', 'Input', { shape: [7], dtype: 'int32' }];
const words = (id: string): NodeRow => [
  id,
  'Embedding',
  { inputDim: 4, outputDim: 6, maskZero: true },
];
const attends = (config: object): NodeRow => [
  'attends',
  'MultiHeadAttention',
  { numHeads: 2, keyDim: 3, ...config },
];

const lstm = { id: 'LSTM', units: 3 };

/** Recurrent layers, every way that they go over padding. */
const walks: readonly NodeRow[] = [
  ...['SimpleRNN', 'LSTM', 'GRU'].flatMap((kind): NodeRow[] => [
    [kind, kind, { units: 3 }],
    [kind, kind, { units: 3, returnSequences: true }],
  ]),
  ['LSTM', 'LSTM', { units: 3, returnSequences: true, goBackwards: true }],
  ['both', 'Bidirectional', { layer: lstm, mergeMode: 'sum' }],
  ['both', 'Bidirectional', { layer: { ...lstm, returnSequences: true } }],
  ['both', 'Bidirectional', { layer: { ...lstm, returnSequences: true, goBackwards: true } }],
  [
    'stack',
    'RNN',
    {
      cells: [
        { id: 'LSTMCell', units: 3 },
        { id: 'GRUCell', units: 2 },
      ],
    },
  ],
  [
    'stack',
    'RNN',
    {
      cells: [
        { id: 'SimpleRNNCell', units: 3 },
        { id: 'LSTMCell', units: 2 },
      ],
      returnSequences: true,
      goBackwards: true,
    },
  ],
];

/** What stands between tokens, of which every fourth is padding, and the output. */
const padded: readonly (readonly [string, readonly NodeRow[], readonly string[]])[] = [
  ['self-attention', [words('a'), attends({})], ['a>attends', 'attends>out']],
  [
    'causal attention and its scores',
    [
      words('a'),
      attends({ useCausalMask: true, returnAttentionScores: true }),
      ['scores', 'Output', {}],
    ],
    ['a>attends', 'attends>out', 'attends:scores>scores'],
  ],
  [
    'attention to another sequence and its keys',
    [words('a'), words('b'), words('c'), attends({ useGate: true })],
    ['a>attends', 'b>attends:value', 'c>attends:key', 'attends>out'],
  ],
  [
    'attention to a sequence without padding',
    [words('a'), ['b', 'Embedding', { inputDim: 4, outputDim: 6 }], attends({})],
    ['a>attends', 'b>attends:value', 'attends>out'],
  ],
  ...['Attention', 'AdditiveAttention'].map(
    (kind) =>
      [
        kind,
        [words('a'), words('b'), ['attends', kind, {}]],
        ['a>attends', 'b>attends:value', 'attends>out'],
      ] as const,
  ),
  [
    'an encoder block and a mean',
    [
      words('a'),
      attends({}),
      ['sum', 'Add'],
      ['norm', 'LayerNormalization'],
      ['each', 'TimeDistributed', { layer: { id: 'Dense', units: 6, activation: 'relu' } }],
      ['mean', 'GlobalAveragePooling1D', { keepdims: true }],
    ],
    ['a>attends', 'a>sum', 'attends>sum', 'sum>norm', 'norm>each', 'each>mean', 'mean>out'],
  ],
  [
    'sequences one after the other',
    [
      words('a'),
      ['b', 'Embedding', { inputDim: 4, outputDim: 6 }],
      ['both', 'Concatenate', { axis: 1 }],
      ['mean', 'MaskedMean'],
    ],
    ['a>both', 'b>both', 'both>mean', 'mean>out'],
  ],
  ...[{}, { returnSequences: true, goBackwards: true }].map(
    (config) =>
      [
        `ConvLSTM2D ${JSON.stringify(config)}`,
        [
          words('a'),
          ['each', 'TimeDistributed', { layer: { id: 'Reshape', targetShape: [2, 3, 1] } }],
          ['walk', 'ConvLSTM2D', { filters: 2, kernelSize: [2, 3], padding: 'same', ...config }],
        ],
        ['a>each', 'each>walk', 'walk>out'],
      ] as const,
  ),
  ...walks.map(
    (walk) =>
      [
        walk
          .slice(1)
          .map((part) => JSON.stringify(part))
          .join(' '),
        [words('a'), walk],
        [`a>${walk[0]}`, `${walk[0]}>out`],
      ] as const,
  ),
  [
    'a sample of padding alone',
    [
      ['none', 'Embedding', { inputDim: 1, outputDim: 3, maskZero: true }],
      ['walk', 'LSTM', { units: 3, returnState: true }],
      ['cell', 'Output', {}],
      ['both', 'Bidirectional', { layer: { ...lstm, returnSequences: true } }],
      ['steps', 'Output', {}],
    ],
    ['none>walk', 'walk>out', 'walk:cell>cell', 'none>both', 'both>steps'],
  ],
  [
    'LSTM and GRU from given states',
    [
      words('a'),
      words('b'),
      ['first', 'LSTM', { units: 3, returnState: true }],
      ['second', 'LSTM', { units: 3, initialState: true, returnState: true, goBackwards: true }],
      ['third', 'GRU', { units: 3, initialState: true, returnSequences: true }],
      ['cell', 'Output', {}],
      ['steps', 'Output', {}],
    ],
    [
      'a>first',
      'b>second',
      'first:hidden>second:hidden',
      'first:cell>second:cell',
      'b>third',
      'second>third:hidden',
      'second>out',
      'second:cell>cell',
      'third>steps',
    ],
  ],
  [
    'Masking',
    [
      // Half of all steps come out as zero.
      ['numbers', 'Embedding', { inputDim: 4, outputDim: 1 }],
      ['half', 'ReLU', {}],
      ['mask', 'Masking', {}],
      attends({}),
    ],
    ['numbers>half', 'half>mask', 'mask>attends', 'attends>out'],
  ],
];

const overPadding = padded.map(([title, nodes, edges]): ExportCase => {
  const embeddings = nodes.filter(([, kind]) => kind === 'Embedding').map(([id]) => `tokens>${id}`);
  const network = networkOfRows(
    [tokens, ...nodes, ['out', 'Output', {}]],
    [...embeddings, ...edges],
  );
  return { kind: 'padding', title: `padding: ${title}`, document: documentOf(network) };
});

/** First states, and a walk backwards, of a layer that the formats write step by step. */
const started: ExportCase = {
  kind: 'ConvLSTM2D',
  title: 'ConvLSTM2D from given states',
  document: exampleDocument('ConvLSTM2D', {
    config: {
      filters: 2,
      kernelSize: [2, 2],
      dilationRate: [2, 2],
      initialState: true,
      returnState: true,
      goBackwards: true,
    },
    inputs: [
      [3, 5, 4, 2],
      [3, 2, 2],
      [3, 2, 2],
    ],
    ports: ['in', 'hidden', 'cell'],
    output: [3, 2, 2],
  }),
};

/** Zeros around numbers that are negative as often as not, which runtimes like to hand on to the pool. */
const pools = ['MaxPooling', 'AveragePooling'].map((kind): ExportCase => {
  const network = chain(
    ['in', 'Input', { shape: [5, 5, 2] }],
    ['pad', 'ZeroPadding2D', { padding: [1, 1, 1, 1] }],
    ['pool', `${kind}2D`, { poolSize: [2, 2] }],
    ['out', 'Output'],
  );
  return { kind, title: `${kind} over zeros`, document: documentOf(network) };
});

export const networks: readonly ExportCase[] = [...everyStep, ...overPadding, started, ...pools];
