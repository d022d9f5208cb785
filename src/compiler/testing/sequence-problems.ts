/** Documents with problems of ports and sequences; `check.test.ts` asks for a row for every code. */
import type { Config, Document } from '../../graph/document';
import { chain, dataOf, documentOf, networkOfRows, training } from './documents';

/** Code, a document that has it, and the exact message. */
export type ProblemRow = readonly [code: string, document: Document, message: string];

const out = ['out', 'Output'] as const;
const lstm = (shape: readonly (number | null)[], config: Config) =>
  documentOf(chain(['x', 'Input', { shape }], ['lstm', 'LSTM', config], out));

/** Vectors of seven words, and a text step that learns its own. */
const wordDocument: Document = {
  ...documentOf({
    ...chain(
      ['input', 'Input', { shape: [3] }],
      ['words', 'Embedding', { inputDim: 9, outputDim: 4, maskZero: true }],
      ['mean', 'MaskedMean'],
      ['dense', 'Dense', { units: 3, activation: 'softmax' }],
      out,
    ),
    weights: { source: 'glove-20k-100d' },
  }),
  data: {
    ...dataOf('tastings'),
    preparation: networkOfRows(
      [
        ['sample', 'Source', { column: 'sample' }],
        ['numbers', 'TextVectorization', { maxTokens: 9, outputSequenceLength: 3 }],
        ['to-input', 'Feed', { node: 'input' }],
        ['target', 'Source', { column: 'target' }],
        ['one-hot', 'OneHot'],
        ['to-output', 'Feed', { node: 'out' }],
      ],
      ['sample>numbers', 'numbers>to-input', 'target>one-hot', 'one-hot>to-output'],
    ),
  },
  training,
};

export const sequenceProblems: readonly ProblemRow[] = [
  [
    'port-inputs',
    documentOf(
      networkOfRows(
        [['x', 'Input', { shape: [4] }], ['place', 'Network', { network: 'pair' }], out],
        ['x>place', 'x>place', 'place>out'],
      ),
      {
        networks: {
          pair: networkOfRows(
            [
              ['a', 'Input'],
              ['b', 'Input'],
              ['add', 'Add'],
              ['c', 'Output'],
            ],
            ['a>add', 'b>add', 'add>c'],
          ),
        },
      },
    ),
    'place has 2 inputs at its port in; it needs 1.',
  ],
  [
    'other-words',
    wordDocument,
    'words starts from the vectors of glove-20k-100d, but the words that it receives are numbered by another list.',
  ],
  [
    'mask-lost',
    documentOf(
      chain(
        ['tokens', 'Input', { shape: [5], dtype: 'int32' }],
        ['words', 'Embedding', { maskZero: true }],
        ['flat', 'Flatten'],
        out,
      ),
    ),
    'flat takes padded steps for values: Flatten knows no mask, and one comes from words.',
  ],
  [
    'stateful',
    lstm([6, 2], { stateful: true }),
    'lstm is stateful, but batches are drawn at random here, so each starts from zeros.',
  ],
  [
    'unroll-length',
    lstm([null, 2], { unroll: true }),
    'lstm is unrolled, which needs a fixed number of steps; x gives ?×2.',
  ],
  [
    'state-shape',
    documentOf(
      networkOfRows(
        [
          ['x', 'Input', { shape: [6, 2] }],
          ['h', 'Input', { shape: [3] }],
          ['gru', 'GRU', { units: 4, initialState: true }],
          out,
        ],
        ['x>gru', 'h>gru:hidden', 'gru>out'],
      ),
    ),
    'gru starts from states of 4; 3 arrives from h.',
  ],
];
