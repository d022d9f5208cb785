import { countOf, only } from '../geometry';
import { defineLayer } from '../layer';
import { ints } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** The same values in another shape, as `keras.layers.Reshape`. */
export const reshape = defineLayer({
  kind: 'Reshape',
  group: 'Reshaping',
  doc: 'Gives the same values another shape.',
  inputs: { min: 1, max: 1 },
  params: {
    targetShape: ints([28, 28, 1], 'Shape of the output; one empty size is worked out.', {
      free: true,
    }),
  },
  output: ({ targetShape }, inputs) => {
    const x = only('Reshape', inputs);
    const free = targetShape.filter((size) => size === null).length;
    if (free > 1) {
      throw shapeError('reshape-free', 'Reshape', { target: shapeText(targetShape), count: free });
    }
    if (x.includes(null)) return targetShape;
    const count = countOf(x);
    const expected = countOf(targetShape);
    if (free === 1 ? count % expected !== 0 : count !== expected) {
      throw shapeError('reshape-size', 'Reshape', {
        input: shapeText(x),
        received: count,
        target: shapeText(targetShape),
        expected: free === 1 ? `a multiple of ${expected}` : expected,
      });
    }
    return targetShape.map((size) => size ?? count / expected);
  },
  arithmetic: (_, inputs, output) =>
    `${only('Reshape', inputs).join(' × ') || '1'} = ${output.join(' × ') || '1'}`,
  face: ({ targetShape }) => [shapeText(targetShape), ''],
  examples: [
    { config: { targetShape: [4, 4, 3] }, inputs: [[48]], output: [4, 4, 3] },
    { config: { targetShape: [null, 2] }, inputs: [[3, 4]], output: [6, 2] },
  ],
});
