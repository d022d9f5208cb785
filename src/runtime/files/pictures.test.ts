import { describe, expect, it } from 'vitest';
import { readNpy } from '../containers/read-npy';
import { textsOf } from '../text-column';
import { imported, picture, tree } from './testing/trees';

const digitsWish = {
  columns: {
    picture: { shape: [2, 2, 1], dtype: 'uint8', doc: '' },
    kind: { shape: [], dtype: 'int32', doc: '', classes: ['dog', 'cat'] },
  },
} as const;

describe('a folder of class folders', () => {
  it('has a sample a picture and a class a folder, in natural order', async () => {
    const { parts, description } = await imported(
      tree('pets', {
        'b10/1.png': picture(4),
        'b2/10.png': picture(3),
        'b2/9.png': picture(2),
        'a/1.png': picture(1),
      }),
    );
    expect(description.columns.target).toMatchObject({ classes: ['a', 'b2', 'b10'] });
    const { sample, target } = parts.train.columns;
    expect(Array.from({ length: 4 }, (_, i) => sample!.values[4 * i])).toEqual([1, 2, 3, 4]);
    expect([...target!.values]).toEqual([0, 1, 1, 2]);
  });

  it('keeps training and test apart, below one folder that holds all', async () => {
    const { parts } = await imported(
      tree('pets', {
        'pets/train/cat/1.png': picture(1),
        'pets/train/dog/1.png': picture(2),
        'pets/test/cat/1.png': picture(3),
        'pets/.DS_Store': 'x',
        '__MACOSX/pets/1.png': 'x',
      }),
    );
    expect([parts.train.count, parts.test.count]).toEqual([2, 1]);
  });

  it('names pictures that are damaged and files that are none', async () => {
    const { parts, problems } = await imported(
      tree('pets', {
        'a/1.png': picture(1),
        'a/2.png': picture(1).slice(0, 5),
        'a/notes.txt': 'x',
        'b/1.png': picture(2),
      }),
    );
    expect([...parts.train.columns.target!.values]).toEqual([0, 1]);
    expect(problems.list.map(({ file }) => file).sort()).toEqual(['a/2.png', 'a/notes.txt']);
  });

  it('says of what none can be read which file comes first and why', async () => {
    const torn = tree('pets', { 'a/1.png': picture(1).slice(0, 5), 'b/1.png': new Uint8Array() });
    await expect(imported(torn)).rejects.toThrow(/^pets holds no sample .* a\/1\.png: ./);
  });

  it('says where all pictures are of one class', async () => {
    const { problems } = await imported(
      tree('pets', { 'cat/1.png': picture(1), 'cat/2.png': picture(2) }),
    );
    expect(problems.list).toMatchObject([
      { file: 'pets', message: expect.stringContaining('class cat') },
    ]);
  });

  it('takes the names and classes that a document reads, so that classes keep their numbers', async () => {
    const files = tree('pets', { 'cat/1.png': picture(1), 'dog/1.png': picture(2) });
    const { parts } = await imported(files, digitsWish);
    expect([...parts.train.columns.kind!.values]).toEqual([1, 0]);
    expect(Object.keys(parts.train.columns)).toEqual(['picture', 'kind']);
  });

  it('gives other bytes another fingerprint, and the same the same', async () => {
    const print = async (value: number) =>
      (await imported(tree('p', { 'a/1.png': picture(1), 'b/1.png': picture(value) }))).description
        .fingerprint;
    expect(await print(2)).toBe(await print(2));
    expect(await print(2)).not.toBe(await print(3));
  });
});

