import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkParsed } from '../../src/compiler/check';
import { descriptionConfig, filesSpec, readDescription } from '../../src/compiler/files';
import type { Document } from '../../src/graph/document';
import { parse } from '../../src/graph/serialise';
import { prepareData } from '../../src/runtime/prepare';
import { world } from '../../src/runtime/world';
import { nodeHost } from './host';
import { UsageError } from './output';
import { readRawSamples } from './raw-samples';
import { hostWith, readPath, withData } from './user-data';

const folder = mkdtempSync(path.join(tmpdir(), 'netloom-data-'));
const inside = (name: string): string => path.join(folder, name);
const write = (name: string, content: string | Buffer): string => {
  mkdirSync(path.dirname(inside(name)), { recursive: true });
  writeFileSync(inside(name), content);
  return inside(name);
};

function template(id: string): Document {
  const file = path.resolve(import.meta.dirname, `../../templates/${id}.json`);
  const result = parse(readFileSync(file, 'utf8'));
  if (!result.ok) throw new Error(result.message);
  return result.document;
}

const errorsOf = (document: Document) =>
  checkParsed({ document, defects: [], more: 0 }, world)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

const flowers = (names: string): string =>
  write(
    `${names.replaceAll(',', '-')}.csv`,
    [
      `${names},kind`,
      ...Array.from({ length: 30 }, (_, i) => {
        const kind = ['setosa', 'versicolor', 'virginica'][i % 3];
        return `${names
          .split(',')
          .map((_name, k) => (i * (k + 1)) / 7)
          .join(',')},${kind}`;
      }),
    ].join('\n'),
  );

beforeAll(async () => {
  for (let digit = 0; digit < 10; digit++) {
    for (let i = 0; i < 3; i++) {
      const background = { r: digit * 20, g: digit * 20, b: digit * 20 };
      const picture = sharp({ create: { width: 40, height: 30, channels: 3, background } });
      write(`digits/${digit}/${i}.png`, await picture.png().toBuffer());
    }
  }
});

describe('--data with a path', () => {
  it('gives a document pictures of the size and the classes that it reads', async () => {
    const data = await withData(template('lenet-digits'), inside('digits'));
    expect(errorsOf(data.document)).toEqual([]);
    const prepared = await prepareData({ document: data.document, ...hostWith(data) });
    expect([prepared.train.count, prepared.validation.count]).toEqual([20, 10]);
    const { shape, values, scale = 1 } = Object.values(prepared.train.inputs)[0]!;
    expect(shape).toEqual([28, 28, 1]);
    // Rows keep their order: the last one is of the class 9, whose grey is 180.
    expect(values.at(-1)! * scale).toBeCloseTo(180 / 255, 2);
  });

  it('gives a document a table, whatever its columns are called', async () => {
    const data = await withData(template('mlp-iris'), flowers('a,b,c,d'));
    expect(errorsOf(data.document)).toEqual([]);
    expect(data.problems).toEqual([]);
    const { columns } = readDescription(data.document.data!.parameters);
    expect(columns.target).toMatchObject({ from: 'kind', type: 'category' });
  });

  it('leads the columns to a network that names no data', async () => {
    const { data: _, ...without } = template('mlp-iris');
    const { document } = await withData(without, flowers('a,b,c,d'));
    expect(errorsOf(document)).toEqual([]);
    expect(document.data!.preparation.nodes.map(({ kind }) => kind)).toContain('Standardize');
  });

  it('says what does not fit before anything is trained', async () => {
    const { document } = await withData(template('mlp-iris'), flowers('a,b,c'));
    expect(errorsOf(document)).toContain('feed-shape');
  });

  it('names the columns that a document reads and a table lacks', async () => {
    const first = await withData(template('mlp-iris'), flowers('a,b,c,d'));
    const { problems } = await withData(first.document, flowers('a,b,x,y'));
    expect(problems).toMatchObject([{ code: 'missing-columns', severity: 'error' }]);
    expect(problems[0]!.message).toContain('has no c, d, which the document learns from');
  });

  it('finds nothing for a document of other files', async () => {
    const data = await withData(template('mlp-iris'), flowers('a,b,c,d'));
    const { loadFiles } = hostWith(data);
    expect(await loadFiles!({ fingerprint: 'of other files' }, () => undefined)).toBeUndefined();
    const missing = prepareData({ document: data.document, ...nodeHost() });
    await expect(missing).rejects.toMatchObject({ hint: expect.stringContaining('--data') });
  });

  it.each(['no-such-path', 'files'])(
    'refuses %s, which is neither a path nor a data set',
    async (named) => {
      await expect(withData(template('mlp-iris'), named)).rejects.toThrow(UsageError);
    },
  );

  it('refuses a folder of nothing that it knows', async () => {
    write('odd/a.xyz', '1');
    await expect(withData(template('mlp-iris'), inside('odd'))).rejects.toThrow('holds xyz');
  });
});

