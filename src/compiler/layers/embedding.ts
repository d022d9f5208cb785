import { activityField, constraint, initializer, regularizer } from '../fields';
import { only } from '../geometry';
import { defineLayer } from '../layer';
import { bool, int, optional } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** A learned vector for every token, as `keras.layers.Embedding`. */
export const embedding = defineLayer({
  kind: 'Embedding',
  group: 'Core',
  doc: 'Looks up a learned vector for every token.',
  formula: 'y[t] = embeddings[x[t]]',
  takesTokens: true,
  inputs: { min: 1, max: 1 },
  params: {
    inputDim: int(1000, 'Number of tokens; they count from 0.', { structural: true }),
    outputDim: int(32, 'Length of every vector.', { structural: true }),
    embeddingsInitializer: initializer('randomUniform', 'How the vectors start.'),
    embeddingsRegularizer: regularizer('Penalty on the vectors in the loss.'),
    embeddingsConstraint: constraint('What the vectors are held to after every step.'),
    activityRegularizer: activityField,
    maskZero: bool(false, 'Token 0 is padding, which recurrent layers skip.', { rare: true }),
    inputLength: optional(int(32, 'Length of the input, where it is fixed.', { rare: true })),
  },
  mask: ({ maskZero }) => (maskZero ? 'makes' : 'loses'),
  output: ({ outputDim, inputLength }, inputs) => {
    const x = only('Embedding', inputs);
    const length = x.at(-1) ?? null;
    if (inputLength !== null && length !== null && (length !== inputLength || x.length !== 1)) {
      throw shapeError('input-length', 'Embedding', {
        expected: inputLength,
        input: shapeText(x),
      });
    }
    return [...(inputLength !== null && x.length === 1 ? [inputLength] : x), outputDim];
  },
  weights: ({ inputDim, outputDim }) => [{ name: 'embeddings', shape: [inputDim, outputDim] }],
  face: ({ inputDim, outputDim }) => [`${inputDim} → ${outputDim}`, ''],
  examples: [
    { config: { inputDim: 12, outputDim: 4 }, inputs: [[5]], output: [5, 4] },
    { config: { inputDim: 7, outputDim: 3, inputLength: 6 }, inputs: [[6]], output: [6, 3] },
  ],
});
