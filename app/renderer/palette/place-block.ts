/** Puts a block of the library on the canvas: one undo step, whether its networks are in the document or new. */
import type { Document } from '../../../src/graph/document';
import { blockOf, importBlock } from '../../../src/graph/edits/library';
import { wouldPlaceItself } from '../../../src/graph/network';
import { hostOf, insertBlock } from '../canvas/commands';
import type { ClientPoint } from '../canvas/overlays/overlay-store';
import { words } from '../i18n/index';
import { notify } from '../persistence/files';
import { documentStore } from '../stores/document';
import { blockName, type LibraryBlock } from './block-library';

/** Whether a block is, or places, the network that it would be placed in: a document has it under its own name. */
export function wouldPlaceHost(document: Document, host: string, block: LibraryBlock): boolean {
  return wouldPlaceItself(document, host, block.id);
}

/**
 * Brings a block along, unless the document has it already, and places it at a point of the window or behind the
 * selected node, connected.
 */
export async function placeLibraryBlock(block: LibraryBlock, at?: ClientPoint): Promise<void> {
  const library = await block.load();
  const known = library && blockOf(library);
  if (library === undefined || known === undefined) {
    const title = words('panels.placeBlock', { name: blockName(words, block) });
    notify({ title, text: words('panels.blockNotRead') });
    return;
  }
  const { document } = documentStore().getState();
  if (wouldPlaceHost(document, hostOf(at).name, block)) return;
  const { name } = importBlock(document, library, known);
  insertBlock(name, at, (before) => importBlock(before, library, known).document);
}
