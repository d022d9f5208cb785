/**
 * Values of an ONNX graph as values of a channels-last network. ONNX puts channels before height and width; instead of
 * moving axes at every operator, each value remembers which of its own axes every ONNX axis is. Transposes then cost
 * nothing, and axes of size 1 that ONNX keeps and layers drop need no layer either.
 */
import { Unsupported } from './importer';
import type { NetworkBuilder, Place } from './network-builder';

/** An ONNX axis of size 1 that the layer's value does not have. */
export const ABSENT = -1;

export interface Wire extends Place {
  /** ONNX axis `i` is axis `order[i]` of the layer's value, batch axis 0 included, or `ABSENT`. */
  readonly order: readonly number[];
  /** No value is below zero, so padding with zeros does not change a maximum. */
  readonly isPositive?: boolean;
}

/** Axes in the same order on both sides. */
export const straight = (rank: number): number[] => Array.from({ length: rank }, (_, i) => i);

/** ONNX has batch, channels, space; layers have batch, space, channels. */
export const channelsFirst = (rank: number): number[] => [
  0,
  rank - 1,
  ...straight(rank).slice(1, -1),
];

const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** Shape of the layer's value with the batch axis, which is `null`. */
function fullShape({ shape }: Place): readonly (number | null)[] {
  if (!shape) throw new Unsupported('It follows a placeholder, whose shape is unknown.');
  return [null, ...shape];
}

/** Sizes in ONNX' order; `null` for the batch and for free axes. */
export function onnxShape(wire: Wire): (number | null)[] {
  const full = fullShape(wire);
  return wire.order.map((axis) => (axis === ABSENT ? 1 : (full[axis] ?? null)));
}

/** An axis as ONNX counts it (backwards when negative) from 0. */
export function onnxAxis(wire: Wire, axis: number): number {
  const index = axis < 0 ? axis + wire.order.length : axis;
  if (index < 0 || index >= wire.order.length) {
    throw new Unsupported(`Its axis ${axis} is not among ${wire.order.length} axes.`);
  }
  return index;
}

/** The layer's axis that an ONNX axis is, as Keras counts: batch 0, the last one −1. */
export function layerAxis(wire: Wire, axis: number): number {
  const own = wire.order[onnxAxis(wire, axis)]!;
  if (own === ABSENT) throw new Unsupported(`Its axis ${axis} has size 1 and is dropped.`);
  return own === fullShape(wire).length - 1 ? -1 : own;
}

/** The value with its axes in another order: nothing, a Reshape where only sizes of 1 move, or a Permute. */
export function arranged(builder: NetworkBuilder, wire: Wire, order: readonly number[]): Wire {
  if (same(wire.order, order)) return wire;
  if (order.length !== wire.order.length) {
    throw new Unsupported(`It has ${wire.order.length} axes; ${order.length} are expected.`);
  }
  const sizes = onnxShape(wire);
  // Where the wanted order has no absent axis, every place of the layer's value is one ONNX axis.
  const wanted = straight(order.length).map((axis) => order.indexOf(axis));
  const target = wanted.map((axis) => sizes[axis] ?? null).slice(1);
  const moving = wanted.map((axis) => wire.order[axis]!).filter((axis) => axis !== ABSENT);
  if (moving[0] !== 0) throw new Unsupported('The batch is not its first axis.');
  const full = fullShape(wire);
  const isOrdered = (axes: readonly number[]): boolean =>
    axes.every((axis, i) => i === 0 || axis > axes[i - 1]!);
  const large = moving.filter((axis) => axis === 0 || full[axis] !== 1);
  if (isOrdered(large)) {
    const [place] = builder.add({
      kind: 'Reshape',
      name: `${wire.node}_reshaped`,
      config: { targetShape: target },
      inputs: [wire],
    });
    return { ...wire, ...place!, order };
  }
  const kept = wire.order.includes(ABSENT) ? arranged(builder, wire, filled(wire)) : wire;
  const dims = wanted.slice(1).map((axis) => kept.order[axis]!);
  const [place] = builder.add({
    kind: 'Permute',
    name: `${wire.node}_permuted`,
    config: { dims },
    inputs: [kept],
  });
  return { ...wire, ...place!, order };
}

/** The wire's own order with its absent axes put behind all others. */
function filled({ order }: Wire): number[] {
  let next = order.filter((axis) => axis !== ABSENT).length;
  return order.map((axis) => (axis === ABSENT ? next++ : axis));
}
