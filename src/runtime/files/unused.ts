/**
 * What imports left in the browser's private file system, and the end of what nobody needs: no document that is open or
 * kept names it, and no window holds it. Shards live as long as an import that names them.
 */
import { SHARDS } from './browser-shards';
import { heldFiles, whileUnheld } from './in-use';
import { privateRoot } from './private-folder';
import { IMPORTS, MADE_HERE, shardsNamed } from './store';

/** One folder of an import: its columns, or its shards. */
interface KeptFolder {
  readonly root: typeof IMPORTS | typeof SHARDS;
  readonly name: string;
  readonly bytes: number;
  /** When it was last written or learnt from, in milliseconds since 1970. */
  readonly usedAt: number;
  /** Folders of shards that it names. */
  readonly shards: readonly string[];
  /** It lies nowhere else: no folder or file brings it again. */
  readonly isMadeHere: boolean;
}

/** What nobody deletes. */
export interface Needs {
  /** Fingerprints that documents name. */
  readonly named: ReadonlySet<string>;
  /** What was used later stays, in milliseconds since 1970. */
  readonly usedAfter?: number;
  /** What was made here goes only when a person asks for it. */
  readonly keepsMadeHere?: boolean;
}

export interface KeptFiles {
  readonly imports: number;
  readonly bytes: number;
  /** Bytes that nobody needs. */
  readonly unused: number;
}

/** What this machine keeps; nothing counts as unused where the browser cannot say what other windows hold. */
export async function keptFiles(given: Needs): Promise<KeptFiles> {
  const all = await listKept();
  const needs = await withHeld(given);
  let left: readonly KeptFolder[] = all;
  for (let next = longestUnused(left, needs); next; next = longestUnused(left, needs)) {
    left = without(left, next);
  }
  return {
    imports: all.filter(({ root }) => root === IMPORTS).length,
    bytes: total(all),
    unused: total(all) - total(left),
  };
}

/** Deletes what nobody needs, the longest unused first, until `enough` bytes are free. Says how many came free. */
export async function deleteUnused(
  given: Needs,
  enough = Number.POSITIVE_INFINITY,
): Promise<number> {
  let left: readonly KeptFolder[] = await listKept();
  let needs = await withHeld(given);
  let freed = 0;
  while (freed < enough) {
    const next = longestUnused(left, needs);
    if (!next) break;
    const root = await privateRoot(next.root);
    const remove = () => root.removeEntry(next.name, { recursive: true });
    if (await whileUnheld(next.name, remove)) {
      left = without(left, next);
      freed += next.bytes;
    } else needs = needs && { ...needs, named: new Set([...needs.named, next.name]) };
  }
  return freed;
}

const total = (folders: readonly KeptFolder[]): number =>
  folders.reduce((sum, { bytes }) => sum + bytes, 0);

const without = (folders: readonly KeptFolder[], gone: KeptFolder): readonly KeptFolder[] =>
  folders.filter((folder) => folder !== gone);

async function withHeld(needs: Needs): Promise<Needs | undefined> {
  const held = await heldFiles();
  return held && { ...needs, named: new Set([...needs.named, ...held]) };
}

function longestUnused(
  all: readonly KeptFolder[],
  needs: Needs | undefined,
): KeptFolder | undefined {
  if (!needs) return undefined;
  const { named, usedAfter = Number.POSITIVE_INFINITY, keepsMadeHere = false } = needs;
  const shards = new Set(all.flatMap((folder) => folder.shards));
  const isNeeded = (folder: KeptFolder): boolean =>
    named.has(folder.name) ||
    shards.has(folder.name) ||
    folder.usedAt > usedAfter ||
    (keepsMadeHere && folder.isMadeHere);
  const [first] = all.filter((each) => !isNeeded(each)).sort((a, b) => a.usedAt - b.usedAt);
  return first;
}

async function listKept(): Promise<readonly KeptFolder[]> {
  const found: KeptFolder[] = [];
  for (const root of [IMPORTS, SHARDS] as const) {
    for await (const folder of (await privateRoot(root)).values()) {
      if (folder.kind === 'directory') found.push(await about(root, folder));
    }
  }
  return found;
}

async function about(
  root: KeptFolder['root'],
  folder: FileSystemDirectoryHandle,
): Promise<KeptFolder> {
  let bytes = 0;
  let usedAt = 0;
  let isMadeHere = false;
  for await (const entry of folder.values()) {
    if (entry.kind !== 'file') continue;
    isMadeHere ||= entry.name === MADE_HERE;
    const { size, lastModified } = await entry.getFile();
    bytes += size;
    usedAt = Math.max(usedAt, lastModified);
  }
  const shards = root === IMPORTS ? await shardsNamed(folder) : [];
  return { root, name: folder.name, bytes, usedAt, shards, isMadeHere };
}
