/**
 * Blocks that any document can take: those that ship with the studio and those that somebody kept in this browser. Each
 * is a document of one block (see `documentOfBlock`), so what is kept is what a file would hold.
 */
import { createStore } from 'zustand/vanilla';
import type { Document } from '../../../src/graph/document';
import { blockOf } from '../../../src/graph/edits/library';
import { parse, serialise } from '../../../src/graph/serialise';

export interface LibraryBlock {
  /** File name of one that ships, network name of one that was kept. */
  readonly id: string;
  readonly document: Document;
  /** Kept by the person; may be removed again. */
  readonly isOwn: boolean;
}

const KEY = 'netloom.blocks';

const files = import.meta.glob<string>('../../../templates/blocks/*.json', {
  query: '?raw',
  import: 'default',
});

function read(id: string, text: string, isOwn: boolean): LibraryBlock[] {
  const result = parse(text);
  return result.ok && blockOf(result.document) !== undefined
    ? [{ id, document: result.document, isOwn }]
    : [];
}

let shipped: Promise<readonly LibraryBlock[]> | undefined;

/** Fetched when somebody first opens the library. */
export function loadShippedBlocks(): Promise<readonly LibraryBlock[]> {
  shipped ??= Promise.all(
    Object.entries(files).map(async ([path, load]) =>
      read(path.split('/').at(-1)!.replace('.json', ''), await load(), false),
    ),
  ).then((found) => found.flat());
  return shipped;
}

export const shippedBlockCount = Object.keys(files).length;

function remembered(): readonly LibraryBlock[] {
  try {
    const texts: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(texts)) return [];
    return texts.flatMap((text: unknown) => {
      const [block] = typeof text === 'string' ? read('', text, true) : [];
      return block ? [{ ...block, id: blockOf(block.document)! }] : [];
    });
  } catch {
    return [];
  }
}

/** What was kept in this browser, newest last. */
export const ownBlocks = createStore<{ readonly blocks: readonly LibraryBlock[] }>()(() => ({
  blocks: remembered(),
}));

function keepAll(blocks: readonly LibraryBlock[]): void {
  ownBlocks.setState({ blocks });
  try {
    localStorage.setItem(KEY, JSON.stringify(blocks.map(({ document }) => serialise(document))));
  } catch {
    // A browser without storage keeps the library as long as the page.
  }
}

/** Keeps a document of one block; one of the same name gives way. */
export function keepBlock(document: Document): void {
  const id = blockOf(document);
  if (id === undefined) return;
  const others = ownBlocks.getState().blocks.filter((block) => block.id !== id);
  keepAll([...others, { id, document, isOwn: true }]);
}

export function forgetBlock(id: string): void {
  keepAll(ownBlocks.getState().blocks.filter((block) => block.id !== id));
}
