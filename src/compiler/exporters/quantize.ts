/** Smaller weights: IEEE halves, and bytes between the smallest and the largest value of a tensor. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Round to nearest, ties to even; beyond 65,504 infinite, as IEEE 754 has it. */
function half(value: number): number {
  float[0] = value;
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 112;
  const fraction = word & 0x7fffff;
  if (exponent === 143) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent > 0) return sign | rounded((exponent << 23) | fraction, 13);
  // Below the smallest normal half: shift the hidden one in.
  return exponent < -10 ? sign : sign | rounded(fraction | 0x800000, 14 - exponent);
}

function rounded(value: number, drop: number): number {
  const kept = value >>> drop;
  const rest = value & ((1 << drop) - 1);
  const middle = 1 << (drop - 1);
  return rest > middle || (rest === middle && (kept & 1) === 1) ? kept + 1 : kept;
}

export function toHalf(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = half(values[i]!);
  return halves;
}

export interface QuantizedInt8 {
  readonly values: Uint8Array;
  /** `value = byte · scale + min`; zero is exact wherever it lies between the limits. */
  readonly scale: number;
  readonly min: number;
  /** The byte that stands for zero. */
  readonly zeroPoint: number;
}

/** Affine quantisation over the whole tensor, nudged so that zero is a byte (Jacob et al., 2018, §2.1). */
export function quantizedInt8(source: Float32Array): QuantizedInt8 {
  let [low, high] = [0, 0];
  for (const value of source) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = (high - low) / 255 || 1;
  const zeroPoint = Math.round(-low / scale);
  const values = new Uint8Array(source.length);
  for (let i = 0; i < source.length; i++) {
    values[i] = Math.min(255, Math.max(0, Math.round(source[i]! / scale) + zeroPoint));
  }
  return { values, scale, min: -zeroPoint * scale, zeroPoint };
}
