import { describe, expect, it } from 'vitest';
import type { FileTensor } from './file-tensor';
import { unpacked } from './torch-modules';

const tensor = (name: string, ...shape: number[]): FileTensor => ({
  ...{ name, shape },
  dtype: 'F32',
  isFloat: true,
});

const walk = [
  tensor('net.walk.weight_ih_l0', 12, 5),
  tensor('net.walk.weight_hh_l0', 12, 3),
  tensor('net.walk.bias_ih_l0', 12),
  tensor('net.walk.bias_hh_l0', 12),
];
const heads = [
  tensor('net.heads.in_proj_weight', 18, 6),
  tensor('net.heads.in_proj_bias', 18),
  tensor('net.heads.out_proj.weight', 6, 6),
  tensor('net.heads.out_proj.bias', 6),
];

/** Names and shapes as they are mapped. */
const seen = (tensors: readonly FileTensor[]): Record<string, readonly number[]> =>
  Object.fromEntries(unpacked(tensors).map((part) => [part.tensor.name, part.tensor.shape]));

describe('modules of PyTorch', () => {
  it('are read as a tensor for every weight, wherever the rest of the file stands', () => {
    expect(seen([tensor('first', 2), ...walk, ...heads])).toEqual({
      first: [2],
      'net.walk.weight_ih': [5, 12],
      'net.walk.weight_hh': [3, 12],
      'net.walk.bias': [12],
      'net.heads.query_weight': [6, 6],
      'net.heads.key_weight': [6, 6],
      'net.heads.value_weight': [6, 6],
      'net.heads.output_weight': [6, 6],
      'net.heads.query_bias': [6],
      'net.heads.key_bias': [6],
      'net.heads.value_bias': [6],
      'net.heads.output_bias': [6],
    });
  });

  it('keep the offset of a GRU in two rows, its gates in the order of Keras', () => {
    const gru = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'].map((name, i) =>
      tensor(name, ...(i < 2 ? [3, 1] : [3])),
    );
    const bias = unpacked(gru).find((part) => part.tensor.name === 'bias')!;
    expect(bias.tensor.shape).toEqual([2, 3]);
    const values = bias.make([Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)]);
    expect([...values]).toEqual([2, 1, 3, 5, 4, 6]);
  });

  it.each([
    ['one of its tensors is missing', [...walk.slice(1), ...heads.slice(0, 3)]],
    ['states are projected', [...walk, tensor('net.walk.weight_hr_l0', 2, 3)]],
    ['keys have learned steps', [...heads, tensor('net.heads.bias_k', 1, 1, 6)]],
    ['shapes are of no such module', [tensor('weight_hh', 7, 3), tensor('in_proj_weight', 7, 2)]],
    ['its name would be there twice', [...walk, tensor('net.walk.bias', 12)]],
    ['sizes are zero', [tensor('weight_hh', 0, 0), tensor('weight_ih', 0, 0)]],
  ])('stay as the file has them where %s', (_, tensors) => {
    expect(unpacked(tensors).map((part) => part.tensor)).toEqual(tensors);
  });
});
