import { enumeration, int } from '../params';
import { definePreparation, PreparationError, receivedAny } from './preparation';

/** Vocabularies besides the one of the training part: the words of the vectors that come with Netloom. */
const known = ['glove-20k-100d'] as const;

/** Texts to numbers by a vocabulary of the training part or a known one, as `keras.layers.TextVectorization`. */
export const textVectorization = definePreparation({
  kind: 'TextVectorization',
  doc: 'Turns texts into numbers by a vocabulary: a word, a number.',
  formula: 'tfIdf: count · log(1 + texts / (1 + texts with the word))',
  inputs: { min: 1, max: 1 },
  outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  fitted: true,
  params: {
    maxTokens: int(10_000, 'Size of the vocabulary, unknown words and padding included.', {
      min: 3,
      max: 1_000_000,
    }),
    vocabulary: enumeration(
      'learned',
      ['learned', ...known],
      'The words of the training part, or those that a set of word vectors knows.',
    ),
    outputMode: enumeration(
      'int',
      ['int', 'multiHot', 'count', 'tfIdf'],
      'A number for each word in order, or one value for each word of the vocabulary.',
    ),
    outputSequenceLength: int(
      200,
      'Words of a sequence; longer texts are cut, shorter ones padded with 0.',
      {
        max: 100_000,
      },
    ),
    standardize: enumeration(
      'lowerAndStripPunctuation',
      ['lowerAndStripPunctuation', 'lower', 'none'],
      'What is made equal before words are counted.',
      { rare: true },
    ),
    split: enumeration('whitespace', ['whitespace', 'character'], 'What a token is.', {
      rare: true,
    }),
    ngrams: int(1, 'Up to how many tokens in a row count as one more token.', {
      max: 4,
      rare: true,
    }),
  },
  output: ({ outputMode, maxTokens, outputSequenceLength }, input) => {
    if (receivedAny('TextVectorization', input).dtype !== 'text') {
      throw new PreparationError(
        'text-expected',
        'TextVectorization receives numbers; it expects text.',
        'Connect a column of text.',
      );
    }
    return outputMode === 'int'
      ? { shape: [outputSequenceLength], dtype: 'int32' }
      : { shape: [maxTokens], dtype: 'float32' };
  },
  face: ({ outputMode, maxTokens }) => [String(maxTokens), outputMode],
  examples: [
    {
      config: { outputSequenceLength: 8 },
      input: { shape: [], dtype: 'text' },
      output: { shape: [8], dtype: 'int32' },
    },
    {
      config: { maxTokens: 500, outputMode: 'tfIdf' },
      input: { shape: [], dtype: 'text' },
      output: { shape: [500], dtype: 'float32' },
    },
  ],
});
