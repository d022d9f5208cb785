import { enumeration, int, text } from '../params';
import { definePreparation, PreparationError, receivedAny } from './preparation';

/** Whole texts to numbers by a vocabulary of the training part, as `keras.layers.StringLookup`. */
export const stringLookup = definePreparation({
  kind: 'StringLookup',
  doc: 'Turns whole texts, such as names of places, into numbers by how frequent they are.',
  formula: 'y = place of the text in the vocabulary',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  fitted: true,
  params: {
    maxTokens: int(1000, 'Size of the vocabulary, unknown texts and mask included.', {
      min: 2,
      max: 1_000_000,
    }),
    numOovIndices: int(1, 'Numbers for unknown texts: 1 takes them all, 0 refuses them.', {
      min: 0,
      max: 1,
      rare: true,
    }),
    maskToken: text('', 'The text that means nothing; where it is given, it is number 0.', {
      rare: true,
    }),
    outputMode: enumeration(
      'int',
      ['int', 'oneHot'],
      'The number itself, or a row of zeros with a one at its place.',
    ),
  },
  output: ({ outputMode, maxTokens }, input) => {
    if (receivedAny('StringLookup', input).dtype !== 'text') {
      throw new PreparationError(
        'text-expected',
        'StringLookup receives numbers; it expects text.',
        'Connect a column of text.',
      );
    }
    return outputMode === 'int'
      ? { shape: [], dtype: 'int32' }
      : { shape: [maxTokens], dtype: 'float32' };
  },
  face: ({ outputMode, maxTokens }) => [String(maxTokens), outputMode],
  examples: [
    {
      config: {},
      input: { shape: [], dtype: 'text' },
      output: { shape: [], dtype: 'int32' },
    },
    {
      config: { maxTokens: 20, outputMode: 'oneHot' },
      input: { shape: [], dtype: 'text' },
      output: { shape: [20], dtype: 'float32' },
    },
  ],
});
