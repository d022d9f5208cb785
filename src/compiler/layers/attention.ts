import {
  attentionCallFields,
  attentionDropFields,
  attentionShape,
  dotAttentionInputs,
  dotAttentionPorts,
  dotAttentionScores,
} from '../attention';
import { countOf } from '../geometry';
import { defineLayer } from '../layer';
import { bool, enumeration } from '../params';

/** Dot-product attention without kernels, as `keras.layers.Attention`; Luong et al., 2015. */
export const attention = defineLayer({
  kind: 'Attention',
  group: 'Attention',
  doc: 'Averages values by how much their keys look like the query.',
  formula: 'y = softmax(query · keyᵀ) · value',
  ...dotAttentionPorts,
  mask: 'passes',
  params: {
    useScale: bool(false, 'Multiply the scores by a learned number.', { structural: true }),
    scoreMode: enumeration(
      'dot',
      ['dot', 'concat'],
      'How a query and a key are compared: by their product, or by tanh of their sum.',
    ),
    ...attentionDropFields,
    ...attentionCallFields,
  },
  output: (_, inputs, ports) => attentionShape('Attention', inputs, ports),
  moreOutputs: ({ returnAttentionScores }, inputs) =>
    dotAttentionScores('Attention', returnAttentionScores, inputs),
  weights: ({ useScale, scoreMode }) => [
    ...(useScale ? [{ name: 'scale', shape: [], initial: 1 }] : []),
    ...(scoreMode === 'concat' ? [{ name: 'concatScoreWeight', shape: [], initial: 1 }] : []),
  ],
  macs: (_, inputs) => {
    const { query, value, key } = dotAttentionInputs('Attention', inputs);
    return countOf(query) * (key[0] ?? 1) + (query[0] ?? 1) * countOf(value);
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
      config: { useScale: true, scoreMode: 'concat', returnAttentionScores: true },
      inputs: [
        [3, 4],
        [5, 6],
        [5, 4],
      ],
      ports: ['in', 'value', 'key'],
      output: [3, 6],
      moreOutputs: [[3, 5]],
    },
    {
      config: { useScale: true, useCausalMask: true },
      inputs: [
        [4, 2],
        [4, 2],
      ],
      ports: ['in', 'value'],
      output: [4, 2],
    },
  ],
});
