import { describe, expect, it } from 'vitest';
import { fans, initialValues } from './build-initializers';
import { createRandom } from './random';

const draw = (id: string, shape: number[], more = {}): Float32Array =>
  initialValues({ name: 'kernel', shape }, { kernelInitializer: { id, ...more } }, createRandom(5));

const variance = (values: Float32Array): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
};

describe('initializers', () => {
  it('count the connections of a convolution as Keras does', () => {
    expect(fans([5, 5, 6, 12])).toEqual({ fanIn: 150, fanOut: 300 });
    expect(fans([784, 10])).toEqual({ fanIn: 784, fanOut: 10 });
  });

  // Glorot & Bengio, 2010; He et al., 2015; LeCun et al., 1998.
  it.each([
    ['glorotUniform', 2 / 500],
    ['glorotNormal', 2 / 500],
    ['heUniform', 2 / 200],
    ['heNormal', 2 / 200],
    ['leCunUniform', 1 / 200],
    ['leCunNormal', 1 / 200],
  ])('%s has the published variance', (id, expected) => {
    expect(variance(draw(id, [200, 300])) / expected).toBeCloseTo(1, 1);
  });

  it('orthogonal columns are of unit length and at right angles', () => {
    const [rows, columns] = [7, 4];
    const q = draw('orthogonal', [rows, columns]);
    for (let a = 0; a < columns; a++) {
      for (let b = 0; b < columns; b++) {
        let dot = 0;
        for (let r = 0; r < rows; r++) dot += q[r * columns + a]! * q[r * columns + b]!;
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 5);
      }
    }
  });

  it('truncated normals stay within two deviations', () => {
    const values = draw('truncatedNormal', [100, 100], { stddev: 0.1 });
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.2);
  });

  it('follow the parameter by which a weight is known', () => {
    const depthwise = { name: 'depthwiseKernel', shape: [2, 2, 3, 1], param: 'depthwise' };
    const ones = initialValues(
      depthwise,
      { depthwiseInitializer: { id: 'ones' } },
      createRandom(1),
    );
    expect(ones).toEqual(new Float32Array(12).fill(1));
  });

  it('draw the same values from the same seed, whatever the trainer’s generator is', () => {
    const config = { kernelInitializer: { id: 'heNormal', seed: 9 } };
    const kernel = { name: 'kernel', shape: [4, 4] };
    const first = initialValues(kernel, config, createRandom(1));
    expect(initialValues(kernel, config, createRandom(2))).toEqual(first);
  });
});
