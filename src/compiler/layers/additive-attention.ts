import {
  attentionCallFields,
  attentionDropFields,
  attentionShape,
  dotAttentionInputs,
  dotAttentionPorts,
  dotAttentionScores,
} from '../attention';
import { countOf, known } from '../geometry';
import { defineLayer } from '../layer';
import { bool } from '../params';

/** Attention by a sum instead of a product, as `keras.layers.AdditiveAttention`; Bahdanau et al., 2015. */
export const additiveAttention = defineLayer({
  kind: 'AdditiveAttention',
  group: 'Attention',
  doc: 'Averages values by how well their keys and the query go together, judged by a sum.',
  formula: 'y = softmax(Σ scale · tanh(query + key)) · value',
  ...dotAttentionPorts,
  mask: 'passes',
  params: {
    useScale: bool(true, 'Weigh every feature of the sum by a learned number.', {
      structural: true,
    }),
    ...attentionDropFields,
    ...attentionCallFields,
  },
  output: (_, inputs, ports) => attentionShape('AdditiveAttention', inputs, ports),
  moreOutputs: ({ returnAttentionScores }, inputs) =>
    dotAttentionScores('AdditiveAttention', returnAttentionScores, inputs),
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
