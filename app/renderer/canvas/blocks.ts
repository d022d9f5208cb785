/** Going into placed networks and out again; the way is view state. */
import { type Document, NETWORK_KIND } from '../../../src/graph/document';
import { detachCopy } from '../../../src/graph/edits/blocks';
import { commit } from '../../../src/graph/history';
import { networkOf, placedNetwork, placementsOf } from '../../../src/graph/network';
import { nodeById } from '../../../src/graph/topology';
import { chosenNetwork } from '../actions/context';
import { words } from '../i18n';
import { documentStore } from '../stores/document';
import { shownNetworkName } from '../stores/shown';
import { viewStore } from '../stores/view';
import { canvasHandle } from './canvas-handle';
import { focusCard } from './commands';
import { frameKey } from './frames/frame';

/** Shows the inside of a placement beside the selection. */
export function enterBlock(id: string): boolean {
  const { network } = chosenNetwork();
  const node = nodeById(network, id);
  const placed = node?.kind === NETWORK_KIND ? placedNetwork(node) : undefined;
  if (placed === undefined || !networkOf(documentStore().getState().document, placed)) return false;
  const { path, within, set } = viewStore.getState();
  set({ path: [...path, ...within, id], selection: [], selectedEdges: [], preview: null });
  // The card that had the focus is out of sight; keys go on from the canvas.
  canvasHandle()?.element.focus();
  return true;
}

/** Goes into the frame that the selection lies in; it stays selected there. */
export function goWithin(): void {
  const { path, within, selection, set } = viewStore.getState();
  set({ path: [...path, ...within], selection, selectedEdges: [], preview: null });
  const [id] = selection;
  if (id !== undefined) focusCard(id);
}

/** Opens a placement beside the selection in place as a frame; false where it is open already or places nothing. */
export function openInPlace(id: string): boolean {
  const { path, within, opened, set } = viewStore.getState();
  const key = frameKey([...path, ...within, id]);
  if (opened.includes(key)) return false;
  const { network } = chosenNetwork();
  const node = nodeById(network, id);
  const placed = node && placedNetwork(node);
  if (!networkOf(documentStore().getState().document, placed ?? '')) return false;
  set({ opened: [...opened, key] });
  return true;
}

/** Closes the open ones of these placements; false where none is open. */
export function closeInPlace(ids: readonly string[]): boolean {
  const { path, within, opened, set } = viewStore.getState();
  const keys = new Set(ids.map((id) => frameKey([...path, ...within, id])));
  const left = opened.filter((key) => !keys.has(key));
  if (left.length === opened.length) return false;
  set({ opened: left });
  return true;
}

/** One level up, with the placement selected; false at the top. */
export function leaveBlock(): boolean {
  const { path, set } = viewStore.getState();
  const inside = path.at(-1);
  if (path.length < 2 || inside === undefined) return false;
  set({ path: path.slice(0, -1), selection: [inside], selectedEdges: [], preview: null });
  canvasHandle()?.element.focus();
  return true;
}

/** Shows a level of the way that led here. */
export function goToLevel(level: number): void {
  const { path, set } = viewStore.getState();
  if (level < path.length - 1) {
    set({ path: path.slice(0, level + 1), selection: [], selectedEdges: [], preview: null });
  }
}

/** How many placements an edit in the network at the end of `path` changes. */
export function placementCount(document: Document, path: readonly string[]): number {
  if (path.length < 2) return 0;
  return placementsOf(document, shownNetworkName(document, path)).length;
}

/** Gives the placement at the end of `path` a network of its own. */
export function detachPlacement(path: readonly string[]): void {
  const node = path.at(-1);
  if (path.length < 2 || node === undefined) return;
  documentStore()
    .getState()
    .dispatch(
      (document) =>
        detachCopy(document, { network: shownNetworkName(document, path.slice(0, -1)), node }),
      commit(words('canvas.detach')),
    );
}
