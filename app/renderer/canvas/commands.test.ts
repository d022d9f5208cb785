// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { type Document, edgeId } from '../../../src/graph/document';
import lenet from '../../../templates/lenet-digits.json';
import resnet from '../../../templates/resnet8-digits.json';
import { type Action, isEnabled } from '../actions/action';
import { documentStore, installDocumentStore } from '../stores/document';
import { factsOf } from '../stores/facts';
import { viewStore } from '../stores/view';
import { canvasActions } from './actions';
import { connectEnds, insertLayer, removeSelection } from './commands';

const template = lenet as unknown as Document; // JSON modules widen literal types
const empty: Document = { ...template, networks: { main: { nodes: [], edges: [] } } };

const main = () => documentStore().getState().document.networks.main!;
const steps = () => documentStore().getState().history.past.length;
const selection = () => viewStore.getState().selection;
const pairs = () => main().edges.map(({ source, target }) => `${source}>${target}`);

function act(shortcut: string): void {
  const action = canvasActions.find((candidate: Action) =>
    [candidate.shortcut ?? []].flat().includes(shortcut),
  );
  if (!action) throw new Error(`No action has the shortcut ${shortcut}.`);
  if (isEnabled(action)) action.run();
}

function open(document: Document): void {
  installDocumentStore(document);
  viewStore.getState().set({ path: ['main'], selection: [], selectedEdges: [], preview: null });
}

describe('building by keyboard', () => {
  beforeEach(() => open(empty));

  it('chains each layer to the one before, in rows, with one undo step each', () => {
    const kinds = ['Input', 'Conv2D', 'MaxPooling2D', 'Conv2D', 'MaxPooling2D', 'Flatten', 'Dense'];
    for (const kind of kinds) insertLayer(kind);
    const order = main().nodes.map(({ id }) => id);
    expect(pairs().sort()).toEqual(
      order
        .slice(1)
        .map((id, i) => `${order[i]}>${id}`)
        .sort(),
    );
    expect(
      new Set(
        main()
          .nodes.slice(0, 5)
          .map(({ position }) => position.y),
      ).size,
    ).toBe(1);
    expect(main().nodes[5]!.position.x).toBe(main().nodes[0]!.position.x);
    expect(main().nodes[5]!.position.y).toBeGreaterThan(main().nodes[4]!.position.y);
    expect(steps()).toBe(kinds.length);
  });

  it('inserts between a node and its only follower and makes room', () => {
    for (const kind of ['Input', 'Dense', 'Output']) insertLayer(kind);
    viewStore.getState().select(['dense']);
    const id = insertLayer('Dropout');
    expect(pairs().sort()).toEqual([`dense>${id}`, `${id}>output`, 'input>dense'].sort());
    const x = (node: string) => main().nodes.find((n) => n.id === node)!.position.x;
    expect(x(id)).toBeGreaterThan(x('dense'));
    expect(x('output')).toBeGreaterThan(x(id));
    documentStore().getState().undo();
    expect(pairs().sort()).toEqual(['dense>output', 'input>dense']);
  });
});

