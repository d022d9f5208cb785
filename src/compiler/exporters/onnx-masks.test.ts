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

describe('a recurrent layer in ONNX', () => {
  it('is refused where it would walk over padding, also where it gives every step', () => {
    const walking = (config: object) =>
      lower(
        documentOf(
          chain(
            ['tokens', 'Input', { shape: [6], dtype: 'int32' }],
            ['embed', 'Embedding', { maskZero: true }],
            ['walk', 'LSTM', { units: 3, ...config }],
            ['out', 'Output'],
          ),
        ),
      );
    const reason =
      'The mask of padded steps cannot be written in ONNX yet; it would take padding for steps.';
    expect(reasons(walking({}))).toEqual([reason]);
    expect(reasons(walking({ returnSequences: true }))).toEqual([reason]);
  });
});

describe('attention in ONNX', () => {
  it('is written where lengths are known, also over padding', () => {
    expect(reasons(attending([6, 8]))).toEqual([]);
    expect(reasons(attending([6], ['embed', 'Embedding', { maskZero: true }]))).toEqual([]);
  });

  it('is refused where a mask has no size', () => {
    expect(reasons(attending([null, 8]))).toEqual([
      'A mask over a sequence of free length cannot be written.',
    ]);
  });
});
