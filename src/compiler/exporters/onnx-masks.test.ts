import { describe, expect, it } from 'vitest';
import { lower } from '../lower';
import { chain, documentOf, type NodeRow } from '../testing/documents';
import { onnx } from './onnx';

const attending = (shape: readonly (number | null)[], ...before: readonly NodeRow[]) =>
  lower(
    documentOf(
      chain(
        ['tokens', 'Input', { shape, ...(before.length > 0 ? { dtype: 'int32' } : {}) }],
        ...before,
        ['attention', 'MultiHeadAttention', { useCausalMask: true }],
        ['out', 'Output'],
      ),
    ),
  );

const reasons = (program: ReturnType<typeof lower>): string[] =>
  onnx.gaps(program).map(({ reason }) => reason);

describe('attention in ONNX', () => {
  it('is written where lengths are known, also over padding', () => {
    expect(reasons(attending([6, 8]))).toEqual([]);
    expect(reasons(attending([6], ['embed', 'Embedding', { maskZero: true }]))).toEqual([]);
  });

  it('is refused where padding lies along one of several axes', () => {
    const reshaped: NodeRow = [
      'each',
      'TimeDistributed',
      { layer: { id: 'Reshape', targetShape: [2, 16] } },
    ];
    const embedded: NodeRow = ['embed', 'Embedding', { outputDim: 32, maskZero: true }];
    expect(reasons(attending([6], embedded, reshaped))).toContain(
      'Padding is left out where attention has one axis; here a sample has more.',
    );
  });

  it('is refused where a mask has no size', () => {
    expect(reasons(attending([null, 8]))).toEqual([
      'A mask over a sequence of free length cannot be written.',
    ]);
  });
});
