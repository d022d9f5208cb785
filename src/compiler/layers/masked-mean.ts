import { countOf, only, requireRank } from '../geometry';
import { defineLayer } from '../layer';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** Mean over time of what is no padding. */
export const maskedMean = defineLayer({
  kind: 'MaskedMean',
  group: 'Pooling',
  doc: 'Averages a sequence over time and leaves out padding.',
  formula: 'y = Σ mask[t] · x[t] ÷ Σ mask[t]',
  inputs: { min: 1, max: 1 },
  mask: 'uses',
  inputPorts: () => [{ port: 'mask', min: 0, max: 1 }],
  params: {},
  output: (_, inputs) => {
    const x = only('MaskedMean', inputs);
    requireRank('MaskedMean', x, 2, 'time, features');
    const mask = inputs[1];
    const fits = !mask || (mask.length === 1 && (mask[0] === x[0] || !mask[0] || !x[0]));
    if (!fits) {
      throw shapeError('mask-shape', 'MaskedMean', {
        expected: shapeText(x.slice(0, 1)),
        received: shapeText(mask),
        input: shapeText(x),
      });
    }
    return x.slice(1);
  },
  macs: (_, inputs) => countOf(inputs[0]!),
  examples: [
    { config: {}, inputs: [[6, 4]], output: [4] },
    { config: {}, inputs: [[5, 3], [5]], ports: ['in', 'mask'], output: [3] },
  ],
});
