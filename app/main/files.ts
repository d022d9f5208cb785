/**
 * Documents on disk. A window may read or write only paths that main itself gave out: from a dialog,
 * the list of recent files, or the operating system.
 */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fingerprintsIn } from '../shared/fingerprints';
import type { ChosenFile, OpenedFile } from '../shared/ipc';

/** The largest document that is read, in bytes; `src/graph` refuses larger ones too. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;
const RECENT_FILES = 10;

export interface Files {
  /** Reads a document that main chose, remembers it and lets the window save to it. */
  open(file: string): Promise<OpenedFile>;
  /** Reads any file that main chose, up to the 2 GiB that Node reads; it is neither remembered nor written. */
  readBytes(file: string): Promise<ChosenFile>;
  /** Like `open`, but refuses a path that main never gave out. */
  reopen(file: string): Promise<OpenedFile>;
  /** Writes beside and renames, so that a crash leaves the old file whole. */
  save(file: string, text: string): Promise<void>;
  /** Lets the window save to a path chosen in a dialog. */
  allow(file: string): void;
  isAllowed(file: string): boolean;
  recent(): Promise<readonly string[]>;
  /** What data the recent files learn from, by its fingerprints. */
  fingerprints(): Promise<readonly string[]>;
}

/** `recentFile` keeps the list between launches; `onRecent` tells the operating system. */
export function createFiles(recentFile: string, onRecent: (file: string) => void): Files {
  const allowed = new Set<string>();

  async function recent(): Promise<string[]> {
    try {
      const list: unknown = JSON.parse(await readFile(recentFile, 'utf8'));
      return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
    } catch {
      return [];
    }
  }

  async function remember(file: string): Promise<void> {
    allowed.add(file);
    const others = (await recent()).filter((other) => other !== file);
    await writeFile(recentFile, JSON.stringify([file, ...others].slice(0, RECENT_FILES)));
    onRecent(file);
  }

  async function open(file: string): Promise<OpenedFile> {
    const text = await read(file);
    await remember(file);
    return { path: file, text };
  }

  async function fingerprints(): Promise<string[]> {
    const found = new Set<string>();
    // One after another: ten large files at once would take half a gigabyte.
    for (const file of await recent()) {
      const text = await read(file).catch(() => '');
      for (const fingerprint of fingerprintsIn(text)) found.add(fingerprint);
    }
    return [...found];
  }

  return {
    open,
    readBytes: async (file) => {
      const { buffer, byteOffset, byteLength } = await readFile(file);
      return { name: path.basename(file), bytes: new Uint8Array(buffer, byteOffset, byteLength) };
    },
    reopen: async (file) => {
      const known = allowed.has(file) || (await recent()).includes(file);
      if (!known) throw new Error('Only files from a dialog or the recent list can be opened.');
      return open(file);
    },
    save: async (file, text) => {
      if (!allowed.has(file)) throw new Error('Only files chosen in a dialog can be written.');
      const beside = `${file}.saving`;
      await writeFile(beside, text, 'utf8');
      await rename(beside, file);
      await remember(file);
    },
    allow: (file) => allowed.add(file),
    isAllowed: (file) => allowed.has(file),
    recent,
    fingerprints,
  };
}

/** Throws where the file is larger than any document. */
async function read(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > MAX_DOCUMENT_BYTES) {
    throw new Error(
      `${path.basename(file)} has ${size} bytes; a document has at most ${MAX_DOCUMENT_BYTES}.`,
    );
  }
  return readFile(file, 'utf8');
}
