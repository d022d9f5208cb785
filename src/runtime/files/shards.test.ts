import { describe, expect, it } from 'vitest';
import type { Samples } from '../dataset';
import { SHARDED_BYTES } from '../stored-rows';
import { importFiles } from './open';
import { FileProblems } from './problems';
import type { ReadContext } from './reader';
import { type ShardFolder, shardEntries, shardRows } from './shards';
import { entry, plainPictures } from './testing/trees';

/** Pictures of this side: a shard holds four of them. */
const SIDE = 1024;
const BYTES = SIDE * SIDE;
const COUNT = Math.ceil(SHARDED_BYTES / BYTES) + 2;

/** A file of three bytes, so that many large pictures take no memory: height, width and the grey of all its pixels. */
const named = (n: number, folder = n % 2 === 0 ? 'cat' : 'dog') =>
  entry(`${folder}/${n}.png`, Uint8Array.of(1, 1, n));
const files = (count = COUNT) => Array.from({ length: count }, (_, n) => named(n));

class Disk implements ShardFolder {
  readonly name = 'disk';
  readonly files = new Map<string, Uint8Array>();
  room = Number.POSITIVE_INFINITY;
  decoded: number[] = [];
  async read(file: string) {
    return this.files.get(file);
  }
  async write(file: string, bytes: Uint8Array) {
    this.room -= bytes.length;
    if (this.room < 0) throw new DOMException('The disk is full.', 'QuotaExceededError');
    this.files.set(file, bytes.slice());
  }
  async reader() {
    return (file: string) => this.files.get(file)!;
  }
}

function read(disk: Disk, given = files(), more: Partial<ReadContext> = {}) {
  disk.decoded = [];
  const pictures: ReadContext['pictures'] = {
    ...plainPictures,
    measure: async () => ({ height: SIDE, width: SIDE, channels: 1 }),
    decode: async ([, , value = 0]) => {
      disk.decoded.push(value);
      if (value === 255) throw new Error('The picture is damaged.');
      return new Uint8Array(BYTES).fill(value);
    },
  };
  const wish = {
    columns: {
      sample: { shape: [SIDE, SIDE, 1], dtype: 'uint8', doc: '' },
      target: { shape: [], dtype: 'int32', doc: '', classes: ['cat', 'dog'] },
    },
  } as const;
  const context = { pictures, problems: new FileProblems(), shards: async () => disk, ...more };
  return importFiles({ name: 'pets', files: given }, wish, context);
}

/** The grey of each picture in order. */
const greys = ({ count, columns }: Samples): number[] =>
  Array.from({ length: count }, (_, row) => columns.sample!.stored!.read(Int32Array.of(row))[0]!);

describe('pictures that are too many for memory', () => {
  it('lie in shards, each with its own class, in an order that mixes the folders', async () => {
    const { parts } = await read(new Disk());
    const { columns, count } = parts.train;
    expect(count).toBe(COUNT);
    expect(columns.sample!.values).toHaveLength(0);
    const found = greys(parts.train);
    expect([...found].sort((a, b) => a - b)).toEqual([...new Array(COUNT).keys()]);
    expect([...columns.target!.values]).toEqual(found.map((grey) => grey % 2));
    const firstHalf = [...columns.target!.values.subarray(0, COUNT / 2)];
    expect(new Set(firstHalf)).toEqual(new Set([0, 1]));
  });

  it('are decoded once; what changed, came or went is read anew', async () => {
    const disk = new Disk();
    const first = await read(disk);
    const again = await read(disk);
    expect(disk.decoded).toEqual([]);
    expect(again.description).toEqual(first.description);
    const more = await read(disk, [...files(), named(200)]);
    expect(disk.decoded).toEqual([200]);
    expect(greys(more.parts.train)).toEqual([...greys(first.parts.train), 200]);
    const gone = await read(disk, files().slice(1));
    expect(greys(gone.parts.train).sort((a, b) => a - b)[0]).toBe(1);
  });

  it('go on where an import was ended, to the same samples in the same order', async () => {
    const disk = new Disk();
    const controller = new AbortController();
    const stop = (done: number) => {
      if (done === 30) controller.abort();
    };
    await expect(
      read(disk, files(), { signal: controller.signal, onProgress: stop }),
    ).rejects.toThrow(/abort/i);
    const resumed = await read(disk);
    const whole = await read(new Disk());
    expect(resumed.description).toEqual(whole.description);
    expect(greys(resumed.parts.train)).toEqual(greys(whole.parts.train));
  });

  it('stay as far as they were read when the disk is full', async () => {
    const disk = new Disk();
    disk.room = 9.5 * shardRows(BYTES) * BYTES;
    await expect(read(disk)).rejects.toThrow('The disk is full');
    disk.room = Number.POSITIVE_INFINITY;
    const { parts } = await read(disk);
    expect(parts.train.count).toBe(COUNT);
    expect(disk.decoded).toHaveLength(COUNT - 9 * shardRows(BYTES));
  });

  it('are there once each after some went, though shards of an earlier import lie behind', async () => {
    const disk = new Disk();
    const before = await read(disk, files(COUNT + 2 * shardRows(BYTES)));
    const kept = greys(before.parts.train).slice(0, -shardRows(BYTES));
    const { parts } = await read(
      disk,
      kept.map((n) => named(n)),
    );
    expect(disk.decoded).toEqual([]);
    expect(greys(parts.train)).toEqual(kept);
    // As a browser finds them again, which has no files beside them.
    const place = { folder: disk, part: 'train', bytes: BYTES } as const;
    expect(await shardEntries(place)).toHaveLength(kept.length);

    disk.room = 4.5 * shardRows(BYTES) * BYTES;
    const fewer = kept.slice(1).map((n) => named(n));
    await expect(read(disk, fewer)).rejects.toThrow('The disk is full');
    disk.room = Number.POSITIVE_INFINITY;
    const rest = await read(disk, fewer);
    expect(greys(rest.parts.train).sort((a, b) => a - b)).toEqual(
      kept.slice(1).sort((a, b) => a - b),
    );
  });

  it('leave out and name what is damaged', async () => {
    const problems = new FileProblems();
    const { parts } = await read(new Disk(), [...files(), named(255)], { problems });
    expect(parts.train.count).toBe(COUNT);
    expect(problems.list).toEqual([
      { file: 'dog/255.png', message: 'The picture is damaged. The picture was left out.' },
    ]);
  });

  it('are refused where a shard was cut short behind their back', async () => {
    const disk = new Disk();
    const { parts } = await read(disk);
    for (const [name, bytes] of disk.files) {
      if (name.endsWith('-2.bin')) disk.files.set(name, bytes.subarray(0, 10));
    }
    expect(() => greys(parts.train)).toThrow('is not whole; import the pictures again');
  });
});
