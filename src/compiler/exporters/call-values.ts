/** What rows of every format read from a call. */
import type { Shape } from '../layer';
import type { Call } from '../program';

export const number = (call: Call, name: string, otherwise = 0): number => {
  const value = call.config[name];
  return typeof value === 'number' ? value : otherwise;
};

/** A number as often as there are axes, or the numbers themselves. */
export const numbers = (call: Call, name: string, count: number): number[] => {
  const value = call.config[name];
  if (Array.isArray(value)) return value.map(Number);
  return Array.from({ length: count }, () => Number(value));
};

/** Axis from 0 with the batch, from one that counts from 1 after the batch or backwards from −1. */
export const axisOf = (axis: number, rank: number): number => (axis < 0 ? rank + axis : axis);

/** The same axis where channels come first. */
export const axisFirst = (axis: number, rank: number): number => {
  if (axis === 0) return 0;
  return axis === rank - 1 ? 1 : axis + 1;
};

export const rankOf = (call: Call): number => (call.inputShapes[0]?.length ?? 0) + 1;

export const isKnown = (shape: Shape): shape is readonly number[] =>
  shape.every((size) => size !== null);

/** Sizes for a Reshape: the batch as it comes, at most one free size worked out. */
export function targetShape(shape: Shape): number[] {
  return [0, ...shape.map((size) => size ?? -1)];
}
