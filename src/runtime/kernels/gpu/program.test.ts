import { describe, expect, it } from 'vitest';
import { literal, toWgsl } from './program';
import * as programs from './programs';
import { adamState, adamWeights, momentumState, momentumWeights } from './updates';

const window = {
  inHeight: 5,
  inWidth: 5,
  inChannels: 2,
  filterHeight: 3,
  filterWidth: 3,
  strideHeight: 1,
  strideWidth: 1,
  outHeight: 3,
  outWidth: 3,
  outChannels: 4,
  outShape: [1, 3, 3, 4],
  padInfo: { top: 0, left: 0 },
};
const sizes = { rows: 2, depth: 3, columns: 4, transposeA: false, transposeB: true };

const all = [
  programs.product(sizes, [2, 4], true, 'relu'),
  programs.convolution(window, true, 'sigmoid'),
  programs.maxPoolGradient(window, [1, 5, 5, 2]),
  programs.partialSums(1000, 4, 4),
  programs.partialMoments(1000, 4, 4),
  programs.mergeMoments(1000, 4, 4),
  programs.partialNormSums(1000, 4, 4),
  programs.batchNormalize([8, 4], 4, 1e-3),
  programs.batchNormGradient([8, 4], 4, 1e-3),
  programs.batchNormScaleGradient(4, 1e-3),
  programs.rowCrossEntropy(8, 10),
  programs.crossEntropySlope(8, 10),
  adamState([3, 4]),
  adamWeights([3], 7),
  momentumState([3, 4]),
  momentumWeights([3], true),
];

describe('the GPU programs', () => {
  it.each(all.map((program) => [program.name, program] as const))(
    '%s stays within what GLSL and WGSL share, and reads every input it declares',
    (_, program) => {
      // WGSL has no `?:`, and drops unread buffers from a pipeline's layout, which then no longer fits.
      expect(program.body).not.toMatch(/\?|\bvec[234]\b|\bvar\b|\blet\b/);
      for (const input of program.inputs) expect(program.body).toContain(`get${input}(`);
      for (const uniform of program.uniforms ?? []) {
        expect(program.body).toMatch(new RegExp(`\\b${uniform}\\b`));
      }
      expect(toWgsl(program.body)).not.toMatch(/\b(float|int)\b/);
      expect(program.body).toContain('result');
    },
  );

  it('become WGSL by their declarations and conversions alone', () => {
    expect(toWgsl('float a = 1.0; for (int k = 0; k < 3; k++) { a += float(k); }')).toBe(
      'var a : f32 = 1.0; for (var k : i32 = 0; k < 3; k++) { a += f32(k); }',
    );
  });

  it('write numbers so that both languages read a float', () => {
    expect([1, 0.5, 1e-7, 12].map(literal)).toEqual(['1.0', '0.5', '1e-7', '12.0']);
  });
});
