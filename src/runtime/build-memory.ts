/** What training will hold in memory, said before the first step instead of by a crash. */
import { stillCalls, stillPart } from '../compiler/freezing';
import type { Program } from '../compiler/program';
import { RunFailure } from './failure';
import type { BackendId } from './protocol';

const size = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((a, b) => a * (b ?? 1), 1);

/**
 * Bytes that one training step needs: each weight with its gradient and two optimizer slots, each activation
 * with its gradient, and the widest layer's columns (convolutions unfold their input).
 */
export function trainingBytes(program: Program, batchSize: number): number {
  // The still part has no gradients and is computed in batches of its own.
  const still = stillPart(program, stillCalls(program))?.calls;
  let weights = 0;
  let activations = 0;
  let widest = 0;
  for (const call of program.calls) {
    if (still?.has(call.id)) continue;
    if (!call.sharesWith) weights += call.weights.reduce((sum, w) => sum + size(w.shape), 0);
    for (const shape of [call.outputShape, ...Object.values(call.moreOutputs ?? {})])
      activations += size(shape);
    const kernel =
      call.kind === 'Conv2D' ? call.weights.find((w) => w.name === 'kernel') : undefined;
    if (kernel) {
      const positions = size(call.outputShape.slice(0, -1));
      widest = Math.max(widest, positions * size(kernel.shape.slice(0, -1)));
    }
  }
  return 4 * (weights * 4 + batchSize * (activations * 2 + widest));
}

/** What a backend can be expected to have; a browser does not say. */
const limits: Readonly<Record<BackendId, number>> = {
  webgpu: 6e9,
  webgl: 4e9,
  wasm: 2e9,
  cpu: 3e9,
};

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toPrecision(2)} GB`;

/** Throws a `RunFailure` of code `memory` where a step needs more than the backend has. */
export function requireMemory(
  programs: readonly Program[],
  batchSize: number,
  backend: BackendId,
  limit = limits[backend],
): void {
  const needed = programs.reduce((sum, program) => sum + trainingBytes(program, batchSize), 0);
  if (needed <= limit) return;
  throw new RunFailure({
    code: 'memory',
    message: `One training step needs about ${gigabytes(needed)}; ${backend} has about ${gigabytes(limit)}.`,
    hint: 'Use a smaller batch, fewer units or filters, or smaller inputs.',
  });
}