describe('arrays', () => {
  it('reads CIFAR’s planes as pixels, with its names', async () => {
    const record = (label: number) => [
      label,
      ...Array.from({ length: 3072 }, (_, i) => Math.floor(i / 1024) * 100 + ((i % 1024) % 7)),
    ];
    const { parts, description } = await imported(
      tree('cifar-10-batches-bin', {
        'data_batch_1.bin': Uint8Array.from([...record(1), ...record(0)]),
        'test_batch.bin': Uint8Array.from(record(1)),
        'batches.meta.txt': 'airplane\nautomobile\n',
      }),
    );
    expect(description).toMatchObject({ kind: 'images', train: 2, test: 1 });
    expect(description.columns.target).toMatchObject({ classes: ['airplane', 'automobile'] });
    expect([...parts.train.columns.sample!.values.subarray(0, 6)]).toEqual([
      0, 100, 200, 1, 101, 201,
    ]);
    expect([...parts.train.columns.target!.values]).toEqual([1, 0]);
  });

  /** Bytes of an IDX file. */
  const idx = (shape: readonly number[], value: number) => {
    const sizes = shape.flatMap((size) => [0, 0, 0, size]);
    const count = shape.reduce((product, size) => product * size, 1);
    return Uint8Array.from([0, 0, 8, shape.length, ...sizes, ...Array<number>(count).fill(value)]);
  };

  it('keeps the parts of EMNIST apart and names the arrays of its other sets', async () => {
    const { parts, problems } = await imported(
      tree('emnist', {
        'emnist-letters-test-images-idx3-ubyte': idx([1, 2, 2], 3),
        'emnist-letters-test-labels-idx1-ubyte': idx([1], 1),
        'emnist-letters-train-images-idx3-ubyte': idx([2, 2, 2], 4),
        'emnist-letters-train-labels-idx1-ubyte': idx([2], 0),
        'emnist-mnist-train-images-idx3-ubyte': idx([3, 2, 2], 5),
      }),
    );
    expect([parts.train.count, parts.test.count]).toEqual([2, 1]);
    expect(problems.list[0]!.file).toBe('emnist-mnist-train-images-idx3-ubyte');
  });

  it('refuses a test part without targets where the training part has them', async () => {
    const files = tree('digits', {
      'train-images-idx3-ubyte': idx([2, 2, 2], 4),
      'train-labels-idx1-ubyte': idx([2], 0),
      't10k-images-idx3-ubyte': idx([1, 2, 2], 3),
    });
    await expect(imported(files)).rejects.toThrow('1 samples and 0 targets');
  });

  it('keeps whole numbers that are beyond 32 bits', () => {
    const head = "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }".padEnd(118);
    const start = [0x93, 78, 85, 77, 80, 89, 1, 0, head.length, 0];
    const values = new Uint8Array(new BigInt64Array([2n ** 40n, -3n]).buffer);
    const npy = Uint8Array.from([...start, ...new TextEncoder().encode(head), ...values]);
    expect([...readNpy(npy, 'times.npy').values]).toEqual([2 ** 40, -3]);
  });
});

describe('texts', () => {
  it('have the class of their folder', async () => {
    const { parts, description, problems } = await imported(
      tree('mails', {
        'ham/1.txt': 'hello',
        'spam/1.txt': 'WIN',
        'spam/2.txt': '',
        'spam/3.txt': Uint8Array.from({ length: 99 }, (_, i) => (i * 7) % 40),
      }),
    );
    expect(problems.list.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'spam/2.txt: The file is empty; it was left out.',
      'spam/3.txt: The file is not a text; it was left out.',
    ]);
    expect(description.kind).toBe('text');
    expect(textsOf(parts.train.columns.sample!)).toEqual(['hello', 'WIN']);
    expect([...parts.train.columns.target!.values]).toEqual([0, 1]);
  });

  it('are paragraphs where there is one long text', async () => {
    const { parts } = await imported(
      tree('book.txt', { 'book.txt': 'One.\n\nTwo,\nstill two.\n\n\nThree.' }),
    );
    expect(textsOf(parts.train.columns.sample!)).toEqual(['One.', 'Two,\nstill two.', 'Three.']);
  });
});

it.each([
  [{}, 'holds no files'],
  [{ 'a.xyz': '1' }, 'holds xyz; pictures, CSV'],
  [{ 'a/1.png': 'x', 'b/1.png': 'y' }, 'no sample that can be read'],
])('says what is wrong with %j', async (files, message) => {
  await expect(imported(tree('files', files as Record<string, string>))).rejects.toThrow(message);
});
