/** Documents with problems of attention, normalization and arithmetic; `check.test.ts` asks for a row for every code. */
import type { Config } from '../../graph/document';
import { chain, documentOf, networkOfRows } from './documents';
import type { ProblemRow } from './sequence-problems';

const out = ['out', 'Output'] as const;
const one = (kind: string, shape: readonly (number | null)[], config: Config) =>
  documentOf(chain(['x', 'Input', { shape }], ['layer', kind, config], out));

const two = (kind: string, config: Config, ...ports: readonly [string, number[]][]) =>
  documentOf(
    networkOfRows(
      [
        ...ports.map(([port, shape]) => [`to-${port}`, 'Input', { shape }] as const),
        ['layer', kind, config],
        out,
      ],
      [...ports.map(([port]) => `to-${port}>layer:${port}`), 'layer>out'],
    ),
  );

export const kindProblems: readonly ProblemRow[] = [
  [
    'group-size',
    one('GroupNormalization', [4, 6], { groups: 4 }),
    'layer: 6 channels from x do not divide into 4 equal groups.',
  ],
  [
    'sequence-length',
    one('PositionEmbedding', [40, 8], { sequenceLength: 32 }),
    'layer knows 32 positions and receives 40 from x.',
  ],
  [
    'clip-limits',
    one('Clip', [4], { minValue: 2, maxValue: 1 }),
    'layer: minValue 2 is above maxValue 1.',
  ],
  [
    'slice-range',
    one('Slice', [4], { start: 3, size: 2 }),
    'layer: 2 positions from 3 on do not lie in 4 from x.',
  ],
  [
    'split-parts',
    one('Split', [5], { parts: 2 }),
    'layer: axis 1 of 5 from x does not divide into 2 equal parts.',
  ],
  [
    'gather-index',
    one('Gather', [4], { indices: [0, 4] }),
    'layer: position 4 does not exist on axis 1 of 4 from x.',
  ],
  [
    'mask-shape',
    two('MaskedMean', {}, ['in', [6, 4]], ['mask', [5]]),
    'layer: the mask is 5; it is 6, one value for each time of 6×4.',
  ],
  [
    'attention-shape',
    two('Attention', {}, ['in', [6, 4]], ['value', [5, 3]]),
    'layer: the port value receives 5×3; it takes 5×4 beside 6×4.',
  ],
  [
    'key-without-value',
    two('MultiHeadAttention', {}, ['in', [6, 4]], ['key', [6, 4]]),
    'layer receives keys and no values.',
  ],
  [
    'statistics-size',
    one('Normalization', [3], { mean: [1, 2], variance: [1, 1] }),
    'layer has 2 means and 2 variances; 3 from x needs one or 3 of each.',
  ],
];
