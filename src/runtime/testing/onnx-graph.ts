/** How small ONNX graphs are written down. */
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../../compiler/exporters/files';
import { createRandom } from '../random';

const random = createRandom(7);
export const normal = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());

export interface Graph {
  readonly input: readonly number[];
  readonly nodes: readonly OnnxNode[];
  readonly weights?: Readonly<Record<string, readonly number[] | Float32Array | OnnxTensor>>;
  readonly output: string;
  /** Axes of the output with the batch; 4 where nothing is said. */
  readonly rank?: number;
}

export const node = (
  op: string,
  inputs: readonly string[],
  output: string | readonly string[],
  attributes: Readonly<Record<string, OnnxAttribute>> = {},
): OnnxNode => ({
  name: `${op}_${typeof output === 'string' ? output : output.join('_')}`,
  op,
  inputs,
  outputs: typeof output === 'string' ? [output] : output,
  attributes,
});
export const ints = (...values: number[]): OnnxAttribute => ({ ints: values });
export const int = (value: number): OnnxAttribute => ({ int: value });
export const int64 = (name: string, ...values: number[]): OnnxTensor => ({
  name,
  shape: [values.length],
  values: BigInt64Array.from(values, BigInt),
  dtype: 'int64',
});

export const scalar = (name: string, value: number): OnnxTensor => ({
  ...{ name, shape: [], values: Float32Array.of(value) },
  dtype: 'float32',
});
