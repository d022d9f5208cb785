/** What the canvas can do to the document and the camera, outside React: actions, palette and keys call these. */
import {
  type Config,
  type Document,
  type Edge,
  edgeId,
  NETWORK_KIND,
  type Network,
  type Node,
  type Position,
} from '../../../src/graph/document';
import { connect, disconnect, insertOnEdge } from '../../../src/graph/edits/edges';
import { addNode, idForNode, moveNodes, removeNodes } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { baseId, idMaker, isValidId } from '../../../src/graph/ids';
import { edgesFrom, nodeById, nodesById, wouldCycle } from '../../../src/graph/topology';
import { chosenNetwork, selectedNodes, shownNetwork } from '../actions/context';
import { words } from '../i18n';
import { kindName } from '../i18n/names';
import { documentStore } from '../stores/document';
import { currentProblems, problemsOf } from '../stores/facts';
import { viewStore } from '../stores/view';
import { canvasHandle, moveTime, visibleRect } from './canvas-handle';
import { CARD, PITCH } from './geometry';
import { layerOf } from './language';
import type { ClientPoint } from './overlays/overlay-store';
import { freePlace, placeAfter } from './placing';
import type { End } from './wiring/judge';
import { edgeBetween } from './wiring/judge';

const store = () => documentStore().getState();
const view = () => viewStore.getState();

/** A point of the window in the network's coordinates, as the top left corner of a card around it. */
export function positionAt(at: ClientPoint): Position {
  const handle = canvasHandle();
  const point = handle ? handle.flow.screenToFlowPosition(at) : onEmptyCanvas(at);
  return { x: Math.round(point.x - CARD.width / 2), y: Math.round(point.y - CARD.firstHandle) };
}

/** An empty canvas has no camera yet: its corner is the network's origin, and stays so under the first card. */
function onEmptyCanvas(at: ClientPoint): Position {
  const box = document.querySelector('[data-region="canvas"]')?.getBoundingClientRect();
  return { x: at.x - (box?.left ?? 0), y: at.y - (box?.top ?? 0) };
}

/** The edge under a point of the window; cards win over edges. */
function edgeUnder(at: ClientPoint): Edge | undefined {
  const hit = document.elementFromPoint(at.x, at.y)?.closest('.react-flow__edge');
  const id = hit?.getAttribute('data-id');
  return id ? shownNetwork().network.edges.find((edge) => edgeId(edge) === id) : undefined;
}

/** The network that a newcomer goes to: under the pointer the shown one, else the one that the selection lies in. */
export const hostOf = (at?: ClientPoint) => (at ? shownNetwork() : chosenNetwork());

/** What comes onto the canvas; `prepare` gives the document first what the newcomer needs. */
interface Newcomer {
  readonly id: string;
  readonly kind: string;
  readonly config: Config;
  readonly label: string;
  readonly prepare?: ((document: Document) => Document) | undefined;
}

/**
 * Adds a node and selects it: at a point of the window, on the edge under that point, or (without a point) behind the
 * selected node and joined to it. One undo step. Returns the new node's id.
 */
function insert({ id, kind, config, label, prepare }: Newcomer, at?: ClientPoint): string {
  const { name, network } = hostOf(at);
  const within = at ? [] : view().within;
  const edge = at && takesOne(kind) ? edgeUnder(at) : undefined;
  const after = at ? undefined : selectedNodes().at(-1);
  const onward = after && takesOne(kind) ? onlyEdgeFrom(network, after.id) : undefined;
  const position = at ? positionAt(at) : placeBehind(network, after, onward !== undefined);
  store().dispatch((before) => {
    const ready = prepare?.(before) ?? before;
    const added = addNode(ready, name, { kind, position, id, config });
    const through = edge ?? onward;
    if (through) {
      const inserted = insertOnEdge(added, name, through, { id });
      if (inserted !== added) return makeRoom(inserted, name, id);
    }
    if (!after || after.kind === 'Output' || layerOf(kind)?.inputs.max === 0) return added;
    return connect(added, name, { source: after.id, target: id });
  }, commit(label));
  selectAndShow(id, within);
  return id;
}

/** Adds a layer, as `insert` says. */
export function insertLayer(kind: string, at?: ClientPoint): string {
  const id = idForNode(store().document, hostOf(at).name, kind);
  const label = words('canvas.add', { kind: kindName(words, kind) });
  return insert({ id, kind, config: {}, label }, at);
}

/** Places a network, as `insert` says; `prepare` brings it into a document that lacks it. */
export function insertBlock(
  block: string,
  at?: ClientPoint,
  prepare?: (document: Document) => Document,
): string {
  const base = isValidId(block) ? block : baseId(NETWORK_KIND);
  const id = idMaker(nodesById(hostOf(at).network).keys())(base);
  const label = words('panels.placeBlock', { name: block });
  return insert({ id, kind: NETWORK_KIND, config: { network: block }, label, prepare }, at);
}

/** Adds a layer at the end of an edge that was dropped on empty canvas, joined to where the edge starts. */
export function insertConnected(kind: string, from: End, at: ClientPoint | null): string {
  const { name, network } = shownNetwork();
  const { document, dispatch } = store();
  const id = idForNode(document, name, kind);
  const origin = nodeById(network, from.node);
  const position = at
    ? { x: positionAt(at).x + (from.side === 'source' ? 80 : -80), y: positionAt(at).y }
    : origin
      ? placeAfter(network, origin)
      : freePlace(network, visibleRect());
  dispatch(
    (before) => {
      const added = addNode(before, name, { kind, position, id });
      const to: End =
        from.side === 'source'
          ? { node: id, handle: 'in:0', side: 'target' }
          : { node: id, handle: 'out', side: 'source' };
      const edge = edgeBetween(added, name, from, to);
      return edge ? connect(added, name, edge) : added;
    },
    commit(words('canvas.add', { kind: kindName(words, kind) })),
  );
  selectAndShow(id);
  return id;
}

