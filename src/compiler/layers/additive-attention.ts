import {
  attentionCallFields,
  attentionPorts,
  attentionShape,
  dotAttentionInputs,
} from '../attention';
import { countOf, known } from '../geometry';
import { defineLayer } from '../layer';
import { bool, float, int, optional } from '../params';

/** Attention by a sum instead of a product, as `keras.layers.AdditiveAttention`; Bahdanau et al., 2015. */
export const additiveAttention = defineLayer({
  kind: 'AdditiveAttention',
  group: 'Attention',
  doc: 'Averages values by how well their keys and the query go together, judged by a sum.',
  formula: 'y = softmax(Σ scale · tanh(query + key)) · value',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  inputPorts: () => attentionPorts(1),
  outputPorts: ({ returnAttentionScores }) => (returnAttentionScores ? ['scores'] : []),
  params: {
    useScale: bool(true, 'Weigh every feature of the sum by a learned number.', {
      structural: true,
    }),
    dropout: float(0, 'Share of the attention that is dropped while training.', {
      min: 0,
      max: 0.999,
    }),
    seed: optional(
      int(0, 'Fixes the draw; without it the seed of the training draws.', {
        min: 0,
        max: 2 ** 31 - 1,
        rare: true,
      }),
    ),
    ...attentionCallFields,
  },
  output: (_, inputs, ports) => attentionShape('AdditiveAttention', inputs, ports),
  moreOutputs: ({ returnAttentionScores }, inputs) => {
    if (!returnAttentionScores) return [];
    const { query, key } = dotAttentionInputs('AdditiveAttention', inputs);
    return [[query[0] ?? null, key[0] ?? null]];
  },
  weights: ({ useScale }, inputs) => {
    const { query } = dotAttentionInputs('AdditiveAttention', inputs);
    return useScale ? [{ name: 'scale', shape: [known('AdditiveAttention', query, -1)] }] : [];
  },
  macs: (_, inputs) => {
    const { query, value } = dotAttentionInputs('AdditiveAttention', inputs);
    return (query[0] ?? 1) * countOf(value);
  },
  examples: [
    {
      config: {},
      inputs: [
        [3, 4],
        [5, 4],
      ],
      ports: ['in', 'value'],
      output: [3, 4],
    },
    {
      config: { useScale: false, useCausalMask: true, returnAttentionScores: true },
      inputs: [
        [4, 2],
        [4, 3],
        [4, 2],
      ],
      ports: ['in', 'value', 'key'],
      output: [4, 3],
      moreOutputs: [[4, 4]],
    },
  ],
});