describe('editing LeNet by keyboard', () => {
  beforeEach(() => open(template));

  it('walks along edges', () => {
    viewStore.getState().select(['pool1']);
    act('ArrowRight');
    expect(selection()).toEqual(['conv2']);
    act('ArrowLeft');
    act('ArrowLeft');
    expect(selection()).toEqual(['conv1']);
  });

  it('collapses presses of Ctrl and an arrow into one undo step', () => {
    viewStore.getState().select(['fc1']);
    const from = main().nodes.find(({ id }) => id === 'fc1')!.position;
    for (let i = 0; i < 3; i += 1) act('Mod+ArrowDown');
    const to = main().nodes.find(({ id }) => id === 'fc1')!.position;
    expect(to).toEqual({ x: from.x, y: from.y + 60 });
    expect(steps()).toBe(1);
  });

  it('joins the neighbours of a deleted node where the shapes allow it', () => {
    viewStore.getState().select(['fc1']);
    removeSelection(true);
    expect(pairs()).toContain('flatten>fc2');
    expect(selection()).toEqual([]);
  });

  it('leaves a gap where joining would bring an error', () => {
    viewStore.getState().select(['flatten', 'fc1', 'fc2', 'logits']);
    removeSelection(true);
    const errors = [...factsOf(documentStore().getState().document).get('main')!.nodes.values()];
    expect(errors.every(({ problems }) => problems.every((p) => p.code !== 'rank'))).toBe(true);
  });

  it('deletes a selected edge alone', () => {
    const edge = main().edges.find(({ target }) => target === 'fc2')!;
    viewStore.getState().select([], [edgeId(edge)]);
    act('Delete');
    expect(pairs()).not.toContain('fc1>fc2');
    expect(main().nodes).toHaveLength(10);
  });

  it('refuses a cycle unless the edge is delayed', () => {
    const from = { node: 'fc2', handle: 'out', side: 'source' } as const;
    const to = { node: 'fc1', handle: 'in:0', side: 'target' } as const;
    expect(connectEnds(from, to, false)).toBe(false);
    expect(steps()).toBe(0);
    expect(connectEnds(from, to, true)).toBe(true);
    expect(main().edges.find(({ source }) => source === 'fc2')).toBeDefined();
    expect(main().edges.some(({ delay }) => delay === 1)).toBe(true);
  });

  it('groups nodes into a block, enters it, leaves it and ungroups it', () => {
    const before = main();
    viewStore.getState().select(['fc1', 'fc2']);
    act('Mod+G');
    expect(main().nodes.filter(({ kind }) => kind === 'Network')).toHaveLength(1);
    document.body.focus();
    const [block] = selection();
    act('Mod+Shift+G');
    expect(
      main()
        .nodes.map(({ id }) => id)
        .sort(),
    ).toEqual(before.nodes.map(({ id }) => id).sort());
    expect(block).toBeDefined();
    expect(steps()).toBe(2);
  });
});

describe('editing in a frame', () => {
  const block = () => documentStore().getState().document.networks.residual!;
  const ids = () => block().nodes.map(({ id }) => id);
  const into = () => {
    viewStore.getState().select(['block1']);
    act('Enter');
    act('Enter');
  };

  beforeEach(() => {
    open(resnet as unknown as Document);
    viewStore.getState().set({ opened: [] });
    // Enter acts on a card that has the focus.
    document.body.innerHTML = '<div data-node="block1" tabindex="-1"></div>';
    document.querySelector<HTMLElement>('[data-node]')?.focus();
  });

  it('goes from a block into its frame, along its layers and out again, and the canvas stays', () => {
    into();
    const [first] = selection();
    expect(ids()).toContain(first);
    expect(viewStore.getState()).toMatchObject({ path: ['main'], within: ['block1'] });
    act('ArrowRight');
    expect(block().edges).toContainEqual(
      expect.objectContaining({ source: first, target: selection()[0] }),
    );
    act('Escape');
    expect(viewStore.getState()).toMatchObject({ within: [], selection: ['block1'] });
    act('Enter');
    act('Enter');
    expect(viewStore.getState()).toMatchObject({ path: ['main', 'block1'], within: [] });
    expect(selection()).toEqual([first]);
  });

  it('deletes, duplicates and adds layers of the block, in one undo step each', () => {
    into();
    const before = block();
    const [first] = selection();
    const shown = main();
    act('Delete');
    expect(ids()).not.toContain(first);
    expect(main()).toBe(shown);
    documentStore().getState().undo();
    expect(block()).toEqual(before);
    viewStore.getState().set({ opened: [] });
    into();
    const added = insertLayer('Dropout');
    expect(ids()).toContain(added);
    expect(viewStore.getState()).toMatchObject({ within: ['block1'], selection: [added] });
    act('Mod+D');
    expect(ids()).toHaveLength(before.nodes.length + 2);
    expect(main().nodes).toBe(shown.nodes);
    expect(steps()).toBe(2);
  });
});
