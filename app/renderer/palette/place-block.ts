/** Puts a block on the canvas behind the selected node, connected: one undo step, whether it is in the document or new. */
import { type Document, NETWORK_KIND } from '../../../src/graph/document';
import { connect } from '../../../src/graph/edits/edges';
import { blockOf, importBlock } from '../../../src/graph/edits/library';
import { addNode } from '../../../src/graph/edits/nodes';
import { commit } from '../../../src/graph/history';
import { wouldPlaceItself } from '../../../src/graph/network';
import { selectedNodes, shownNetwork } from '../actions/context';
import { words } from '../i18n/index';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import type { LibraryBlock } from './block-library';

/** The network to place, in a document that has it. */
type Bring = (document: Document) => { readonly document: Document; readonly name: string };

function place(label: string, bring: Bring): void {
  const { name: host, network } = shownNetwork();
  const after = selectedNodes().at(-1);
  const anchor = after ?? network.nodes.at(-1);
  const position = anchor ? { x: anchor.position.x + 210, y: anchor.position.y } : { x: 0, y: 0 };
  let placed: string | undefined;
  documentStore()
    .getState()
    .dispatch(
      (before) => {
        const { document, name } = bring(before);
        const added = addNode(document, host, {
          kind: NETWORK_KIND,
          position,
          id: name,
          config: { network: name },
        });
        placed = added.networks[host]?.nodes.at(-1)?.id;
        return after && placed ? connect(added, host, { source: after.id, target: placed }) : added;
      },
      commit(words('panels.placeBlock', { name: label })),
    );
  if (placed) viewStore.getState().select([placed]);
}

/** Places a block of this document. */
export function placeBlock(block: string): void {
  place(block, (document) => ({ document, name: block }));
}

/** Whether a block of the library is, or places, the network that it would be placed in. */
export function wouldPlaceHost(document: Document, host: string, block: LibraryBlock): boolean {
  const name = blockOf(block.document);
  if (name === undefined) return false;
  const brought = importBlock(document, block.document, name);
  return wouldPlaceItself(brought.document, host, brought.name);
}

/** Brings a block of the library along, unless the document has it already, and places it. */
export function placeLibraryBlock({ id, document: library }: LibraryBlock): void {
  const name = blockOf(library);
  if (name !== undefined) place(id, (document) => importBlock(document, library, name));
}
