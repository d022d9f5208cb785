import { describe, expect, it } from 'vitest';
import type { Document, Node } from '../../../src/graph/document';
import { connect } from '../../../src/graph/edits/edges';
import { moveNodes, setConfig } from '../../../src/graph/edits/nodes';
import lenet from '../../../templates/lenet-digits.json';
import { sceneOf } from '../testing/scene';
import { Adapter } from './adapter';
import { applySelection, movedPositions } from './use-flow';

const document = lenet as unknown as Document; // JSON modules widen literal types
const still = new Map();
describe('Adapter', () => {
  it('keeps every node and edge that an edit does not change', () => {
    const adapter = new Adapter();
    const before = adapter.nodes(sceneOf(document), still);
    const wires = adapter.edges(sceneOf(document), before);
    const moved = moveNodes(document, 'main', new Map([['fc2', { x: 1, y: 2 }]]));
    const after = adapter.nodes(sceneOf(moved), still);
    const changed = after.filter((node, i) => node !== before[i]).map(({ id }) => id);
    expect(changed).toEqual(['fc2']);
    const rewired = adapter.edges(sceneOf(moved), after).filter((edge) => !wires.includes(edge));
    expect(rewired.map(({ source, target }) => [source, target])).toEqual([
      ['fc1', 'fc2'],
      ['fc2', 'logits'],
    ]);
  });

  it('moves only what is dragged, without an edit', () => {
    const adapter = new Adapter();
    const before = adapter.nodes(sceneOf(document), still);
    const after = adapter.nodes(sceneOf(document), new Map([['conv1', { x: 5, y: 6 }]]));
    expect(after.filter((node, i) => node !== before[i]).map(({ id }) => id)).toEqual(['conv1']);
    expect(after.find(({ id }) => id === 'conv1')?.position).toEqual({ x: 5, y: 6 });
    expect(after.find(({ id }) => id === 'conv1')?.data).toBe(
      before.find(({ id }) => id === 'conv1')?.data,
    );
  });

  it('lets a finger take what is selected and nothing of a preview', () => {
    const movable = (rest: Parameters<typeof sceneOf>[1]) =>
      new Adapter()
        .nodes(sceneOf(document, { selection: new Set(['fc1']), ...rest }), still)
        .flatMap(({ id, draggable }) => (draggable ? id : []));
    expect(movable({})).toHaveLength(document.networks.main!.nodes.length);
    expect(movable({ grip: 'selected' })).toEqual(['fc1']);
    expect(movable({ grip: 'none' })).toEqual([]);
    expect(movable({ before: document.networks.main! })).toEqual([]);
  });

  it('labels each edge with the shape that its source gives', () => {
    const adapter = new Adapter();
    const scene = sceneOf(document);
    const labels = adapter
      .edges(scene, adapter.nodes(scene, still))
      .map(({ source, data }) => [source, data?.label]);
    expect(Object.fromEntries(labels)).toEqual({
      input: '28×28×1',
      conv1: '24×24×6',
      pool1: '12×12×6',
      conv2: '8×8×12',
      pool2: '4×4×12',
      flatten: '192',
      fc1: '120',
      fc2: '60',
      logits: '10',
    });
  });

  it('says what a card is in the order of the card', () => {
    const adapter = new Adapter();
    const node = adapter.nodes(sceneOf(document), still).find(({ id }) => id === 'conv2');
    expect(node?.data.description).toContain('conv2');
    expect(node?.data.description).toContain('1,812');
    expect(node?.data.share).toBeCloseTo(115_200 / 232_440, 6);
  });

  it('gives a merge a handle for each edge and one for the next', () => {
    const add: Node = { id: 'add', kind: 'Add', config: {}, position: { x: 0, y: 0 } };
    const main = document.networks.main!;
    const merged = ['fc1', 'fc2'].reduce(
      (next, source) => connect(next, 'main', { source, target: 'add' }),
      { ...document, networks: { main: { ...main, nodes: [...main.nodes, add] } } } as Document,
    );
    const card = new Adapter().nodes(sceneOf(merged), still).find(({ id }) => id === 'add')?.data;
    expect(card?.inputs.map(({ id, free }) => [id, free])).toEqual([
      ['in:0', false],
      ['in:1', false],
      ['in:2', true],
    ]);
  });

  it('shows a kind that nobody knows as it stands', () => {
    const odd: Node = { id: 'odd', kind: 'Hologram', config: { a: 1 }, position: { x: 0, y: 0 } };
    const main = document.networks.main!;
    const strange = { ...document, networks: { main: { ...main, nodes: [...main.nodes, odd] } } };
    const card = new Adapter().nodes(sceneOf(strange), still).find(({ id }) => id === 'odd')?.data;
    expect(card).toMatchObject({ group: 'Unknown', kind: 'Hologram' });
  });

  it('marks what a previewed repair changes', () => {
    const changed = setConfig(document, { network: 'main', node: 'fc1' }, 'units', 64);
    const before = document.networks.main!;
    const ghosts = new Adapter()
      .nodes(sceneOf(changed, { before }), still)
      .filter(({ data }) => data.ghost !== null)
      .map(({ id, data }) => [id, data.ghost]);
    expect(ghosts).toEqual([['fc1', 'changed']]);
  });
});

describe('movedPositions', () => {
  it('takes whole pixels and nothing but positions', () => {
    const moved = movedPositions([
      { type: 'position', id: 'a', position: { x: 1.4, y: 2.6 } },
      { type: 'select', id: 'b' },
      { type: 'position', id: 'c' },
    ]);
    expect([...moved]).toEqual([['a', { x: 1, y: 3 }]]);
  });
});

describe('applySelection', () => {
  it('keeps the list when nothing about it changes', () => {
    const selection = ['a', 'b'];
    expect(applySelection(selection, [{ type: 'select', id: 'a', selected: true }])).toBe(
      selection,
    );
    expect(applySelection(selection, [{ type: 'position', id: 'c' }])).toBe(selection);
    expect(applySelection(selection, [{ type: 'select', id: 'a', selected: false }])).toEqual([
      'b',
    ]);
  });
});