/** In the place of what follows, which makes room; else where a row goes on; without a node where there is space. */
function placeBehind(network: Network, after: Node | undefined, between: boolean): Position {
  if (!after) return freePlace(network, visibleRect());
  if (!between) return placeAfter(network, after);
  return { x: after.position.x + PITCH.x, y: after.position.y };
}

function takesOne(kind: string): boolean {
  const inputs = layerOf(kind)?.inputs;
  return inputs !== undefined && inputs.max > 0 && inputs.min <= 1 && kind !== 'Output';
}

function onlyEdgeFrom(network: Network, id: string): Edge | undefined {
  const edges = edgesFrom(network, id);
  return edges.length === 1 ? edges[0] : undefined;
}

/** After an insertion, everything to the right in the same row makes room by one pitch. */
function makeRoom(document: Document, name: string, id: string): Document {
  const host = document.networks[name];
  const node = host && nodeById(host, id);
  if (!host || !node) return document;
  const inTheWay = host.nodes.some(
    (other) =>
      other.id !== id &&
      Math.abs(other.position.x - node.position.x) < CARD.width + 20 &&
      Math.abs(other.position.y - node.position.y) < CARD.header + CARD.lines,
  );
  if (!inTheWay) return document;
  const moved = new Map<string, Position>();
  for (const other of host.nodes) {
    const { x, y } = other.position;
    const behind = other.id !== id && x >= node.position.x - 10;
    if (behind && Math.abs(y - node.position.y) < PITCH.y / 2) {
      moved.set(other.id, { x: x + PITCH.x, y });
    }
  }
  return moveNodes(document, name, moved);
}

/** Joins two handles of the shown network, or of `host`, in one undo step; returns false where the document refuses. */
export function connectEnds(from: End, to: End, delayed: boolean, host = shownNetwork()): boolean {
  const { name, network } = host;
  const { document, dispatch } = store();
  const edge = edgeBetween(document, name, from, to);
  if (!edge || (!delayed && wouldCycle(network, edge.source, edge.target))) return false;
  dispatch(
    (before) => connect(before, name, delayed ? { ...edge, delay: 1 } : edge),
    commit(words('canvas.connect')),
  );
  const changed = store().document !== document;
  if (changed) showRepair(name, edge.target);
  return changed;
}

/** An edge that a repair can mend is shown with it at once; the preview is not an edit. */
function showRepair(name: string, node: string): void {
  const known = new Set(currentProblems().map(({ message }) => message));
  const problem = problemsOf(store().document).find(
    (candidate) =>
      candidate.network === name &&
      candidate.node === node &&
      candidate.repairs.length > 0 &&
      !known.has(candidate.message),
  );
  const [repair] = problem?.repairs ?? [];
  if (repair) view().set({ preview: repair });
}

export function disconnectEdges(edges: readonly Edge[], { name } = shownNetwork()): void {
  store().dispatch((before) => disconnect(before, name, edges), commit(words('canvas.disconnect')));
}

/** Deletes the selection; with `reconnect` the neighbours are joined where that brings no new error. */
export function removeSelection(reconnect: boolean): void {
  const { name, network } = chosenNetwork();
  const { selection, selectedEdges, select } = view();
  const edges = network.edges.filter((edge) => selectedEdges.includes(edgeId(edge)));
  const { document, dispatch } = store();
  const label = commit(words('canvas.remove'));
  dispatch((before) => {
    const without = disconnect(before, name, edges);
    const plain = removeNodes(without, name, selection);
    if (!reconnect || selection.length === 0) return plain;
    const joined = removeNodes(without, name, selection, { reconnect: true });
    return errorCount(joined) <= errorCount(before) ? joined : plain;
  }, label);
  if (store().document === document) return;
  select([]);
  // The card that had the focus is gone; keys go on from the canvas.
  canvasHandle()?.element.focus();
}

function errorCount(document: Document): number {
  return problemsOf(document).filter(
    ({ severity, code }) => severity === 'error' && /shape|rank|merge|axes|cycle/.test(code),
  ).length;
}

/** Selects a node of the shown network, or of a block open in place on it, gives it the focus and brings it into sight. */
export function selectAndShow(id: string, within: readonly string[] = []): void {
  view().set({ selection: [id], selectedEdges: [], within });
  focusCard(id, within);
  const handle = canvasHandle();
  const node = nodeById(shownNetwork().network, within[0] ?? id);
  if (!handle || !node) return;
  const sight = visibleRect();
  const { x, y } = node.position;
  const inSight =
    sight &&
    x >= sight.x &&
    y >= sight.y &&
    x + CARD.width <= sight.x + sight.width &&
    y + 120 <= sight.y + sight.height;
  if (!inSight) {
    const { zoom } = handle.flow.getViewport();
    void handle.flow.setCenter(x + CARD.width / 2, y + 60, { zoom, duration: moveTime() });
  }
}

/** What a card carries as `data-node`: the way to its node from the shown network. */
export const cardKey = (id: string, within: readonly string[] = []): string =>
  [...within, id].join('/');

/** Focuses a card as soon as it is drawn. */
export function focusCard(id: string, within: readonly string[] = [], tries = 10): void {
  const element = canvasHandle()?.element;
  const card = element?.querySelector<HTMLElement>(
    `[data-node="${CSS.escape(cardKey(id, within))}"]`,
  );
  if (card) card.focus({ preventScroll: true });
  // The first card of an empty canvas comes with the canvas' own camera, a frame or two later.
  else if (tries > 0) requestAnimationFrame(() => focusCard(id, within, tries - 1));
}
