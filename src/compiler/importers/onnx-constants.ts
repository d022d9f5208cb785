/**
 * Values of a graph that do not depend on its input: constants, what is computed of them, and sizes. Exporters write
 * `view(x.shape[0], -1)` as half a dozen operators on sizes; here they become the one list that Reshape wants.
 */
import { transposed } from '../exporters/tensors';
import { type Known, tensorOf } from './onnx-call';
import type { OnnxConstant, OnnxOperator } from './onnx-model';
import { onnxShape, straight } from './onnx-wire';

type Fold = (operator: OnnxOperator, inputs: readonly OnnxConstant[]) => OnnxConstant | undefined;

/** Longer lists are weights, whose arithmetic is left to the network. */
const LONGEST = 1024;

const list = (values: readonly number[]): OnnxConstant => ({ shape: [values.length], values });
const int = ({ attributes }: OnnxOperator, name: string, otherwise: number): number => {
  const value = attributes[name];
  return value && 'int' in value ? value.int : otherwise;
};

const constant: Fold = ({ attributes }) => {
  const [value] = Object.values(attributes);
  if (!value) return undefined;
  if ('tensor' in value) return value.tensor;
  if ('ints' in value) return list(value.ints);
  if ('floats' in value)
    return { shape: [value.floats.length], values: Float32Array.from(value.floats) };
  if ('int' in value) return { shape: [], values: [value.int] };
  if ('float' in value) return { shape: [], values: Float32Array.of(value.float) };
  return undefined;
};

const same: Fold = (_, [x]) => x;

const gather: Fold = (operator, [x, indices]) => {
  if (!x || !indices || x.shape.length !== 1 || int(operator, 'axis', 0) !== 0) return undefined;
  const values = Array.from(indices.values, (at) => x.values[at < 0 ? at + x.values.length : at]);
  if (values.some((value) => value === undefined)) return undefined;
  // Every value was looked up and found.
  return { shape: indices.shape, values: values as number[] };
};

/** New or dropped axes of size 1 do not matter to a list. */
const relist: Fold = (_, [x]) => x && list(Array.from(x.values));

const concat: Fold = (_, inputs) =>
  inputs.every(({ shape }) => shape.length <= 1)
    ? list(inputs.flatMap(({ values }) => Array.from(values)))
    : undefined;

/** Of the first axis, whose parts stand one after the other. */
const slice: Fold = (_, [x, starts, ends, axes, steps]) => {
  const isFirst = (axes?.values[0] ?? 0) === 0 && (steps?.values[0] ?? 1) === 1;
  if (!x || !starts || !ends || starts.values.length !== 1 || !isFirst) return undefined;
  const [length = 0, ...rest] = x.shape;
  const rows = Array.from({ length }, (_, row) => row).slice(starts.values[0], ends.values[0]);
  const size = rest.reduce((a, b) => a * b, 1);
  const from = (rows[0] ?? 0) * size;
  const values = x.values.slice(from, from + rows.length * size);
  return { shape: [rows.length, ...rest], values };
};

const transpose: Fold = ({ attributes }, [x]) => {
  if (!x) return undefined;
  const perm = attributes.perm;
  const axes = perm && 'ints' in perm ? perm.ints : straight(x.shape.length).reverse();
  return transposed(tensorOf(x), axes);
};

/** As many of one value as a shape has; the free batch counts once. */
const filled = (value: number, sizes: OnnxConstant): OnnxConstant | undefined => {
  const shape = Array.from(sizes.values, (size) => Math.max(size, 1));
  const length = shape.reduce((a, b) => a * b, 1);
  return length > LONGEST ? undefined : { shape, values: new Float32Array(length).fill(value) };
};

const constantOfShape: Fold = ({ attributes: { value } }, [sizes]) =>
  sizes && filled(value && 'tensor' in value ? (value.tensor.values[0] ?? 0) : 0, sizes);

/** Of one value; others would have to come again in their order. */
const expand: Fold = (_, [x, sizes]) => {
  const [value] = x?.values ?? [];
  if (!x || !sizes || value === undefined) return undefined;
  return Array.from(x.values).every((each) => each === value) ? filled(value, sizes) : undefined;
};

const arithmetic =
  (compute: (a: number, b: number) => number): Fold =>
  (_, [a, b]) => {
    if (!a || !b) return undefined;
    const length = Math.max(a.values.length, b.values.length);
    const fits = [a, b].every(({ values }) => values.length === length || values.length === 1);
    if (!fits || length > LONGEST) return undefined;
    const at = ({ values }: OnnxConstant, i: number): number => values[i % values.length]!;
    return {
      shape: a.values.length === length ? a.shape : b.shape,
      values: Array.from({ length }, (_, i) => compute(at(a, i), at(b, i))),
    };
  };

const folds: Readonly<Record<string, Fold>> = {
  Constant: constant,
  Identity: same,
  Cast: same,
  Gather: gather,
  Unsqueeze: relist,
  Squeeze: relist,
  Concat: concat,
  Slice: slice,
  Transpose: transpose,
  ConstantOfShape: constantOfShape,
  Expand: expand,
  Add: arithmetic((a, b) => a + b),
  Sub: arithmetic((a, b) => a - b),
  Mul: arithmetic((a, b) => a * b),
  Div: arithmetic((a, b) => Math.trunc(a / b)),
};

/** Works out an operator whose inputs are known; false where it belongs to the network. */
export function fold(operator: OnnxOperator, known: Known): boolean {
  const [name] = operator.outputs;
  const value = name ? folded(operator, known) : undefined;
  if (!name || !value) return false;
  known.constants.set(name, value);
  return true;
}

function folded(operator: OnnxOperator, { constants, wires }: Known): OnnxConstant | undefined {
  if (operator.op === 'Shape') {
    const wire = wires.get(operator.inputs[0] ?? '');
    if (!wire?.shape) return undefined;
    const sizes = onnxShape(wire);
    // Only the batch may be free: −1 stands for it, as Reshape reads it.
    const isKnown = sizes.every((size, axis) => size !== null || wire.order[axis] === 0);
    return isKnown ? list(sizes.map((size) => size ?? -1)) : undefined;
  }
  const inputs = operator.inputs.map((input) => constants.get(input));
  const all = inputs.filter((input) => input !== undefined);
  if (operator.domain !== '' || all.length < inputs.length) return undefined;
  return folds[operator.op]?.(operator, all);
}
