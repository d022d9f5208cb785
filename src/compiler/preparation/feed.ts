import { optional, text } from '../params';
import { definePreparation, received } from './preparation';

/** Where a chain ends: an Input or Output node of a network. */
export const feed = definePreparation({
  kind: 'Feed',
  doc: 'Hands the prepared values to an Input or Output node of the network.',
  inputs: { min: 1, max: 1 },
  outputs: { min: 0, max: 0 },
  params: {
    node: text('input', 'Id of the Input or Output node that is fed.'),
    network: optional(
      text('main', 'Network of that node, where more than one has a node of this id.', {
        rare: true,
      }),
    ),
  },
  output: (_config, input) => received('Feed', input),
  examples: [
    {
      config: { node: 'input' },
      input: { shape: [4], dtype: 'float32' },
      output: { shape: [4], dtype: 'float32' },
    },
  ],
});
