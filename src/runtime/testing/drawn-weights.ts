/** Weights drawn at random for tests: fresh initial values hide swapped gamma and beta, mean and variance, gate order. */
import type { Program } from '../../compiler/program';
import type { StoredTensor } from '../containers/safetensors';
import { createRandom } from '../random';

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** By `<network>.<call>.<weight>`: variances in [0.5, 1.5], everything else normal and small enough not to saturate. */
export function drawnWeights(program: Program, seed = 1): Map<string, StoredTensor> {
  const random = createRandom(seed);
  const drawn = new Map<string, StoredTensor>();
  for (const call of program.calls) {
    if (call.sharesWith) continue;
    for (const { name, shape } of call.weights) {
      const fanIn = Math.max(1, sizeOf(shape.slice(0, -1)));
      const isVariance = /variance/i.test(name);
      const isFactor = name === 'gamma';
      const sigma = shape.length > 1 ? 1 / Math.sqrt(fanIn) : 0.3;
      const draw = (): number => {
        if (isVariance) return 0.5 + random.next();
        return (isFactor ? 1 : 0) + random.normal() * sigma;
      };
      const values = Float32Array.from({ length: sizeOf(shape) }, draw);
      drawn.set(`${program.network}.${call.id}.${name}`, { dtype: 'float32', shape, values });
    }
  }
  return drawn;
}
