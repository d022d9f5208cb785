// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { makeBlock } from '../../../src/graph/edits/blocks';
import { addNode, removeNodes } from '../../../src/graph/edits/nodes';
import { firstTemplate } from '../persistence/templates';
import { deletedNodes } from './deleted-nodes';

const { document } = firstTemplate();

describe('what an edit deleted', () => {
  it('is the number of nodes that are gone', () => {
    expect(deletedNodes(document, removeNodes(document, 'main', ['conv1', 'pool1']))).toBe(2);
  });

  it('is nothing for an addition and for an edit without an effect', () => {
    const added = addNode(document, 'main', { kind: 'Dense', position: { x: 0, y: 0 } });
    expect(deletedNodes(document, added)).toBe(0);
    expect(deletedNodes(document, document)).toBe(0);
  });

  it('is nothing when nodes move into a block', () => {
    const grouped = makeBlock(document, 'main', ['conv1', 'pool1'], 'stem');
    expect(grouped).not.toBe(document);
    expect(deletedNodes(document, grouped)).toBe(0);
  });
});
