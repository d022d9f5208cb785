/** Small ONNX graphs over sequences. */
import { type Graph, int, int64, ints, node, scalar } from './onnx-graph';

export const sequenceGraphs: Readonly<Record<string, Graph>> = {
  'a layer normalization in nine operators, as before opset 17': {
    input: [3, 6],
    nodes: [
      node('ReduceMean', ['x'], 'm', { axes: ints(-1) }),
      node('Sub', ['x', 'm'], 's'),
      node('Pow', ['s', 'two'], 'p'),
      node('ReduceMean', ['p'], 'v', { axes: ints(-1) }),
      node('Add', ['v', 'epsilon'], 'e'),
      node('Sqrt', ['e'], 'r'),
      node('Div', ['s', 'r'], 'd'),
      node('Mul', ['d', 'g'], 'q'),
      node('Add', ['q', 'b'], 'y'),
    ],
    weights: { two: scalar('two', 2), epsilon: scalar('epsilon', 1e-5), g: [6], b: [6] },
    output: 'y',
    rank: 3,
  },
  'an LSTM over [batch, time], its last step': {
    input: [5, 3],
    nodes: [
      node('Transpose', ['x'], 't', { perm: ints(1, 0, 2) }),
      node('LSTM', ['t', 'w', 'r', 'b'], ['all', 'last'], { hidden_size: int(4) }),
      node('Squeeze', ['last', 'zero'], 'y'),
    ],
    weights: { w: [1, 16, 3], r: [1, 16, 4], b: [1, 32], zero: int64('zero', 0) },
    output: 'y',
    rank: 2,
  },
  "a GRU of PyTorch's kind, every step": {
    input: [5, 3],
    nodes: [
      node('Transpose', ['x'], 't', { perm: ints(1, 0, 2) }),
      node('GRU', ['t', 'w', 'r', 'b'], ['all'], {
        hidden_size: int(4),
        linear_before_reset: int(1),
      }),
      node('Squeeze', ['all', 'one'], 's'),
      node('Transpose', ['s'], 'y', { perm: ints(1, 0, 2) }),
    ],
    weights: { w: [1, 12, 3], r: [1, 12, 4], b: [1, 24], one: int64('one', 1) },
    output: 'y',
    rank: 3,
  },
  'GELU in five operators, as PyTorch writes it': {
    input: [4, 6],
    nodes: [
      node('Div', ['x', 'root'], 'd'),
      node('Erf', ['d'], 'e'),
      node('Add', ['e', 'one'], 'a'),
      node('Mul', ['x', 'a'], 'm'),
      node('Mul', ['m', 'half'], 'y'),
    ],
    weights: { root: scalar('root', Math.SQRT2), one: scalar('one', 1), half: scalar('half', 0.5) },
    output: 'y',
    rank: 3,
  },
  'positions added, their mean and the last of them': {
    input: [5, 4],
    nodes: [
      node('Add', ['x', 'p'], 'a'),
      node('ReduceMean', ['a'], 'm', { axes: ints(1), keepdims: int(0) }),
      node('Gather', ['a', 'last'], 'g', { axis: int(1) }),
      node('Sub', ['m', 'g'], 'y'),
    ],
    weights: {
      p: [1, 5, 4],
      last: { name: 'last', shape: [], values: BigInt64Array.of(-1n), dtype: 'int64' },
    },
    output: 'y',
    rank: 2,
  },
  'an LSTM of PyTorch that walks both ways from zeros': {
    input: [5, 3],
    nodes: [
      node('Shape', ['x'], 'shape'),
      node('Gather', ['shape', 'zero'], 'batch'),
      node('Concat', ['two', 'batch', 'four'], 'sizes', { axis: int(0) }),
      node('ConstantOfShape', ['sizes'], 'h'),
      node('Transpose', ['x'], 't', { perm: ints(1, 0, 2) }),
      node('LSTM', ['t', 'w', 'r', 'b', '', 'h', 'h'], ['all'], {
        hidden_size: int(4),
        direction: { text: 'bidirectional' },
      }),
      node('Transpose', ['all'], 'u', { perm: ints(0, 2, 1, 3) }),
      node('Reshape', ['u', 'both'], 's'),
      node('Transpose', ['s'], 'y', { perm: ints(1, 0, 2) }),
    ],
    weights: {
      ...{ w: [2, 16, 3], r: [2, 16, 4], b: [2, 32] },
      ...{ zero: int64('zero', 0), two: int64('two', 2), four: int64('four', 4) },
      both: int64('both', 0, 0, -1),
    },
    output: 'y',
    rank: 3,
  },
  'the last states of a GRU that walks both ways': {
    input: [5, 3],
    nodes: [
      node('Transpose', ['x'], 't', { perm: ints(1, 0, 2) }),
      node('GRU', ['t', 'w', 'r', 'b'], ['', 'last'], {
        ...{ hidden_size: int(4), linear_before_reset: int(1) },
        direction: { text: 'bidirectional' },
      }),
      node('Transpose', ['last'], 'y', { perm: ints(1, 0, 2) }),
    ],
    weights: { w: [2, 12, 3], r: [2, 12, 4], b: [2, 24] },
    output: 'y',
    rank: 3,
  },
};
