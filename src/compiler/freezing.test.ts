import { describe, expect, it } from 'vitest';
import type { Config } from '../graph/document';
import { stillCalls, stillPart } from './freezing';
import { lower } from './lower';
import { chain, documentOf, type NodeRow, networkOfRows } from './testing/documents';

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

  const words: NodeRow = ['words', 'Embedding', { inputDim: 9, outputDim: 4, maskZero: true }];
  const input: NodeRow = ['x', 'Input', { shape: [5], dtype: 'int32' }];

  it('holds a mask where all that receive it are in it, too', () => {
    const rows = [input, words, ['mean', 'MaskedMean'], ['dense', 'Dense'], ['out', 'Output']];
    const program = lower(documentOf(chain(...(rows as NodeRow[]))));
    const part = stillPart(program, stillCalls(program, ['words']));
    expect([...part!.calls]).toEqual(['x', 'words', 'mean']);
    expect(part!.values).toEqual(['mean']);
  });

  it('ends before a mask that a moving layer receives, with all that follows', () => {
    const rows: NodeRow[] = [input, words, ['mean', 'MaskedMean'], ['lstm', 'LSTM']];
    const network = networkOfRows(
      [...rows, ['join', 'Concatenate'], ['out', 'Output']],
      ['x>words', 'words>mean', 'words>lstm', 'mean>join', 'lstm>join', 'join>out'],
    );
    const program = lower(documentOf(network));
    expect(stillPart(program, stillCalls(program, ['words']))).toBeUndefined();
    expect(stillPart(program, stillCalls(program, ['words', 'lstm']))?.values).toEqual(['join']);
  });
});
