/**
 * Blocks that any document can take: those that ship with the studio, backbones with their weights, and those that
 * somebody kept in this browser. Each is a document of one block (see `documentOfBlock`), so what is kept is what a file
 * would hold.
 */
import { createStore } from 'zustand/vanilla';
import type { Document } from '../../../src/graph/document';
import { blockOf } from '../../../src/graph/edits/library';
import { parse, serialise } from '../../../src/graph/serialise';
import { type Key, resources, type Translate } from '../i18n/index';
import type { Searchable } from './search';

/** `own`: kept by the person; may be removed again. */
export type Shelf = 'own' | 'blocks' | 'backbones';

export interface LibraryBlock {
  /** Name of the block's network. */
  readonly id: string;
  readonly shelf: Shelf;
  /** Fetches one that ships; `undefined` where its file did not come. */
  readonly load: () => Promise<Document | undefined>;
}

const KEY = 'netloom.blocks';

const files = import.meta.glob<string>('../../../templates/{blocks,backbones}/*.json', {
  query: '?raw',
  import: 'default',
});

function read(text: string): Document | undefined {
  const result = parse(text);
  return result.ok && blockOf(result.document) !== undefined ? result.document : undefined;
}

/** Those that ship, by name; their files come when one of them is placed. */
export const shippedBlocks: readonly LibraryBlock[] = Object.entries(files).map(([path, load]) => ({
  id: path.split('/').at(-1)!.replace('.json', ''),
  shelf: path.includes('/backbones/') ? 'backbones' : 'blocks',
  load: () => load().then(read, () => undefined),
}));

const ownBlock = (document: Document): LibraryBlock => ({
  id: blockOf(document) ?? document.name,
  shelf: 'own',
  load: async () => document,
});

function remembered(): readonly Document[] {
  try {
    const texts: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(texts)) return [];
    return texts.flatMap((text: unknown) => (typeof text === 'string' && read(text)) || []);
  } catch {
    return [];
  }
}

interface Own {
  readonly documents: readonly Document[];
  readonly blocks: readonly LibraryBlock[];
}

const own = (documents: readonly Document[]): Own => ({
  documents,
  blocks: documents.map(ownBlock),
});

/** What was kept in this browser, newest last. */
export const ownBlocks = createStore<Own>()(() => own(remembered()));

function keepAll(documents: readonly Document[]): void {
  ownBlocks.setState(own(documents));
  try {
    localStorage.setItem(KEY, JSON.stringify(documents.map(serialise)));
  } catch {
    // A browser without storage keeps the library as long as the page.
  }
}

const without = (id: string): readonly Document[] =>
  ownBlocks.getState().documents.filter((document) => blockOf(document) !== id);

/** Keeps a document of one block; one of the same name gives way. */
export function keepBlock(document: Document): void {
  const id = blockOf(document);
  if (id !== undefined) keepAll([...without(id), document]);
}

export function forgetBlock(id: string): void {
  keepAll(without(id));
}

const libraryBlocks = (): readonly LibraryBlock[] => [
  ...ownBlocks.getState().blocks,
  ...shippedBlocks,
];

/** Tells blocks of one name on different shelves apart. */
export const blockKey = ({ shelf, id }: LibraryBlock): string => `${shelf}/${id}`;

export function libraryBlock(key: string): LibraryBlock | undefined {
  return libraryBlocks().find((block) => blockKey(block) === key);
}

// A file of the library is a key of the area `blocks`; a test holds that each one is.
export function blockName(t: Translate, { id, shelf }: LibraryBlock): string {
  return shelf === 'own' ? id : t(`blocks.${id}` as Key);
}

export function blockDoc(t: Translate, { id, shelf }: LibraryBlock): string {
  return shelf === 'own' ? '' : t(`blocks.${id}Doc` as Key);
}

/** A block of the library as searches find it. */
export interface FoundBlock extends Searchable {
  readonly block: LibraryBlock;
}

export function findableBlocks(): readonly FoundBlock[] {
  return libraryBlocks().map((block) => {
    const names = [resources.en, resources['zh-CN']].flatMap(({ translation }) => {
      const words: Readonly<Record<string, string>> | undefined = translation.blocks;
      return block.shelf === 'own' ? [] : (words?.[block.id] ?? []);
    });
    return { id: `block/${blockKey(block)}`, names: [...names, block.id], block };
  });
}
