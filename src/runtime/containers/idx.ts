/** IDX, the format of MNIST: a magic number, the sizes of the axes, then numbers in big-endian order. */
import { FilesError } from '../files/problems';

const readers = {
  8: (view: DataView, at: number) => view.getUint8(at),
  9: (view: DataView, at: number) => view.getInt8(at),
  11: (view: DataView, at: number) => view.getInt16(at),
  12: (view: DataView, at: number) => view.getInt32(at),
  13: (view: DataView, at: number) => view.getFloat32(at),
  14: (view: DataView, at: number) => view.getFloat64(at),
} as const;
const widths = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 } as const;

export interface NumberArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array | Int32Array | Float32Array;
}

/** Whether a file begins like IDX. */
export const isIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 8 &&
  bytes[0] === 0 &&
  bytes[1] === 0 &&
  bytes[2]! in widths &&
  bytes[3]! >= 1 &&
  bytes[3]! <= 8;

/** Throws a `FilesError` for bytes that are not a whole IDX file. */
export function readIdx(bytes: Uint8Array, name: string): NumberArray {
  if (!isIdx(bytes)) throw new FilesError(`${name} does not begin like an IDX file.`);
  const type = bytes[2] as keyof typeof widths; // looked at in `isIdx`
  const axes = bytes[3]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + 4 * axes;
  if (bytes.length < start) throw new FilesError(`${name} ends inside its header.`);
  const shape = Array.from({ length: axes }, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((product, size) => product * size, 1);
  if (start + count * widths[type] !== bytes.length) {
    throw new FilesError(
      `${name} holds ${bytes.length} bytes; its header of ${shape.join(' × ')} values speaks of ${start + count * widths[type]}.`,
    );
  }
  if (type === 8) return { shape, values: bytes.subarray(start) };
  const values = type >= 13 ? new Float32Array(count) : new Int32Array(count);
  for (let i = 0; i < count; i++) values[i] = readers[type](view, start + i * widths[type]);
  return { shape, values };
}
