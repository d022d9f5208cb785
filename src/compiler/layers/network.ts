import { defineLayer } from '../layer';
import { bool, int, record, text } from '../params';

/** Another network of the document placed as one node; `infer` and `lower` look inside. */
export const network = defineLayer({
  kind: 'Network',
  group: 'Block',
  className: null,
  doc: 'Places another network of the document as one node.',
  inputs: { min: 0, max: Number.POSITIVE_INFINITY },
  params: {
    network: text('', 'Name of the network.'),
    repeat: int(1, 'How many copies follow one another.', { max: 1000, structural: true }),
    share: bool(false, 'All placements that share use the same weights.', { structural: true }),
    parameters: record({}, 'Values for the parameters that the network declares.', {
      structural: true,
    }),
  },
  output: (_, inputs) => inputs[0] ?? [],
  face: ({ network, repeat }) => [network, repeat > 1 ? `× ${repeat}` : ''],
  examples: [],
});
