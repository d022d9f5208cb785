/** Masks of padded steps against Keras 3.15.1 on JAX, with weights by `setByFormula`. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { lower } from '../compiler/lower';
import { documentOf, type NodeRow, networkOfRows } from '../compiler/testing/documents';
import { buildModel } from './build';
import { setByFormula, slopes } from './testing/layer-model';
import { useWasm } from './testing/wasm';

beforeAll(useWasm);

const words: NodeRow = ['words', 'Embedding', { inputDim: 4, outputDim: 2, maskZero: true }];
const others: NodeRow = ['others', 'Embedding', { inputDim: 4, outputDim: 2, maskZero: true }];
const open: NodeRow = ['others', 'Embedding', { inputDim: 4, outputDim: 2 }];
const mean: NodeRow = ['mean', 'GlobalAveragePooling1D'];

/** A name, the nodes between tokens and Output, further edges, and what Keras prints. */
const rows: readonly (readonly [string, readonly NodeRow[], readonly string[], number[]])[] = [
  [
    'GRU holds its state over padding',
    [words, ['gru', 'GRU', { units: 2, returnSequences: true }]],
    ['words>gru', 'gru>out'],
    [
      0.096222, 0.327644, 0.072972, 0.400132, -0.045536, 0.393153, -0.045536, 0.393153, -0.045536,
      0.393153, -0.004325, 0.234915, -0.004325, 0.234915, -0.098882, 0.300016, 0.050154, 0.462274,
      0.050154, 0.462274,
    ],
  ],
  [
    'LSTM ends with the last step that counts',
    [words, ['lstm', 'LSTM', { units: 2 }]],
    ['words>lstm', 'lstm>out'],
    [-0.053522, 0.17659, -0.063751, 0.109027],
  ],
  [
    'LSTM skips padding backwards',
    [words, ['lstm', 'LSTM', { units: 2, goBackwards: true }]],
    ['words>lstm', 'lstm>out'],
    [-0.029849, 0.107922, 0.008915, 0.155577],
  ],
  [
    'Bidirectional gives zeros at padding',
    [words, ['both', 'Bidirectional', { layer: { id: 'GRU', units: 2, returnSequences: true } }]],
    ['words>both', 'both>out'],
    [
      0.096222, 0.327644, -0.499811, -0.160006, 0.072972, 0.400132, -0.426728, -0.18843, -0.045536,
      0.393153, -0.287352, -0.142606, 0, 0, 0, 0, 0, 0, 0, 0, -0.004325, 0.234915, -0.507286,
      -0.184047, 0, 0, 0, 0, -0.098882, 0.300016, -0.400774, -0.135246, 0.050154, 0.462274,
      -0.172744, 0.00265, 0, 0, 0, 0,
    ],
  ],
  [
    'GlobalAveragePooling1D counts no padding',
    [words, mean],
    ['words>mean', 'mean>out'],
    [0.027689, 0.018176, 0.027689, 0.018176],
  ],
  [
    'TimeDistributed hands the mask on',
    [words, ['each', 'TimeDistributed', { layer: { id: 'Dense', units: 2 } }], mean],
    ['words>each', 'each>mean', 'mean>out'],
    [-0.481457, -0.198127, -0.481457, -0.198126],
  ],
  [
    'Add counts a step that one of its inputs counts',
    [words, others, ['add', 'Add'], mean],
    ['words>add', 'others>add', 'add>mean', 'mean>out'],
    [0.002377, 0.014477, 0.002377, 0.014477],
  ],
  [
    'Concatenate along the steps joins masks, an input without one counting whole',
    [words, open, ['join', 'Concatenate', { axis: 1 }], mean],
    ['words>join', 'others>join', 'join>mean', 'mean>out'],
    [0.115009, 0.110011, 0.115009, 0.110011],
  ],
];

it.each(rows)('%s', (_, nodes, edges, expected) => {
  const embeddings = nodes.filter(([, kind]) => kind === 'Embedding').map(([id]) => `tokens>${id}`);
  const network = networkOfRows(
    [['tokens', 'Input', { shape: [5], dtype: 'int32' }], ...nodes, ['out', 'Output']],
    [...embeddings, ...edges],
  );
  const model = buildModel(lower(documentOf(network)), { seed: 1 });
  setByFormula(model);
  const tokens = tf.tensor2d([3, 1, 2, 0, 0, 1, 0, 2, 3, 0], [2, 5], 'int32');
  const found = model.forward({ tokens }, { training: false }).out!.dataSync();
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 5));
  const loss = () => {
    const { out } = model.forward({ tokens }, { training: true });
    return tf.sum(tf.sin(tf.mul(out!, 3))) as tf.Scalar; // a sum over all axes
  };
  const { exact, numeric } = slopes(model, loss);
  expect(exact / numeric).toBeCloseTo(1, 1);
  model.dispose();
});

it('Masking lets LSTM skip steps of nothing but its value', () => {
  const network = networkOfRows(
    [
      ['x', 'Input', { shape: [4, 2] }],
      ['mask', 'Masking'],
      ['lstm', 'LSTM', { units: 2 }],
      ['out', 'Output'],
    ],
    ['x>mask', 'mask>lstm', 'lstm>out'],
  );
  const model = buildModel(lower(documentOf(network)), { seed: 1 });
  setByFormula(model);
  // The third step of the first sample and the last of the second are padding.
  const isPadding = (i: number) => i === 4 || i === 5 || i === 14 || i === 15;
  const values = Array.from({ length: 16 }, (_, i) => (isPadding(i) ? 0 : Math.cos(i)));
  const x = tf.tensor(values, [2, 4, 2]);
  const found = model.forward({ x }, { training: false }).out!.dataSync();
  [0.061366, -0.021552, 0.034666, -0.091304].forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 5);
  });
  model.dispose();
});
