/**
 * Pictures packed on disk in shards of a few megabytes, each with a list of what is in it. A shard counts once its list
 * is written, so an import that was cancelled, or broke off, goes on where it stood: what was imported stays.
 */
import type { StoredRows } from '../dataset';
import { createSha256, sha256 } from '../preparation/sha256';
import { SHARD_BYTES, WINDOW } from '../stored-rows';
import { FilesError } from './problems';

/** Where shards lie: a folder of this machine, or of the browser's private file system. */
export interface ShardFolder {
  readonly name: string;
  /** `undefined` where there is no such file. */
  readonly read: (file: string) => Promise<Uint8Array | undefined>;
  /** Writes the file whole or not at all. */
  readonly write: (file: string, bytes: Uint8Array) => Promise<void>;
  /** Reads these files from now on without waiting. */
  readonly reader: (files: readonly string[]) => Promise<(file: string) => Uint8Array>;
}

export interface ShardEntry {
  readonly path: string;
  /** Bytes of the file that the picture was decoded from. */
  readonly size: number;
  /** Changes when the file does. */
  readonly stamp?: number;
  readonly className: string;
  /** SHA-256 of the pixels. */
  readonly hash: string;
}

/** A part of what is imported: its name and the bytes of a picture. */
export interface ShardPart {
  readonly folder: ShardFolder;
  readonly part: 'train' | 'test';
  readonly bytes: number;
}

export const shardRows = (bytes: number): number => Math.max(1, Math.floor(SHARD_BYTES / bytes));

const fileOf = ({ part, bytes }: ShardPart, shard: number, ending: string): string =>
  `${part}-${bytes}-${shard}.${ending}`;

/** What is in the shards already, as far as every entry is still wanted. */
export async function shardEntries(
  place: ShardPart,
  isWanted: (entry: ShardEntry) => boolean = () => true,
): Promise<ShardEntry[]> {
  const entries: ShardEntry[] = [];
  for (let shard = 0; ; shard++) {
    const list = await place.folder.read(fileOf(place, shard, 'json'));
    const own = list && readList(list);
    if (!own?.every(isWanted)) return entries;
    entries.push(...own);
    if (own.length < shardRows(place.bytes)) return entries;
  }
}

function readList(bytes: Uint8Array): readonly ShardEntry[] | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as readonly ShardEntry[]; // as written below
  } catch {
    return undefined;
  }
}

const writeList = (place: ShardPart, shard: number, entries: readonly ShardEntry[]) =>
  place.folder.write(
    fileOf(place, shard, 'json'),
    new TextEncoder().encode(JSON.stringify(entries)),
  );

/** What an earlier import left in this shard and behind it counts no longer. */
async function endBefore(place: ShardPart, shard: number): Promise<void> {
  if (await place.folder.read(fileOf(place, shard, 'json'))) await writeList(place, shard, []);
}

export type NewPicture = Omit<ShardEntry, 'hash'> & { readonly values: Uint8Array };

/** Appends pictures to the shards; at most one shard is in memory, and lost where the work breaks off. */
export class ShardWriter {
  readonly #place: ShardPart;
  readonly #entries: ShardEntry[];
  readonly #buffer: Uint8Array;
  #filled = 0;
  #isChanged = false;

  private constructor(place: ShardPart, entries: readonly ShardEntry[]) {
    this.#place = place;
    this.#entries = [...entries];
    this.#buffer = new Uint8Array(shardRows(place.bytes) * place.bytes);
  }

  /** Goes on behind `entries`, which the shards hold. */
  static async open(place: ShardPart, entries: readonly ShardEntry[]): Promise<ShardWriter> {
    const rows = shardRows(place.bytes);
    const writer = new ShardWriter(place, entries);
    const rest = entries.length % rows;
    if (rest === 0) {
      await endBefore(place, entries.length / rows);
      return writer;
    }
    const last = await place.folder.read(fileOf(place, Math.floor(entries.length / rows), 'bin'));
    if (last && last.length >= rest * place.bytes) {
      writer.#buffer.set(last.subarray(0, rest * place.bytes));
      writer.#filled = rest;
    } else writer.#entries.length -= rest;
    return writer;
  }

  get entries(): readonly ShardEntry[] {
    return this.#entries;
  }

  async add({ values, ...about }: NewPicture): Promise<void> {
    const { bytes } = this.#place;
    const hash = await sha256(values as Uint8Array<ArrayBuffer>); // decoded here, never shared memory
    this.#buffer.set(values, this.#filled * bytes);
    this.#entries.push({ ...about, hash });
    this.#filled += 1;
    this.#isChanged = true;
    if (this.#filled === shardRows(bytes)) await this.flush();
  }

  /** Writes what is in memory. */
  async flush(): Promise<void> {
    if (!this.#isChanged) return;
    const { folder, bytes } = this.#place;
    const shard = Math.ceil(this.#entries.length / shardRows(bytes)) - 1;
    await folder.write(
      fileOf(this.#place, shard, 'bin'),
      this.#buffer.subarray(0, this.#filled * bytes),
    );
    const isFull = this.#filled === shardRows(bytes);
    if (isFull) await endBefore(this.#place, shard + 1);
    await writeList(this.#place, shard, this.#entries.slice(this.#entries.length - this.#filled));
    this.#isChanged = false;
    if (isFull) this.#filled = 0;
  }
}

/** The pictures of these entries by row, with a few shards in memory. */
export async function readShards(
  place: ShardPart,
  entries: readonly ShardEntry[],
): Promise<StoredRows> {
  const { folder, bytes } = place;
  const rows = shardRows(bytes);
  const shardOf = (row: number): number => Math.floor(row / rows);
  const count = Math.ceil(entries.length / rows);
  const nameOf = (shard: number): string => fileOf(place, shard, 'bin');
  const readFile = await folder.reader(Array.from({ length: count }, (_, shard) => nameOf(shard)));
  const kept = new Map<number, Uint8Array>();
  const shardAt = (shard: number): Uint8Array => {
    const found = kept.get(shard) ?? readFile(nameOf(shard));
    // The one that was used last is the last to go.
    kept.delete(shard);
    kept.set(shard, found);
    const [oldest] = kept.keys();
    if (kept.size > WINDOW && oldest !== undefined) kept.delete(oldest);
    return found;
  };
  const read = (picked: Int32Array): Uint8Array => {
    const values = new Uint8Array(picked.length * bytes);
    for (const [i, row] of picked.entries()) {
      const start = (row % rows) * bytes;
      const one = shardAt(shardOf(row)).subarray(start, start + bytes);
      if (one.length < bytes) {
        throw new FilesError(`${nameOf(shardOf(row))} is not whole; import the pictures again.`);
      }
      values.set(one, i * bytes);
    }
    return values;
  };
  return { id: hashOf(entries), folder: folder.name, shardOf, read };
}

/** One hash of all pictures in order. */
function hashOf(entries: readonly ShardEntry[]): string {
  const hash = createSha256();
  const text = new TextEncoder();
  for (const entry of entries) hash.update(text.encode(entry.hash));
  return hash.digest();
}
