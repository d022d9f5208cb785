/**
 * Orders in which other programs keep the axes of a weight. PyTorch keeps a Linear as [out, in] and a convolution as
 * [out, in, places…] (torch.nn.Linear, torch.nn.Conv2d) and projections of attention as a Linear; `torch-modules.ts`
 * takes apart what is kept together.
 */
import type { TensorData } from '../exporters/files';
import { permuted, reshaped } from '../exporters/tensors';
import type { Shape } from '../layer';
import type { Call, Program } from '../program';

/**
 * `same`: as here; `pytorch`: PyTorch's order of axes; `flattened`: that, after a Flatten whose channels come first
 * there and last here.
 */
export type LayoutId = 'same' | 'pytorch' | 'flattened';

export interface Layout {
  readonly id: LayoutId;
  /** Of the tensor in the file. */
  readonly shape: readonly number[];
  /** The same values with an axis taken apart, before their axes are moved. */
  readonly split: readonly number[];
  /** Which axis of `split` each axis is. */
  readonly order: readonly number[];
}

/** A weight with all its axes known, in every order in which it may come. */
export function layoutsOf(
  program: Program,
  call: Call,
  weight: { readonly name: string; readonly shape: readonly number[] },
): readonly Layout[] {
  const { name, shape } = weight;
  const axes = shape.map((_, axis) => axis);
  const same: Layout = { id: 'same', shape, split: shape, order: axes };
  if (call.kind === 'Dense' && name === 'kernel') return [same, ...linear(program, call, shape)];
  const isConvolution = /^(Separable)?Conv\dD(Transpose)?$/.test(call.kind);
  if (isConvolution && (name === 'kernel' || name === 'pointwiseKernel')) {
    const turned = [shape.length - 1, shape.length - 2, ...axes.slice(0, -2)];
    const split = turned.map((axis) => shape[axis]!);
    return [same, { id: 'pytorch', shape: split, split, order: inverse(turned) }];
  }
  if (call.kind === 'MultiHeadAttention') return [same, ...projection(name, shape)];
  return name === 'depthwiseKernel' ? [same, depthwise(shape)] : [same];
}

/** Heads are an axis of their own here; a Linear has the rows of one after those of the other. */
function projection(name: string, shape: readonly number[]): Layout[] {
  const [a = 1, b = 1, c = 1] = shape;
  if (/^(query|key|value)Kernel$/.test(name)) {
    return [{ id: 'pytorch', shape: [b * c, a], split: [b, c, a], order: [2, 0, 1] }];
  }
  if (name === 'outputKernel' && shape.length === 3) {
    return [{ id: 'pytorch', shape: [c, a * b], split: [c, a, b], order: [1, 2, 0] }];
  }
  if (/^(query|key|value)Bias$/.test(name)) {
    return [{ id: 'pytorch', shape: [a * b], split: [a, b], order: [0, 1] }];
  }
  return [];
}

/** `[in · multiplier, 1, places…]` there, `[places…, in, multiplier]` here. */
function depthwise(shape: readonly number[]): Layout {
  const places = shape.slice(0, -2);
  const [into, multiplier] = [shape.at(-2)!, shape.at(-1)!];
  const split = [into, multiplier, ...places];
  const order = [...places.map((_, i) => i + 2), 0, 1];
  return { id: 'pytorch', shape: [into * multiplier, 1, ...places], split, order };
}

function linear(program: Program, call: Call, shape: readonly number[]): Layout[] {
  const turned = [shape[1]!, shape[0]!];
  const plain: Layout = { id: 'pytorch', shape: turned, split: turned, order: [1, 0] };
  const picture = flattenedBefore(program, call);
  if (!picture || picture.reduce((a, b) => a * b, 1) !== shape[0]) return [plain];
  const places = picture.slice(0, -1);
  const split = [shape[1]!, picture.at(-1)!, ...places];
  const order = [...places.map((_, i) => i + 2), 1, 0];
  return [plain, { id: 'flattened', shape: turned, split, order }];
}

/** Shape of what a Flatten made the call's input of: places and channels; `undefined` where none did. */
function flattenedBefore(program: Program, call: Call): readonly number[] | undefined {
  let at: Call | undefined = call;
  do {
    const source: string | undefined = at.inputs.length === 1 ? at.inputs[0] : undefined;
    at = program.calls.find(({ id }) => id === source);
  } while (at && at.kind !== 'Flatten' && keepsPlaces(at));
  const shape = at?.kind === 'Flatten' ? at.inputShapes[0] : undefined;
  return shape && shape.length > 1 && isKnown(shape) ? shape : undefined;
}

/** A call of one input that changes values, not where they stand. */
const keepsPlaces = ({ weights, inputShapes, outputShape }: Call): boolean =>
  weights.length === 0 && inputShapes.length === 1 && inputShapes[0]!.join() === outputShape.join();

const isKnown = (shape: Shape): shape is readonly number[] =>
  shape.every((size) => typeof size === 'number');

const inverse = (order: readonly number[]): number[] => order.map((_, axis) => order.indexOf(axis));

/** Values of the file in the order of axes here, moved when they are read. */
export function arranged(
  values: Float32Array,
  { split, order }: Layout,
  shape: readonly number[],
): TensorData {
  const isMoved = order.some((axis, i) => axis !== i);
  const given = { shape: split, values };
  return reshaped(isMoved ? permuted(given, order) : given, shape);
}
