/** Everything that the canvas can do, as actions: keys, menus and the command palette derive from them. */
import { Copy, Group, Maximize, Scissors, Trash2, Ungroup, WandSparkles } from 'lucide-react';
import { NETWORK_KIND } from '../../../src/graph/document';
import { makeBlock, ungroup } from '../../../src/graph/edits/blocks';
import { moveNodes } from '../../../src/graph/edits/nodes';
import { commit, merge } from '../../../src/graph/history';
import { isPort } from '../../../src/graph/network';
import { type Direction, order, walk } from '../../../src/graph/topology';
import type { Action } from '../actions/action';
import { chosenNetwork, selectedNodes, shownNetwork } from '../actions/context';
import { type Key, words } from '../i18n';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { closeInPlace, enterBlock, goWithin, leaveBlock, openInPlace } from './blocks';
import { fitAll, fitSelection, layOut, togglePreparation, zoomBy, zoomTo } from './camera';
import { canvasHandle } from './canvas-handle';
import { copySelection, cutSelection, duplicateSelection, pasteNodes } from './clipboard';
import { removeSelection, selectAndShow } from './commands';
import { type Overlay, openOverlay } from './overlays/overlay-store';
import { applyPreview, endPreview } from './preview';

const view = () => viewStore.getState();
const hasSelection = () => view().selection.length > 0;
const hasAny = () => hasSelection() || view().selectedEdges.length > 0;
const hasNodes = () => shownNetwork().network.nodes.length > 0;
const onlySelected = () => (view().selection.length === 1 ? view().selection[0] : undefined);
const isWithin = () => view().within.length > 0;
const isBlock = () => selectedNodes().some(({ kind }) => kind === NETWORK_KIND);

function onCanvas(
  id: string,
  key: Key,
  shortcut: string | readonly string[],
  rest: Omit<Action, 'id' | 'label' | 'shortcut' | 'scope' | 'section'> &
    Partial<Pick<Action, 'section'>>,
): Action {
  return {
    id: `canvas.${id}`,
    section: 'network',
    label: () => words(key),
    shortcut,
    scope: 'canvas',
    ...rest,
  };
}

function open(type: 'connect' | 'disconnect' | 'rename') {
  const node = onlySelected();
  if (node !== undefined) openOverlay({ type, node } satisfies Overlay);
}

/** Tab and Enter belong to a card or the canvas itself; a button that floats over it keeps its own. */
function isOnCards(): boolean {
  const focus = document.activeElement;
  return focus === canvasHandle()?.element || focus?.closest('[data-node]') !== null;
}

/** Node ids in topological order, those on a cycle last. */
function walkOrder(): readonly string[] {
  const { network } = chosenNetwork();
  const sorted = order(network);
  const rest = network.nodes.map(({ id }) => id).filter((id) => !sorted.includes(id));
  return rest.length > 0 ? [...sorted, ...rest] : sorted;
}

/** The node before or behind the selected one; past either end Tab goes on to what follows the cards. */
function neighbour(by: 1 | -1): string | undefined {
  const all = walkOrder();
  const from = view().selection.at(-1);
  if (from === undefined) return by > 0 ? all[0] : undefined;
  return all[all.indexOf(from) + by];
}

function walkTo(direction: Direction): void {
  const { network } = chosenNetwork();
  const from = view().selection.at(-1);
  const to = from === undefined ? order(network)[0] : walk(network, from, direction);
  const next = to ?? (from === undefined ? network.nodes[0]?.id : undefined);
  if (next !== undefined) selectAndShow(next, view().within);
}

function step(by: 1 | -1): void {
  const next = neighbour(by);
  if (next !== undefined) selectAndShow(next, view().within);
}

function nudge(x: number, y: number): void {
  const { name } = chosenNetwork();
  const nodes = selectedNodes();
  const positions = new Map(
    nodes.map(({ id, position }) => [id, { x: position.x + x, y: position.y + y }]),
  );
  const key = `nudge ${nodes.map(({ id }) => id).join(' ')}`;
  documentStore()
    .getState()
    .dispatch((document) => moveNodes(document, name, positions), merge(key, words('canvas.move')));
}

