/** Real files of every kind with bytes changed, cut and doubled: an import, or one sentence for people; never anything else. */

import fc from 'fast-check';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { dump } from 'npyjs';
import { describe, expect, it } from 'vitest';
import { FilesError } from './problems';
import { imported, picture, tree } from './testing/trees';

const idx = (shape: readonly number[], values: readonly number[]): Uint8Array => {
  const head = [0, 0, 8, shape.length, ...shape.flatMap((n) => [0, 0, n >> 8, n & 255])];
  return Uint8Array.from([...head, ...values]);
};

const kinds: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>> = {
  zip: {
    'pictures.zip': zipSync({
      'a/1.png': picture(1),
      'a/2.png': picture(2),
      'b/1.png': picture(3),
      'b/2.png': [picture(4), { level: 0 }],
    }),
  },
  idx: {
    'train-images-idx3-ubyte': idx([3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    'train-labels-idx1-ubyte.gz': gzipSync(idx([3], [0, 1, 2])),
  },
  npz: {
    'data.npz': zipSync({
      'x_train.npy': new Uint8Array(dump(Float32Array.from([1, 2, 3, 4]), [2, 2])),
      'y_train.npy': new Uint8Array(dump(Int32Array.from([0, 1]), [2])),
    }),
  },
  csv: { 'table.csv': strToU8('a,b,y\n1,2020-01-01,x\n2,2020-01-02,y\n"3",,x\n4,2020-01-04,y\n') },
  json: { 'table.json': strToU8('[{"a":1,"y":"x"},{"a":2,"y":"z"},{"a":null,"y":"x"}]') },
  texts: {
    'good/1.txt': strToU8('fine'),
    'bad/1.txt': strToU8('schlecht'),
    'bad/2.txt': strToU8('übel'),
  },
};

describe.each(Object.entries(kinds))('a file of the kind %s', (_kind, files) => {
  it('is read whole', async () => {
    const { parts } = await imported(tree('files', files));
    expect(parts.train.count).toBeGreaterThan(1);
  });

  it('is read or refused in one sentence, whatever its bytes', async () => {
    const names = Object.keys(files);
    const change = fc.record({
      file: fc.constantFrom(...names),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = { ...files };
        for (const { file, at, bytes, cut } of changes) {
          const whole = changed[file]!.slice();
          const start = Math.floor(at * whole.length);
          if (cut) changed[file] = whole.slice(0, start);
          else {
            whole.set(bytes.subarray(0, whole.length - start), start);
            changed[file] = whole;
          }
        }
        try {
          const { parts, description } = await imported(tree('files', changed));
          expect(parts.train.count).toBe(description.train);
        } catch (error) {
          expect(error).toBeInstanceOf(FilesError);
          expect((error as FilesError).message).toMatch(/^[^\n]{10,}$/);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('an archive', () => {
  it('never writes outside, and says so', async () => {
    const archive = zipSync({
      '../evil.png': picture(9),
      'a/1.png': picture(1),
      'b/1.png': picture(2),
      '/etc/2.png': picture(1),
    });
    const { parts, problems } = await imported(tree('x.zip', { 'x.zip': archive }));
    expect(parts.train.count).toBe(2);
    expect(problems.list.map(({ file }) => file)).toEqual(['../evil.png', '/etc/2.png']);
  });

  it('refuses an entry that unpacks to far more than it holds', async () => {
    const bomb = zipSync({ 'a/zeros.png': new Uint8Array(20_000_000), 'a/1.png': picture(1) });
    expect(bomb.length).toBeLessThan(40_000);
    const { problems, parts } = await imported(tree('x.zip', { 'x.zip': bomb }));
    expect(problems.list[0]!.message).toContain('would unpack to 20000000');
    expect(parts.train.count).toBe(1);
    const alone = zipSync({ 'a/zeros.csv': new Uint8Array(20_000_000) });
    const refused = /^x\.zip holds no file that can be read\. a\/zeros\.csv: .*20000000/;
    await expect(imported(tree('x.zip', { 'x.zip': alone }))).rejects.toThrow(refused);
  });

  it('never unpacks more than its list says', async () => {
    const archive = zipSync({ 'a/1.png': picture(1, 40, 40), 'a/2.png': picture(2) });
    // The list's own size of the first entry, at 24 in its record.
    const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
    let at = 0;
    while (view.getUint32(at, true) !== 0x02014b50) at += 1;
    view.setUint32(at + 24, 5, true);
    const { problems } = await imported(tree('x.zip', { 'x.zip': archive }));
    expect(problems.list[0]).toMatchObject({
      file: 'a/1.png',
      message: expect.stringContaining('longer than it says'),
    });
  });
});
