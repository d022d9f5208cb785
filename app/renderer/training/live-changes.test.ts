import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/graph/document';
import { compileKey } from './compile-key';
import { setBatchSize, setLearningRate, setOptimizer } from './edits';
import { differOnlyLive, learningRate, liveChanges } from './live-changes';

const position = { x: 0, y: 0 };
const document: Document = {
  format: 'netloom',
  version: 1,
  name: 'small',
  networks: {
    main: {
      nodes: [
        { id: 'input', kind: 'Input', config: { shape: [4] }, position },
        { id: 'drop', kind: 'Dropout', config: { rate: 0.5 }, position },
      ],
      edges: [],
    },
  },
  training: {
    phases: [
      {
        procedure: 'gradient',
        epochs: 5,
        networks: { network: 'main' },
        config: { optimizer: { id: 'adam', learningRate: 0.001, beta1: 0.8 } },
      },
    ],
    batchSize: 32,
    seed: 7,
  },
};

function withNode(id: string, change: object): Document {
  const main = document.networks.main!;
  const nodes = main.nodes.map((node) => (node.id === id ? { ...node, ...change } : node));
  return { ...document, networks: { main: { ...main, nodes } } };
}

describe('what a running training hears of an edit', () => {
  it('is the learning rate when it was moved', () => {
    const edited = setLearningRate(document, 0.01);
    expect(learningRate(edited)).toBe(0.01);
    expect(liveChanges(edited, document)).toEqual([{ type: 'set-learning-rate', value: 0.01 }]);
  });
  it('is the rate of a dropout layer', () => {
    const edited = withNode('drop', { config: { rate: 0.2 } });
    expect(liveChanges(edited, document)).toEqual([
      { type: 'set-dropout', node: 'drop', rate: 0.2 },
    ]);
  });
  it('is nothing for everything else', () => {
    expect(liveChanges(setBatchSize(document, 64), document)).toEqual([]);
    expect(liveChanges(withNode('input', { position: { x: 9, y: 9 } }), document)).toEqual([]);
  });
});

describe('the compile key', () => {
  it('stays when a node moves, gets a label, or the document another name', () => {
    const key = compileKey(document);
    expect(compileKey(withNode('input', { position: { x: 9, y: 9 }, label: 'in' }))).toBe(key);
    expect(compileKey({ ...document, name: 'other' })).toBe(key);
  });
  it('stays when the keys of a config change their order', () => {
    const phase = document.training!.phases[0]!;
    const optimizer = { beta1: 0.8, learningRate: 0.001, id: 'adam' };
    const phases = [{ ...phase, config: { optimizer } }];
    const reordered = { ...document, training: { ...document.training!, phases } };
    expect(compileKey(reordered)).toBe(compileKey(document));
  });
  it('changes with a rate, a batch size and a frozen node', () => {
    const keys = [
      compileKey(document),
      compileKey(setBatchSize(document, 64)),
      compileKey(withNode('drop', { config: { rate: 0.2 } })),
      compileKey(withNode('drop', { frozen: true })),
    ];
    expect(new Set(keys).size).toBe(4);
  });
});

describe('edits of the run row', () => {
  it('keep the learning rate when the optimizer changes', () => {
    const edited = setOptimizer(document, 'sgd');
    expect(edited.training?.phases[0]?.config.optimizer).toEqual({
      id: 'sgd',
      learningRate: 0.001,
    });
  });
  it('are the same document when nothing changes', () => {
    expect(setOptimizer(document, 'adam')).toBe(document);
    expect(setBatchSize(document, 32)).toBe(document);
  });
});

describe('two documents that differ only in what a running training takes in', () => {
  it('are the same run when the learning rate or a dropout rate moved', () => {
    expect(differOnlyLive(document, setLearningRate(document, 0.01))).toBe(true);
    expect(differOnlyLive(document, withNode('drop', { config: { rate: 0.2 } }))).toBe(true);
  });
  it('are two runs when anything else changed', () => {
    expect(differOnlyLive(document, setBatchSize(document, 64))).toBe(false);
    expect(differOnlyLive(document, setOptimizer(document, 'sgd'))).toBe(false);
    expect(differOnlyLive(document, withNode('input', { config: { shape: [5] } }))).toBe(false);
  });
});
