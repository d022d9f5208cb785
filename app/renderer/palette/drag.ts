/** What a drag from the palette carries, and what comes of it where it is dropped. */
import { NETWORK_KIND } from '../../../src/graph/document';
import { insertBlock, insertLayer } from '../canvas/commands';
import type { ClientPoint } from '../canvas/overlays/overlay-store';
import { libraryBlock } from './block-library';
import { placeLibraryBlock } from './place-block';

const KIND = 'application/netloom-kind';
/** A network of the document. */
const BLOCK = 'application/netloom-block';
/** Id of a block of the library, which the document may not have yet. */
const LIBRARY = 'application/netloom-library';

interface Dragged {
  readonly kind: string;
  readonly block?: string;
  readonly library?: string;
}

export function startDrag(transfer: DataTransfer, { kind, block, library }: Dragged): void {
  transfer.effectAllowed = 'copy';
  transfer.setData(KIND, kind);
  if (block !== undefined) transfer.setData(BLOCK, block);
  if (library !== undefined) transfer.setData(LIBRARY, library);
}

export function isFromPalette(transfer: DataTransfer): boolean {
  return transfer.types.includes(KIND);
}

/** Adds what was dragged at a point of the window. */
export function placeDropped(transfer: DataTransfer, at: ClientPoint): void {
  const kind = transfer.getData(KIND);
  const library = libraryBlock(transfer.getData(LIBRARY));
  const block = transfer.getData(BLOCK);
  if (library) void placeLibraryBlock(library, at);
  else if (kind === NETWORK_KIND) insertBlock(block, at);
  else if (kind !== '') insertLayer(kind, at);
}
