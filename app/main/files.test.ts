import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFiles, type Files, MAX_DOCUMENT_BYTES } from './files';

let folder: string;
let files: Files;
let told: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netloom-'));
  told = [];
  files = createFiles(path.join(folder, 'recent.json'), (file) => told.push(file));
});

const put = async (name: string, text: string): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
};

describe('documents on disk', () => {
  it('lists what was opened, the latest first and once', async () => {
    const a = await put('a.netloom', 'A');
    const b = await put('b.netloom', 'B');
    await files.open(a);
    await files.open(b);
    await files.open(a);
    expect(await files.recent()).toEqual([a, b]);
    expect(told).toEqual([a, b, a]);
  });

  it('saves only where a dialog or an opened file allowed it', async () => {
    const file = await put('a.netloom', 'before');
    await expect(files.save(file, 'after')).rejects.toThrow('chosen in a dialog');
    expect(await readFile(file, 'utf8')).toBe('before');
    files.allow(file);
    await files.save(file, 'after');
    expect(await readFile(file, 'utf8')).toBe('after');
  });

  it('reopens only what it gave out before', async () => {
    const file = await put('a.netloom', 'A');
    await expect(files.reopen(file)).rejects.toThrow('recent list');
    await files.open(file);
    expect(await files.reopen(file)).toEqual({ path: file, text: 'A' });
  });

  it('refuses a file over 50 MB before reading it', async () => {
    const file = await put('huge.netloom', '');
    await truncate(file, MAX_DOCUMENT_BYTES + 1);
    await expect(files.open(file)).rejects.toThrow(`at most ${MAX_DOCUMENT_BYTES}`);
  });

  it('names the data that recent files learn from, and passes over what is gone or too large', async () => {
    const learnsFrom = (digit: string) => `{"fingerprint": "${digit.repeat(64)}"}`;
    for (const digit of ['a', 'b', 'c']) {
      await files.open(await put(`${digit}.netloom`, learnsFrom(digit)));
    }
    await put('d.netloom', learnsFrom('d'));
    await rm(path.join(folder, 'b.netloom'));
    await truncate(path.join(folder, 'c.netloom'), MAX_DOCUMENT_BYTES + 1);
    expect(await files.fingerprints()).toEqual(['a'.repeat(64)]);
  });

  it('starts with an empty list where the remembered one is broken', async () => {
    await put('recent.json', '{"not": "a list"');
    expect(await files.recent()).toEqual([]);
  });
});
