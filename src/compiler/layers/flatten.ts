import { only } from '../geometry';
import { defineLayer } from '../layer';
import { shapeError } from '../problems/problem-of';
import { numberText, shapeText } from '../words';

/** All axes in one, as `keras.layers.Flatten`. */
export const flatten = defineLayer({
  kind: 'Flatten',
  group: 'Reshaping',
  doc: 'Lays all values of a sample in one row, channels fastest.',
  inputs: { min: 1, max: 1 },
  params: {},
  output: (_, inputs) => {
    const x = only('Flatten', inputs);
    const free = x.indexOf(null);
    if (free >= 0)
      throw shapeError('free-axis', 'Flatten', { axis: free + 1, input: shapeText(x) });
    return [x.reduce<number>((product, size) => product * (size ?? 1), 1)];
  },
  arithmetic: (_, inputs, output) =>
    `${only('Flatten', inputs).join(' × ') || '1'} = ${numberText(output[0] ?? 0)}`,
  examples: [
    { config: {}, inputs: [[4, 4, 12]], output: [192] },
    { config: {}, inputs: [[7]], output: [7] },
  ],
});
