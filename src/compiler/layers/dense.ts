import { activation, activityField, biasFields, kernelFields } from '../fields';
import { countOf, known, only } from '../geometry';
import { defineLayer } from '../layer';
import { int } from '../params';
import { shapeError } from '../problems/problem-of';
import { numberText } from '../words';

/** Fully connected layer over the last axis, as `keras.layers.Dense`. */
export const dense = defineLayer({
  kind: 'Dense',
  group: 'Core',
  doc: 'Every output unit sees every input feature.',
  formula: 'activation(x · kernel + bias)',
  inputs: { min: 1, max: 1 },
  params: {
    units: int(32, 'Size of the output.', { structural: true }),
    activation: activation(),
    ...biasFields,
    ...kernelFields,
    activityRegularizer: activityField,
  },
  mask: 'passes',
  output: ({ units }, inputs) => {
    const x = only('Dense', inputs);
    if (x.length === 0) {
      throw shapeError('rank', 'Dense', { expected: '1 axis or more', input: 'scalar' });
    }
    known('Dense', x, -1);
    return [...x.slice(0, -1), units];
  },
  weights: ({ units, useBias }, inputs) => [
    { name: 'kernel', shape: [known('Dense', only('Dense', inputs), -1), units] },
    ...(useBias ? [{ name: 'bias', shape: [units] }] : []),
  ],
  macs: ({ units }, inputs) => countOf(only('Dense', inputs)) * units,
  arithmetic: ({ units, useBias }, inputs) => {
    const size = only('Dense', inputs).at(-1) ?? 0;
    const count = size * units + (useBias ? units : 0);
    return `${size} × ${units}${useBias ? ` + ${units}` : ''} = ${numberText(count)}`;
  },
  face: ({ units, activation }) => [String(units), activation],
  examples: [
    { config: { units: 10 }, inputs: [[784]], output: [10] },
    { config: { units: 4, useBias: false }, inputs: [[5, 8]], output: [5, 4] },
    {
      config: { units: 3, activation: 'softmax', kernelRegularizer: { id: 'l2', l2: 0.001 } },
      inputs: [[6]],
      output: [3],
    },
  ],
});
