import { describe, expect, it } from 'vitest';
import type { Config } from '../graph/document';
import { stillCalls, stillPart } from './freezing';
import { lower } from './lower';
import { chain, documentOf, type NodeRow } from './testing/documents';

/** Ids of the still part of a network with one layer behind its Input, which is frozen. */
function still(shape: readonly number[], kind: string, config: Config): string[] {
  const layer: NodeRow = ['layer', kind, config];
  const program = lower(documentOf(chain(['x', 'Input', { shape }], layer, ['out', 'Output'])));
  return [...(stillPart(program, stillCalls(program, ['layer']))?.calls ?? [])];
}

const cells = (dropout: number): Config => ({
  cells: [{ id: 'LSTMCell' }, { id: 'GRUCell', dropout }],
});

describe('the still part', () => {
  it.each([
    ['LSTM', [5, 2], {}],
    ['Bidirectional', [5, 2], { layer: { id: 'LSTM' } }],
    ['TimeDistributed', [3, 5, 2], { layer: { id: 'GRU' } }],
    ['RNN', [5, 2], cells(0)],
  ] as const)('has a frozen %s in it', (kind, shape, config) => {
    expect(still(shape, kind, config)).toEqual(['x', 'layer']);
  });

  it.each([
    ['LSTM', [5, 2], { recurrentDropout: 0.1 }],
    ['Bidirectional', [5, 2], { layer: { id: 'LSTM', dropout: 0.1 } }],
    ['TimeDistributed', [3, 5, 2], { layer: { id: 'GRU', recurrentDropout: 0.1 } }],
    ['RNN', [5, 2], cells(0.1)],
  ] as const)('ends before a %s that drops something, also inside', (kind, shape, config) => {
    expect(still(shape, kind, config)).toEqual([]);
  });
});