function group(): void {
  const { name, network } = chosenNetwork();
  const { selection: ids, within } = view();
  const before = new Set(network.nodes.map(({ id }) => id));
  documentStore()
    .getState()
    .dispatch((document) => makeBlock(document, name, ids, 'block'), commit(words('canvas.group')));
  const made = chosenNetwork().network.nodes.find(({ id }) => !before.has(id));
  if (made) selectAndShow(made.id, within);
}

function ungroupSelection(): void {
  const { name, network } = chosenNetwork();
  const before = new Set(network.nodes.map(({ id }) => id));
  const blocks = selectedNodes().filter(({ kind }) => kind === NETWORK_KIND);
  documentStore()
    .getState()
    .dispatch(
      (document) =>
        blocks.reduce((next, { id }) => ungroup(next, { network: name, node: id }), document),
      commit(words('canvas.ungroup')),
    );
  const selection = chosenNetwork()
    .network.nodes.map(({ id }) => id)
    .filter((id) => !before.has(id));
  view().set({ selection, selectedEdges: [], within: view().within });
}

/**
 * Enter: applies what is previewed, else opens the selected block in place, else goes to the first layer in its frame;
 * from a layer in a frame it goes to the block's own network.
 */
function enter(): void {
  if (view().preview) applyPreview();
  else if (selectedNodes().some(({ id }) => openInPlace(id))) return;
  else if (isBlock()) stepInto();
  else goWithin();
}

/** Selects the first layer in the selected frame. */
function stepInto(): void {
  const { within, selection } = view();
  const inside = [...within, ...selection.slice(0, 1)];
  view().set({ selection: [], within: inside });
  const { network } = chosenNetwork();
  const layers = new Set(network.nodes.flatMap((node) => (isPort(node) ? [] : node.id)));
  const first = order(network).find((id) => layers.has(id));
  if (first === undefined) view().set({ selection, within });
  else selectAndShow(first, inside);
}

function enterAlone(): void {
  for (const id of view().selection) if (enterBlock(id)) return;
}

/**
 * Esc: ends the preview, else closes the selected frames, else goes from a layer in a frame to its block, else clears the
 * selection, else goes one level up.
 */
function leave(): void {
  if (endPreview() || closeInPlace(view().selection)) return;
  const { within } = view();
  const block = within.at(-1);
  if (block !== undefined) selectAndShow(block, within.slice(0, -1));
  else if (hasAny()) {
    view().select([]);
    canvasHandle()?.element.focus();
  } else leaveBlock();
}

const arrows = [
  ['ArrowLeft', 'upstream', 'canvas.walkUpstream', -1, 0],
  ['ArrowRight', 'downstream', 'canvas.walkDownstream', 1, 0],
  ['ArrowUp', 'previous', 'canvas.walkPrevious', 0, -1],
  ['ArrowDown', 'next', 'canvas.walkNext', 0, 1],
] as const;

const movement: readonly Action[] = arrows.flatMap(([key, direction, label, x, y]) => [
  onCanvas(`walk.${direction}`, label, key, {
    hidden: true,
    enabled: hasNodes,
    run: () => walkTo(direction),
  }),
  onCanvas(`nudge.${direction}`, 'canvas.moveNode', `Mod+${key}`, {
    hidden: true,
    enabled: hasSelection,
    run: () => nudge(x * 20, y * 20),
  }),
  onCanvas(`push.${direction}`, 'canvas.moveNode', `Mod+Shift+${key}`, {
    hidden: true,
    enabled: hasSelection,
    run: () => nudge(x * 100, y * 100),
  }),
]);

