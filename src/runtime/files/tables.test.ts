import { describe, expect, it } from 'vitest';
import { textsOf } from '../text-column';
import { dateOrder, daysOf } from './dates';
import { FilesError } from './problems';
import type { Wish } from './reader';
import { imported, tree } from './testing/trees';

const csv = (text: string | Uint8Array, name = 'table.csv') =>
  imported(tree(name, { [name]: text }));

/** The columns of a table as `name: type`. */
const types = async (text: string | Uint8Array): Promise<string[]> =>
  (await csv(text)).columns!.map(({ name, type }) => `${name}: ${type}`);

const rows = (count: number, row: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => row(i)).join('\n');

describe('a table', () => {
  it.each([',', ';', '\t', '|'])('is read with the separator %j', async (separator) => {
    const line = (cells: readonly string[]) => cells.join(separator);
    const text = [line(['a', 'b', 'y']), line(['1.5', '2', 'no']), line(['3', '4', 'yes'])].join(
      '\n',
    );
    const { parts, description } = await csv(text);
    expect([...parts.train.columns.sample!.values]).toEqual([1.5, 2, 3, 4]);
    expect(description.columns.target).toEqual({
      type: 'category',
      from: 'y',
      classes: ['no', 'yes'],
    });
  });

  it('leaves out a column that only counts the rows, unless there is nothing else to learn from', async () => {
    const students = `number,hours,passed\n${rows(12, (i) => `${i + 1},${i % 4},${i % 2 ? 'no' : 'yes'}`)}`;
    expect(await types(students)).toEqual(['number: unused', 'hours: number', 'passed: category']);
    const features = (text: string, types: Wish['types'] = {}) =>
      imported(tree('table.csv', { 'table.csv': text }), { columns: {}, types }).then(
        ({ description }) => description.columns.sample,
      );
    expect(await features(students)).toMatchObject({ features: [{ name: 'hours' }] });
    const used = { number: 'number', hours: 'unused' } as const;
    expect(await features(students, used)).toMatchObject({ features: [{ name: 'number' }] });
    const line = `x,y\n${rows(12, (i) => `${i},${2 * i + 0.5}`)}`;
    expect(await types(line)).toEqual(['x: number', 'y: number']);
  });

  it('keeps separators, quotes and line ends inside quotes', async () => {
    const { parts } = await csv('text,label\n"a, ""b""\nc",x\n"d and e",y\n"f, g and h",y\n');
    expect(textsOf(parts.train.columns.sample!)).toEqual(['a, "b"\nc', 'd and e', 'f, g and h']);
  });

  it('says where a quote is left open and where text follows a closed one', async () => {
    const open = await csv('a,b\n1,x\n2,"y\n3,x\n');
    expect(open.problems.list).toContainEqual({
      file: 'table.csv',
      row: 3,
      message: 'A quote is opened and not closed; all that follows was read as one cell.',
    });
    const more = await csv('a,b\n1,x\n2,"y"z\n3,x\n');
    expect(more.problems.list.map(({ row }) => row)).toContain(3);
    expect((await csv('a,b\n1,"x"\n2,"y\n"\n3,x\n')).problems.list).toEqual([]);
  });

  it('is the same in every encoding, with and without a mark', async () => {
    const text = 'größe;ort\n1,5;Köln\n2,5;Zürich\n3,5;Köln\n4,5;Zürich\n';
    const wide = (start: readonly number[]) =>
      Uint8Array.from([
        ...start,
        ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
      ]);
    const latin = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]);
    for (const bytes of [
      new TextEncoder().encode(text),
      marked,
      wide([0xff, 0xfe]),
      wide([]),
      latin,
    ]) {
      const { parts, description } = await csv(bytes);
      expect(description.columns.target).toMatchObject({
        from: 'ort',
        classes: ['Köln', 'Zürich'],
      });
      expect([...parts.train.columns.sample!.values]).toEqual([1.5, 2.5, 3.5, 4.5]);
    }
  });

  it('is read as UTF-16 without a mark where its letters have no zeros', async () => {
    const text = `名字,类别\n${'一一一号来了人,甲类\n二号也来了,乙类\n'.repeat(5)}`;
    const units = Uint16Array.from(text, (c) => c.charCodeAt(0));
    for (const swapped of [units, units.map((unit) => ((unit & 255) << 8) | (unit >> 8))]) {
      const { description } = await csv(new Uint8Array(swapped.buffer));
      expect(description.columns.target).toMatchObject({ from: '类别', classes: ['乙类', '甲类'] });
    }
  });

  it('names the columns without a value', async () => {
    const { problems } = await csv('x,y,z\n1,,a\n2,,b\n3,,a\n');
    expect(problems.list.map(({ message }) => message)).toEqual([
      'Every cell of y is empty; fill it in, or leave the column out.',
    ]);
  });

  it('tells decimal commas from thousands', async () => {
    const value = async (cells: readonly string[]) =>
      (await csv(`v;y\n${cells.map((cell, i) => `${cell};${'ab'[i % 2]}`).join('\n')}`)).parts.train
        .columns.sample!.values[0];
    expect(await value(['1,25', '2', '3', '4'])).toBe(1.25);
    expect(await value(['1.234,5', '2', '3', '4'])).toBe(1234.5);
    expect(await value(['1,234.5', '2', '3', '4'])).toBe(1234.5);
    expect(await value(['1,234,567', '2', '3', '4'])).toBe(1_234_567);
    expect(await value(['1,250', '0,125', '3', '4'])).toBe(1.25);
  });

  it('names the row of every cell that does not fit', async () => {
    const { problems, parts } = await csv(
      `x,y\n${rows(40, (i) => `${i}.5,${i % 2 ? 'a' : 'b'}`)}\noops,a\n7,b,9\n8\n`,
    );
    expect(problems.list).toEqual([
      { file: 'table.csv', row: 43, message: expect.stringContaining('3 cells; the header has 2') },
      { file: 'table.csv', row: 44, message: expect.stringContaining('1 cell; the header has 2') },
      {
        file: 'table.csv',
        row: 42,
        message: expect.stringContaining('x holds "oops"; expected a number'),
      },
      {
        file: 'table.csv',
        row: 44,
        message: expect.stringContaining('y is empty; the row was left out'),
      },
    ]);
    expect(parts.train.count).toBe(42);
  });

  it('takes words for nothing as missing, and None as a word', async () => {
    const { columns, parts } = await csv(
      `a,damage\n${rows(20, (i) => `${['1', 'NA', '', 'null', '?'][i % 5]},${i % 4 ? 'None' : 'Minor'}`)}`,
    );
    expect(columns).toEqual([
      { name: 'a', type: 'number', missing: 16 },
      { name: 'damage', type: 'category', missing: 0 },
    ]);
    expect(parts.train.columns.sample!.values[1]).toBeNaN();
  });

  it('guesses dates, categories, numbers and texts', async () => {
    const text = rows(
      30,
      (i) =>
        `2020-03-${String(((i * 7) % 28) + 1).padStart(2, '0')},${i * i},${'abc'[i % 3]},a long remark number ${i} on this,0${i % 7},${i % 2}`,
    );
    expect(await types(`when,n,letter,remark,code,y\n${text}`)).toEqual([
      'when: date',
      'n: number',
      'letter: category',
      'remark: text',
      'code: category',
      'y: number',
    ]);
  });

  it('takes the type that people say', async () => {
    const text = `code,y\n${rows(20, (i) => `${i % 3},${i / 7}`)}`;
    const { description } = await imported(tree('t.csv', { 't.csv': text }), {
      columns: {},
      target: 'code',
      types: { code: 'category' },
    });
    expect(description.columns.target).toEqual({
      type: 'category',
      from: 'code',
      classes: ['0', '1', '2'],
    });
  });

  it('learns a number by regression and few whole numbers by classification', async () => {
    const target = async (values: (i: number) => string) =>
      (await csv(`x,y\n${rows(60, (i) => `${i * 1.5},${values(i)}`)}`)).description.columns.target
        ?.type;
    expect(await target((i) => String(i * 0.25))).toBe('number');
    expect(await target((i) => String(i % 4))).toBe('category');
  });

  it('has names for columns without one, or with the same', async () => {
    const { columns } = await csv('a,a,,y\n1,2,3,x\n4,5,6,z\n');
    expect(columns!.map(({ name }) => name)).toEqual(['a', 'a 2', 'column 3', 'y']);
  });

  it('is a table too without a header', async () => {
    const { parts, description } = await csv('1,2,a\n3,4,b\n5,6,a\n');
    expect(parts.train.count).toBe(3);
    expect(description.columns.target).toMatchObject({ classes: ['a', 'b'] });
  });

  it('of one class only says so, and which', async () => {
    const { problems } = await csv('x,y\n1,a\n2,a\n3,a\n4,a\n');
    expect(problems.list).toEqual([
      {
        file: 'table.csv',
        message:
          'Every sample is of the class a in y; add samples of another class, or choose another target.',
      },
    ]);
  });

  it('names the rows of numbers that are none: infinity and what is too large', async () => {
    const { problems, parts } = await csv(
      `x,y\n${rows(40, (i) => `${i}.5,${'ab'[i % 2]}`)}\ninf,a\n-1e999,b\nNaN,a\n`,
    );
    expect(problems.list.map(({ row, message }) => [row, message])).toEqual([
      [42, 'x holds "inf"; expected a number. It was taken as missing.'],
      [43, 'x holds "-1e999"; expected a number. It was taken as missing.'],
    ]);
    expect([...parts.train.columns.sample!.values.slice(-3)]).toEqual([NaN, NaN, NaN]);
    expect(parts.train.count).toBe(43);
  });

  it('whose target is empty names the rows, or the column where all are', async () => {
    const some = await csv('x,y\n1,a\n2,\n3,b\n4,a\n5,b\n');
    expect(some.problems.list).toEqual([
      { file: 'table.csv', row: 3, message: 'y is empty; the row was left out.' },
    ]);
    await expect(csv('x,y\n1,\n2,\n3,\n')).rejects.toThrow('every cell of y is empty');
  });

  it('has 10,000 columns', async () => {
    const cells = Array.from({ length: 10_000 }, (_, i) => i);
    const { description } = await csv(
      `${cells.map((i) => `c${i}`).join(',')}\n${cells.join(',')}\n${cells.join(',')}\n`,
    );
    const { sample } = description.columns;
    expect(sample?.type === 'features' && sample.features.length).toBe(9_999);
  });

  it('reads the same from CSV, JSON, NDJSON and columns', async () => {
    const objects = Array.from({ length: 12 }, (_, i) => ({
      a: i / 2,
      b: 'pqr'[i % 3],
      y: i % 2 === 0 ? 'no' : 'yes',
    }));
    const columns = {
      a: objects.map(({ a }) => a),
      b: objects.map(({ b }) => b),
      y: objects.map(({ y }) => y),
    };
    const files = {
      't.csv': `a,b,y\n${objects.map(({ a, b, y }) => `${a},${b},${y}`).join('\n')}`,
      't.json': JSON.stringify(objects),
      't.ndjson': objects.map((row) => JSON.stringify(row)).join('\n'),
      'c.json': JSON.stringify(columns),
    };
    const prints = new Set<string>();
    for (const [name, text] of Object.entries(files)) {
      prints.add((await imported(tree(name, { [name]: text }))).description.fingerprint);
    }
    expect(prints.size).toBe(1);
  });

  it('follows time where the dates say so', async () => {
    const day = (i: number) => new Date(Date.UTC(2021, 0, i + 1)).toISOString().slice(0, 10);
    const { description, parts } = await csv(
      `date,temperature\n${rows(60, (i) => `${day(i)},${i}`)}`,
    );
    expect(description.kind).toBe('series');
    const { sample, target } = parts.train.columns;
    expect(sample!.shape).toEqual([15, 1]);
    expect([...sample!.values.subarray(0, 15)]).toEqual([...Array(15).keys()]);
    expect(target!.values[0]).toBe(15);
    expect(parts.train.count).toBe(60 - 15);
  });

  it('follows time where the day comes first, and says how many windows have a gap', async () => {
    const day = (i: number) => {
      const date = new Date(Date.UTC(2021, 0, i + 1)).toISOString();
      return `${date.slice(8, 10)}/${date.slice(5, 7)}/2021`;
    };
    const { description, parts, problems } = await csv(
      `date,temperature\n${rows(60, (i) => `${day(i)},${i === 30 ? '' : i}`)}`,
    );
    expect(description.kind).toBe('series');
    // 15 windows look at the gap, one forecasts it.
    expect(parts.train.count).toBe(60 - 15 - 16);
    expect(problems.list.map(({ message }) => message)).toEqual([
      'A value is missing in 16 of the windows; they were left out.',
    ]);
  });

  it('reads one table to train on and one to test with, and names the others', async () => {
    const text = `x,y\n${rows(8, (i) => `${i}.5,${'ab'[i % 2]}`)}`;
    const files = { 'a.csv': text, 'b.csv': text, 'a_test.csv': text, 'b_test.csv': text };
    const { parts, problems } = await imported(tree('tables', files));
    expect([parts.train.count, parts.test.count]).toEqual([8, 8]);
    expect(problems.list.map(({ file }) => file)).toEqual(['b.csv', 'b_test.csv']);
  });

  it('knows ratings by the names of their columns', async () => {
    const { description, parts } = await csv(
      `userId,movieId,rating\n${rows(30, (i) => `${i % 5},${i % 7},${(i % 5) + 0.5}`)}`,
    );
    expect(description.kind).toBe('ratings');
    expect(Object.keys(parts.train.columns)).toEqual(['user', 'item', 'target']);
  });

  it.each([
    ['t.csv', '', 'has no rows'],
    ['t.csv', 'a,b\n', 'has no rows'],
    ['t.json', '{"a": 1', 'is neither JSON nor an object a line; it may be cut off. Expected'],
    ['t.json', '\n,"a":1', 'it may be cut off. Unexpected token'],
    ['t.json', ' \n', 'has no rows'],
    [
      't.csv',
      String.fromCharCode(...Array.from({ length: 90 }, (_, i) => i % 32)),
      'is not a text',
    ],
    ['t.json', '{"a": {"b": []}, "c": [1], "d": [1, 2]}', 'holds no table'],
    ['t.parquet', 'PAR1 but not so', 'is not a Parquet file'],
  ])('says what is wrong with %s of %j', async (name, text, message) => {
    const refused: unknown = await imported(tree(name, { [name]: text })).catch((error) => error);
    expect(refused).toBeInstanceOf(FilesError);
    expect((refused as FilesError).message).toContain(message);
    // One sentence, whatever the file quotes.
    expect((refused as FilesError).message).not.toContain('\n');
  });
});

describe('a date', () => {
  it.each([
    ['1970-01-02', 1],
    ['2000-03-01T12:00', 11_017.5],
    ['2000-03-01T12:00:00+02:00', 11_017 + 10 / 24],
    ['31.12.1999', 10_956],
    ['Mar 1 2000', 11_017],
    ['1 March 2000', 11_017],
  ])('%s is day %d', (text, days) => {
    expect(daysOf(text, true)).toBeCloseTo(days, 9);
  });

  it('has its day first behind full stops, and where no month fits', () => {
    expect(dateOrder(['03.04.2020', '05.06.2020'])).toBe('day');
    expect(dateOrder(['03/04/2020', '05/06/2020'])).toBe('month');
    expect(dateOrder(['03/04/2020', '25/06/2020'])).toBe('day');
  });

  it.each(['2000-02-30', '12-13', 'May', '1.2'])('%s is none', (text) => {
    expect(daysOf(text, true)).toBeNaN();
  });
});
