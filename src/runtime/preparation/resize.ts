import type { Column } from '../dataset';
import { defineStep } from './step';

interface Tap {
  readonly from: number;
  readonly weight: number;
}

type Method = 'area' | 'nearest';

/** Which old rows (or columns) make each new one, and with what share; shares of one new row sum to 1. */
function taps(from: number, to: number, method: Method): readonly (readonly Tap[])[] {
  const ratio = from / to;
  const tapsOf = method === 'nearest' ? centre : ratio < 1 ? blended : covered;
  return Array.from({ length: to }, (_, i) => tapsOf(i, ratio, from));
}

const centre = (i: number, ratio: number): readonly Tap[] => [
  { from: Math.floor((i + 0.5) * ratio), weight: 1 },
];

function covered(i: number, ratio: number, from: number): readonly Tap[] {
  const start = i * ratio;
  const end = start + ratio;
  const parts: Tap[] = [];
  for (let k = Math.floor(start); k < Math.min(from, Math.ceil(end - 1e-9)); k++) {
    parts.push({ from: k, weight: (Math.min(k + 1, end) - Math.max(k, start)) / ratio });
  }
  return parts;
}

/** Areas would enlarge in blocks. Between the centres of the two nearest, which beyond the edge are one. */
function blended(i: number, ratio: number, from: number): readonly Tap[] {
  const at = Math.min(Math.max((i + 0.5) * ratio - 0.5, 0), from - 1);
  const before = Math.floor(at);
  const weight = at - before;
  if (weight === 0) return [{ from: before, weight: 1 }];
  return [
    { from: before, weight: 1 - weight },
    { from: before + 1, weight },
  ];
}

/** An array of the same type. */
export function emptyLike(values: Column['values'], length: number): Column['values'] {
  if (values instanceof Uint8Array) return new Uint8Array(length);
  return values instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
}

/** Averages are rounded where the values are whole numbers, so that bytes stay bytes. */
export const resize = defineStep<{ size: readonly [number, number]; method: Method }>({
  kind: 'Resize',
  run: ({ size: [rows, columns], method }, { column, count }) => {
    const [height, width, channels] = column.shape as readonly [number, number, number];
    const down = taps(height, rows, method);
    const across = taps(width, columns, method);
    const values = emptyLike(column.values, count * rows * columns * channels);
    const round = values instanceof Float32Array ? (x: number) => x : Math.round;
    let to = 0;
    for (let n = 0; n < count; n++) {
      const sample = n * height * width * channels;
      for (const rowTaps of down) {
        for (const columnTaps of across) {
          for (let c = 0; c < channels; c++) {
            let sum = 0;
            for (const y of rowTaps) {
              for (const x of columnTaps) {
                const at = sample + (y.from * width + x.from) * channels + c;
                sum += column.values[at]! * y.weight * x.weight;
              }
            }
            values[to++] = round(sum);
          }
        }
      }
    }
    return { ...column, shape: [rows, columns, channels], values };
  },
});