describe('a table that names pictures', () => {
  const rows = Array.from({ length: 30 }, (_, i) => {
    const digit = i % 10;
    return `digits/${digit}/${Math.floor(i / 10)}.png,${i / 3},${i % 4},${digit * 20}`;
  });
  const shop = (name: string, more: readonly string[] = []): string => {
    cpSync(inside('digits'), inside(`${name}/digits`), { recursive: true });
    write(`${name}/labels.csv`, ['file,distance,zoom,size', ...rows, ...more].join('\n'));
    return inside(name);
  };

  it('feeds several Inputs by name, row by row', async () => {
    const { document, ...data } = await withData(template('two-inputs'), shop('two'));
    expect(errorsOf(document)).toEqual([]);
    const { columns } = readDescription(document.data!.parameters);
    expect(columns.sample).toMatchObject({ type: 'picture', height: 32, from: 'file' });
    const { train } = await prepareData({ document, ...hostWith(data) });
    const [picture, size] = [train.inputs.picture!, train.targets.size!];
    for (const row of train.rows.keys()) {
      // The grey of each picture is the size that its row says.
      expect(picture.values[row * 32 * 32 * 3]).toBe(size.values[row]);
    }
    expect(train.inputs.camera!.shape).toEqual([2]);
  });

  it('leaves out rows whose picture is missing or damaged, by their number', async () => {
    const folderOf = shop('gaps', ['digits/nowhere.png,1,2,3', ',1,2,3', 'digits/0/x.png,1,2,3']);
    writeFileSync(path.join(folderOf, 'digits/0/x.png'), 'no picture');
    const { imported, problems } = await readPath(folderOf, { columns: {} });
    expect(imported.parts.train.count).toBe(30);
    expect(Object.keys(imported.description.columns)).toEqual(['picture', 'features', 'target']);
    expect(problems.list.filter(({ row }) => row).map(({ row }) => row)).toEqual([32, 33, 34]);
  });

  it('is answered row by row, from CSV and NDJSON, without what is to be learnt', async () => {
    const { document } = await withData(template('two-inputs'), shop('ask'));
    const asked = [
      { zoom: 2, file: './digits/3/0.png', distance: 1.5 },
      { zoom: 1, file: 'digits/5/1.png', distance: null },
    ];
    const csv = ['zoom,file,distance', ...asked.map((row) => Object.values(row).join(','))];
    const files = [
      write('ask/rows.csv', csv.join('\n')),
      write('ask/rows.ndjson', asked.map((row) => JSON.stringify(row)).join('\n')),
    ];
    for (const file of files) {
      const { picture, camera } = await readRawSamples(file, document);
      expect(camera).toEqual([1.5, 2, Number.NaN, 1]);
      expect(picture).toEqual([60, 100].flatMap((grey) => new Array(32 * 32 * 3).fill(grey)));
    }
  });

  it('is asked by names that are there, in its own folder', async () => {
    const { document } = await withData(template('two-inputs'), shop('wrong'));
    const refused = async (line: string, header = 'file,distance,zoom') =>
      readRawSamples(write('wrong/rows.csv', `${header}\n${line}`), document);
    await expect(refused('digits/9/9.png,1,2')).rejects.toThrow('row 2: file names digits/9/9.png');
    await expect(refused('../two/digits/0/0.png,1,2')).rejects.toThrow('not in the folder');
    await expect(refused('digits/0/0.png,1', 'file,distance')).rejects.toThrow('no column zoom');
  });

  it('is a picture and its class where nothing else stands beside', async () => {
    const names = Array.from(
      { length: 30 },
      (_, i) => `${i % 10}/${Math.floor(i / 10)}.png,${i % 2}`,
    );
    cpSync(inside('digits'), inside('plain/digits'), { recursive: true });
    write('plain/labels.csv', ['image,label', ...names.map((name) => `digits/${name}`)].join('\n'));
    const { imported } = await readPath(inside('plain'), { columns: {} });
    expect(imported.description.kind).toBe('images');
    expect(Object.keys(imported.description.columns)).toEqual(['picture', 'target']);
    expect(imported.parts.train.count).toBe(30);
  });

  it('never reads pictures outside of the folder', async () => {
    write('secret.png', 'x');
    const { problems } = await readPath(shop('walls', ['../secret.png,1,2,3']), { columns: {} });
    expect(problems.list[0]).toMatchObject({ row: 32 });
    expect(problems.list[0]!.message).toContain('which is not in the folder');
  });
});

describe('raw samples of a table', () => {
  const document = (): Document => {
    const base = template('mlp-iris');
    const parameters = descriptionConfig({
      name: 't.csv',
      kind: 'table',
      fingerprint: '',
      train: 3,
      test: 0,
      columns: {
        sample: {
          type: 'features',
          features: [
            { name: 'island', type: 'category', classes: ['Biscoe', 'Dream'] },
            { name: 'mass', type: 'number' },
          ],
        },
        target: { type: 'category', from: 'species', classes: ['a', 'b', 'c'] },
      },
    });
    return { ...base, data: { ...base.data!, dataset: filesSpec.id, parameters } };
  };

  it('are words and numbers, in JSON and in CSV with columns by name', async () => {
    const json = write('raw.json', '[["Dream", 3.5], ["Biscoe", null]]');
    const csv = write('raw.csv', 'mass,island\n3.5,Dream\n,Biscoe\n');
    const expected = { input: [1, 3.5, 0, Number.NaN] };
    expect(await readRawSamples(json, document())).toEqual(expected);
    expect(await readRawSamples(csv, document())).toEqual(expected);
  });

  it('are refused where a word is none of the classes', async () => {
    const json = write('odd.json', '[["Mars", 3.5]]');
    await expect(readRawSamples(json, document())).rejects.toThrow(
      '"Mars" for island; expected one of Biscoe, Dream',
    );
    const csv = write('odd.csv', 'island,mass\nMars,3\nDream,4\n');
    await expect(readRawSamples(csv, document())).rejects.toThrow('row 2');
  });
});
