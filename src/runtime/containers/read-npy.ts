/** NumPy's array files as numbers that a network takes. */
import { parse } from 'npyjs';
import { FilesError } from '../files/problems';
import type { NumberArray } from './idx';

/** Throws a `FilesError` for bytes that are not a whole array of numbers. */
export function readNpy(bytes: Uint8Array, name: string): NumberArray {
  const { data, shape, fortranOrder } = parsed(bytes, name);
  const count = shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(count) || data.length !== count) {
    throw new FilesError(
      `${name} holds ${data.length} numbers; its shape is ${shape.join(' × ')}.`,
    );
  }
  if (fortranOrder && shape.length > 1) {
    throw new FilesError(`${name} is in Fortran order; save it with numpy.ascontiguousarray.`);
  }
  if (data instanceof Uint8Array || data instanceof Int32Array || data instanceof Float32Array) {
    return { shape, values: data };
  }
  const numbers = Float64Array.from(data, Number);
  // Times in nanoseconds and hashes are beyond 32 bits.
  const isWhole = !(data instanceof Float64Array) && numbers.every((n) => n === (n | 0));
  return { shape, values: isWhole ? Int32Array.from(numbers) : Float32Array.from(numbers) };
}

type Numbers = ArrayLike<number | bigint>;

function parsed(bytes: Uint8Array, name: string) {
  try {
    const { data, shape, fortranOrder, dtype } = parse(bytes.slice().buffer);
    if (!/^[iufb]/.test(dtype)) throw new FilesError(`${name} holds ${dtype}; expected numbers.`);
    return { data: data as unknown as Numbers, shape, fortranOrder }; // the dtype says numbers
  } catch (error) {
    if (error instanceof FilesError) throw error;
    throw new FilesError(`${name} is not an NPY array that can be read.`);
  }
}
