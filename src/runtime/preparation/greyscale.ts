import { emptyLike } from './resize';
import { defineStep } from './step';

/** Luma of ITU-R BT.601; pictures that have one channel already stay as they are. */
const weights = [0.299, 0.587, 0.114];

export const greyscale = defineStep<Record<string, never>>({
  kind: 'Greyscale',
  run: (_config, { column, count }) => {
    const [height, width, channels] = column.shape as readonly [number, number, number];
    if (channels < 3)
      return { ...column, shape: [height, width, 1], values: firstOf(column.values, channels) };
    const values = emptyLike(column.values, count * height * width);
    const round = values instanceof Float32Array ? (x: number) => x : Math.round;
    for (let i = 0; i < values.length; i++) {
      const at = i * channels;
      values[i] = round(weights.reduce((sum, w, c) => sum + w * column.values[at + c]!, 0));
    }
    return { ...column, shape: [height, width, 1], values };
  },
});

/** The first of several channels, without opacity. */
function firstOf<T extends Uint8Array | Int32Array | Float32Array>(values: T, channels: number): T {
  return channels === 1 ? values : (values.filter((_, i) => i % channels === 0) as T); // keeps its type
}
