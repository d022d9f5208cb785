/**
 * Optimizer steps on a GPU: the slots of many variables lie in one flat tensor that one launch brings forward,
 * then one launch for each variable writes its weights from them.
 */
import type { GpuProgram } from './program';

export const gradientName = (index: number): string => `G${index}`;

/** Picks the gradient of flat position `j` among several inputs. */
function pick(sizes: readonly number[]): string {
  let end = 0;
  const branches = sizes.map((size, index) => {
    const start = end;
    end += size;
    return `if (j < ${end}) { g = getG${index}(j - ${start}); }`;
  });
  return branches.join(' else ');
}

/** [2, total]: the running means of gradient and square. */
export function adamState(sizes: readonly number[]): GpuProgram {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    name: 'adamState',
    inputs: ['State', ...sizes.map((_, index) => gradientName(index))],
    outputShape: [2, total],
    uniforms: ['beta1', 'beta2'],
    body: `
      int j = i % ${total};
      float g = 0.0;
      ${pick(sizes)}
      float beta = beta1;
      if (i >= ${total}) { beta = beta2; g = g * g; }
      result = beta * getState(i) + (1.0 - beta) * g;`,
  };
}

export function adamWeights(shape: readonly number[], total: number): GpuProgram {
  return {
    name: 'adamWeights',
    inputs: ['W', 'State'],
    outputShape: shape,
    uniforms: ['offset', 'rate', 'epsilon', 'keep'],
    body: `
      int at = int(offset) + i;
      result = keep * getW(i) - rate * getState(at) / (sqrt(getState(at + ${total})) + epsilon);`,
  };
}

/** [1, total]: the velocity. */
export function momentumState(sizes: readonly number[]): GpuProgram {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    name: 'momentumState',
    inputs: ['State', ...sizes.map((_, index) => gradientName(index))],
    outputShape: [1, total],
    uniforms: ['decay'],
    body: `
      int j = i;
      float g = 0.0;
      ${pick(sizes)}
      result = decay * getState(i) + g;`,
  };
}

/** `ahead` is the momentum for Nesterov's rule, else 0, and `held` how much of the velocity counts. */
export function momentumWeights(shape: readonly number[], hasState: boolean): GpuProgram {
  return {
    name: 'momentumWeights',
    inputs: hasState ? ['W', 'G', 'State'] : ['W', 'G'],
    outputShape: shape,
    uniforms: ['offset', 'rate', 'fresh', 'held'],
    body: `
      float change = fresh * getG(i);
      ${hasState ? 'change += held * getState(int(offset) + i);' : ''}
      result = getW(i) - rate * change;`,
  };
}
