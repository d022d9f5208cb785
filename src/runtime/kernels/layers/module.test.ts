import { describe, expect, it } from 'vitest';
import { lower } from '../../../compiler/lower';
import { exampleDocument } from '../../../compiler/testing/example';
import type { Config } from '../../../graph/document';
import { needsOwnLayers } from './module';

const needs = (kind: string, config: Config, shape: number[]): boolean =>
  needsOwnLayers(lower(exampleDocument(kind, { config, inputs: [shape], output: [] })));

describe('an export to TensorFlow.js brings classes along', () => {
  it.each<[string, Config, number[]]>([
    ['RMSNormalization', {}, [4]],
    ['Dense', { units: 2, activation: 'hardSwish' }, [4]],
    ['Dense', { units: 2, activation: 'geluNew' }, [4]],
    ['GRU', { units: 2, resetAfter: true }, [5, 3]],
    ['Bidirectional', { layer: { id: 'GRU', units: 2, resetAfter: true } }, [5, 3]],
    ['TimeDistributed', { layer: { id: 'Dense', units: 2, activation: 'hardTanh' } }, [5, 3]],
    ['RNN', { cells: [{ id: 'GRUCell', units: 2, resetAfter: true }] }, [5, 3]],
  ])('for %s %j', (kind, config, shape) => {
    expect(needs(kind, config, shape)).toBe(true);
  });

  it.each<[string, Config, number[]]>([
    ['Dense', { units: 2, activation: 'gelu' }, [4]],
    ['LSTM', { units: 2 }, [5, 3]],
    ['TimeDistributed', { layer: { id: 'Dense', units: 2 } }, [5, 3]],
  ])('but not for %s %j', (kind, config, shape) => {
    expect(needs(kind, config, shape)).toBe(false);
  });
});
