/** Copy, cut, paste and duplicate; the fragment is also text in the system's clipboard, for other windows. */
import {
  copy,
  type Fragment,
  fragmentFromText,
  fragmentToText,
  paste,
} from '../../../src/graph/clipboard';
import { commit, type How } from '../../../src/graph/history';
import { chosenNetwork } from '../actions/context';
import { words } from '../i18n';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { removeSelection } from './commands';

const STEP = 40;

let held: { readonly fragment: Fragment; readonly text: string; pasted: number } | null = null;

function selectedFragment(): Fragment | null {
  const { selection } = viewStore.getState();
  if (selection.length === 0) return null;
  return copy(documentStore().getState().document, chosenNetwork().name, selection);
}

export function copySelection(): boolean {
  const fragment = selectedFragment();
  if (!fragment) return false;
  const text = fragmentToText(fragment);
  held = { fragment, text, pasted: 0 };
  // Where the browser forbids it, pasting within this window still works.
  navigator.clipboard?.writeText(text).catch(() => undefined);
  return true;
}

export function cutSelection(): void {
  if (copySelection()) removeSelection(true);
}

/** Pastes what another window copied, else what this one did. */
export async function pasteNodes(): Promise<void> {
  const text = await navigator.clipboard?.readText().catch(() => undefined);
  const foreign = text !== undefined && text !== held?.text ? fragmentFromText(text) : undefined;
  if (foreign && text !== undefined) held = { fragment: foreign, text, pasted: 0 };
  if (!held) return;
  held.pasted += 1;
  insert(held.fragment, held.pasted * STEP, commit(words('canvas.paste')));
}

export function duplicateSelection(): void {
  const fragment = selectedFragment();
  if (fragment) insert(fragment, STEP, commit(words('canvas.duplicate')));
}

function insert(fragment: Fragment, offset: number, how: How): void {
  const { name } = chosenNetwork();
  const { within, set } = viewStore.getState();
  let ids: readonly string[] = [];
  documentStore()
    .getState()
    .dispatch((document) => {
      const pasted = paste(document, name, fragment, { x: offset, y: offset });
      ids = pasted.ids;
      return pasted.document;
    }, how);
  set({ selection: ids, selectedEdges: [], within });
}
