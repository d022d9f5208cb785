import { only } from '../geometry';
import { defineLayer } from '../layer';
import { enumeration, int } from '../params';

/** Tokens as rows of zeros and ones, as `keras.layers.CategoryEncoding`. */
export const categoryEncoding = defineLayer({
  kind: 'CategoryEncoding',
  group: 'Core',
  takesTokens: true,
  doc: 'Turns tokens into zeros and ones, one place for each token that there is.',
  formula: 'y[k] = 1 where x = k, else 0',
  inputs: { min: 1, max: 1 },
  params: {
    numTokens: int(10, 'Number of tokens, counted from 0.'),
    outputMode: enumeration(
      'multiHot',
      ['oneHot', 'multiHot', 'count'],
      'A row for each token (`oneHot`), or one for all: which occur, or how often.',
    ),
  },
  output: ({ numTokens, outputMode }, inputs) => {
    const x = only('CategoryEncoding', inputs);
    // Keras' rule: a last axis of one token gives way, also to a row of its own.
    const gives = outputMode !== 'oneHot' || x.at(-1) === 1;
    return [...(gives ? x.slice(0, -1) : x), numTokens];
  },
  face: ({ numTokens, outputMode }) => [String(numTokens), outputMode],
  examples: [
    { config: { numTokens: 5 }, inputs: [[3]], output: [5] },
    { config: { numTokens: 4, outputMode: 'oneHot' }, inputs: [[1]], output: [4] },
    { config: { numTokens: 4, outputMode: 'oneHot' }, inputs: [[3]], output: [3, 4] },
    { config: { numTokens: 6, outputMode: 'count' }, inputs: [[7]], output: [6] },
  ],
});
