import { constraint, initializer, regularizer } from '../fields';
import { known, only, requireRank } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { int } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';

/** A learned vector for every position, added to what stands there; Devlin et al., 2019. */
export const positionEmbedding = defineLayer({
  kind: 'PositionEmbedding',
  group: 'Attention',
  doc: 'Adds a learned vector to every position of a sequence.',
  formula: 'y[t] = x[t] + embeddings[t]',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    sequenceLength: int(128, 'Number of positions; a shorter sequence uses the first ones.', {
      structural: true,
    }),
    embeddingsInitializer: initializer('glorotUniform', 'How the vectors start.'),
    embeddingsRegularizer: regularizer('Penalty on the vectors in the loss.'),
    embeddingsConstraint: constraint('What the vectors are held to after every step.'),
  },
  output: ({ sequenceLength }, inputs) => {
    const x = sequence(inputs);
    const length = x[0] ?? null;
    if (length !== null && length > sequenceLength) {
      throw shapeError('sequence-length', 'PositionEmbedding', {
        expected: sequenceLength,
        received: length,
        input: shapeText(x),
      });
    }
    return x;
  },
  weights: ({ sequenceLength }, inputs) => [
    {
      name: 'embeddings',
      shape: [sequenceLength, known('PositionEmbedding', sequence(inputs), 1)],
    },
  ],
  face: ({ sequenceLength }) => [String(sequenceLength), ''],
  examples: [
    { config: { sequenceLength: 6 }, inputs: [[6, 4]], output: [6, 4] },
    { config: { sequenceLength: 9 }, inputs: [[5, 3]], output: [5, 3] },
    { config: { sequenceLength: 7 }, inputs: [[null, 3]], output: [null, 3] },
  ],
});

function sequence(inputs: readonly Shape[]): Shape {
  const x = only('PositionEmbedding', inputs);
  requireRank('PositionEmbedding', x, 2, 'time, features');
  return x;
}