export const canvasActions: readonly Action[] = [
  ...movement,
  onCanvas('next', 'canvas.nextNode', 'Tab', {
    hidden: true,
    enabled: () => isOnCards() && neighbour(1) !== undefined,
    run: () => step(1),
  }),
  onCanvas('previous', 'canvas.previousNode', 'Shift+Tab', {
    hidden: true,
    enabled: () => isOnCards() && neighbour(-1) !== undefined,
    run: () => step(-1),
  }),
  onCanvas('connect', 'canvas.connect', 'C', {
    enabled: () => onlySelected() !== undefined,
    run: () => open('connect'),
  }),
  onCanvas('disconnect', 'canvas.disconnect', 'Shift+C', {
    enabled: () => onlySelected() !== undefined,
    run: () => open('disconnect'),
  }),
  onCanvas('rename', 'canvas.renameNode', 'F2', {
    enabled: () => onlySelected() !== undefined,
    run: () => open('rename'),
  }),
  onCanvas('remove', 'canvas.remove', ['Delete', 'Backspace'], {
    section: 'edit',
    icon: Trash2,
    enabled: hasAny,
    run: () => removeSelection(true),
  }),
  onCanvas('removeOnly', 'canvas.removeOnly', ['Shift+Delete', 'Shift+Backspace'], {
    section: 'edit',
    enabled: hasAny,
    run: () => removeSelection(false),
  }),
  onCanvas('cut', 'canvas.cut', 'Mod+X', {
    section: 'edit',
    icon: Scissors,
    enabled: hasSelection,
    run: cutSelection,
  }),
  onCanvas('copy', 'canvas.copy', 'Mod+C', {
    section: 'edit',
    icon: Copy,
    enabled: hasSelection,
    run: () => void copySelection(),
  }),
  onCanvas('paste', 'canvas.paste', 'Mod+V', { section: 'edit', run: () => void pasteNodes() }),
  onCanvas('duplicate', 'canvas.duplicate', 'Mod+D', {
    section: 'edit',
    enabled: hasSelection,
    run: duplicateSelection,
  }),
  onCanvas('selectAll', 'canvas.selectAll', 'Mod+A', {
    section: 'edit',
    enabled: hasNodes,
    run: () => view().select(shownNetwork().network.nodes.map(({ id }) => id)),
  }),
  onCanvas('group', 'canvas.group', 'Mod+G', { icon: Group, enabled: hasSelection, run: group }),
  onCanvas('ungroup', 'canvas.ungroup', 'Mod+Shift+G', {
    icon: Ungroup,
    enabled: isBlock,
    run: ungroupSelection,
  }),
  onCanvas('open', 'canvas.open', 'Enter', {
    enabled: () => isOnCards() && (view().preview !== null || isBlock() || isWithin()),
    run: enter,
  }),
  onCanvas('enter', 'canvas.enter', 'Shift+Enter', {
    enabled: () => isOnCards() && isBlock(),
    run: enterAlone,
  }),
  onCanvas('close', 'canvas.close', 'Escape', {
    enabled: () => view().preview !== null || hasAny() || view().path.length > 1,
    run: leave,
  }),
  onCanvas('fit', 'canvas.fit', 'F', {
    section: 'view',
    icon: Maximize,
    enabled: hasNodes,
    run: fitAll,
  }),
  onCanvas('fitSelection', 'canvas.fitSelection', 'Shift+F', {
    section: 'view',
    enabled: hasNodes,
    run: fitSelection,
  }),
  onCanvas('layout', 'canvas.layout', 'L', {
    icon: WandSparkles,
    enabled: hasNodes,
    run: () => void layOut(),
  }),
  onCanvas('zoomIn', 'canvas.zoomIn', ['+', '='], {
    section: 'view',
    enabled: hasNodes,
    run: () => zoomBy(1.2),
  }),
  onCanvas('zoomOut', 'canvas.zoomOut', ['-', '_'], {
    section: 'view',
    enabled: hasNodes,
    run: () => zoomBy(1 / 1.2),
  }),
  onCanvas('zoomLevel', 'canvas.zoomLevel', '0', {
    section: 'view',
    enabled: hasNodes,
    run: () => zoomTo(1),
  }),
  onCanvas('preparation', 'canvas.preparation', 'D', {
    section: 'view',
    enabled: hasNodes,
    run: togglePreparation,
  }),
  onCanvas('minimap', 'canvas.minimap', 'M', {
    section: 'view',
    enabled: hasNodes,
    run: () => view().set({ minimap: !view().minimap }),
  }),
];
