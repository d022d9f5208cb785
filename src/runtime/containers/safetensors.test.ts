import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, SafetensorsError, writeSafetensors } from './safetensors';

const sample = () => ({
  tensors: new Map([
    [
      'main.a.kernel',
      { dtype: 'float32' as const, shape: [2, 2], values: Float32Array.of(1, -2, 0.5, 3) },
    ],
    ['step', { dtype: 'int32' as const, shape: [], values: Int32Array.of(41) }],
    ['mask', { dtype: 'uint8' as const, shape: [3], values: Uint8Array.of(1, 0, 1) }],
  ]),
  metadata: { format: 'test' },
});

describe('safetensors', () => {
  it('gives back what was written', () => {
    const { tensors, metadata } = readSafetensors(writeSafetensors(sample()));
    expect(tensors).toEqual(sample().tensors);
    expect(metadata).toEqual({ format: 'test' });
  });

  it('follows the published layout: little-endian length, JSON, values', () => {
    const bytes = writeSafetensors(sample());
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(header['main.a.kernel']).toEqual({ dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] });
    expect(new DataView(bytes.buffer).getFloat32(8 + length + 4, true)).toBe(-2);
  });

  it('refuses a name that comes twice, which the format forbids', () => {
    const entry = '{"dtype":"U8","shape":[1],"data_offsets":[0,1]}';
    const header = new TextEncoder().encode(`{"fc.weight":${entry},"fc.weight":${entry}}`);
    const bytes = new Uint8Array([header.length, ...Array<number>(7).fill(0), ...header, 1]);
    expect(() => readSafetensors(bytes)).toThrow('describes fc.weight twice');
  });

  it('reads or refuses any bytes, and nothing else', () => {
    const whole = writeSafetensors(sample());
    const damaged = fc
      .tuple(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255))))
      .map(([length, changes]) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        return bytes.slice(0, length);
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), damaged), (bytes) => {
        try {
          readSafetensors(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
