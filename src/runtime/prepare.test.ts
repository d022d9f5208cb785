import { describe, expect, it } from 'vitest';
import type { Config, Document, Network } from '../graph/document';
import { DataError, prepareData, prepareRaw } from './prepare';
import { testHost } from './testing/host';

const host = testHost();

type StepLine = readonly [kind: string, config?: Config];

/** One chain a row: the steps from a column to a node. */
function chainsOf(...rows: readonly (readonly StepLine[])[]): Network {
  const nodes = rows.flatMap((row, y) =>
    row.map(([kind, config = {}], x) => ({
      id: `${kind.toLowerCase()}${y}`,
      kind,
      config,
      position: { x: x * 210, y: y * 140 },
    })),
  );
  const edges = rows.flatMap((row, y) =>
    row.slice(1).map(([kind], x) => ({
      source: `${row[x]![0].toLowerCase()}${y}`,
      output: 'out',
      target: `${kind.toLowerCase()}${y}`,
      input: 'in',
      index: 0,
    })),
  );
  return { nodes, edges };
}

function documentOf(
  dataset: string,
  preparation: Network,
  data: Partial<NonNullable<Document['data']>> = {},
): Document {
  const node = (id: string, kind: string) => ({ id, kind, config: {}, position: { x: 0, y: 0 } });
  return {
    format: 'netloom',
    version: 1,
    name: 'Test',
    networks: { main: { nodes: [node('input', 'Input'), node('output', 'Output')], edges: [] } },
    data: { dataset, parameters: {}, validation: 0.2, seed: 7, preparation, ...data },
  };
}

const table = chainsOf(
  [['Source', { column: 'sample' }], ['Standardize'], ['Feed', { node: 'input' }]],
  [['Source', { column: 'target' }], ['OneHot'], ['Feed', { node: 'output' }]],
);
const pictures = chainsOf(
  [
    ['Source', { column: 'sample' }],
    ['Scale', { factor: 1 / 255 }],
    ['Feed', { node: 'input' }],
  ],
  [['Source', { column: 'target' }], ['OneHot'], ['Feed', { node: 'output' }]],
);
const small = { parameters: { subset: 'small' }, validation: 'test' as const };

describe('prepareData', () => {
  it('standardizes each feature of the training part to mean 0 and deviation 1', async () => {
    const { train } = await prepareData({ document: documentOf('iris', table), ...host });
    const { values } = train.inputs.input!;
    for (let k = 0; k < 4; k++) {
      const feature = Array.from({ length: train.count }, (_, i) => values[i * 4 + k]!);
      const mean = feature.reduce((sum, x) => sum + x, 0) / train.count;
      const variance = feature.reduce((sum, x) => sum + (x - mean) ** 2, 0) / train.count;
      expect(mean).toBeCloseTo(0, 6);
      expect(variance).toBeCloseTo(1, 5);
    }
  });

  it('holds out the same share of every class, each sample on exactly one side', async () => {
    const data = await prepareData({ document: documentOf('iris', table), ...host });
    expect([data.train.count, data.validation.count]).toEqual([120, 30]);
    expect(classCounts(data.validation.targets.output!.values, 3)).toEqual([10, 10, 10]);
    const rows = [...data.train.rows, ...data.validation.rows].sort((a, b) => a - b);
    expect(rows).toEqual(Array.from({ length: 150 }, (_, i) => i));
  });

  it('keeps pictures as bytes and carries the scale beside them', async () => {
    const { train, classes } = await prepareData({
      document: documentOf('digits', pictures, small),
      ...host,
    });
    const { values, scale, shape } = train.inputs.input!;
    expect(values).toBeInstanceOf(Uint8Array);
    expect(shape).toEqual([28, 28, 1]);
    expect(scale).toBe(1 / 255);
    expect(classes.output).toHaveLength(10);
  });

  it('limits to the first training samples and at most as many of validation', async () => {
    const document = documentOf('digits', pictures, small);
    const whole = await prepareData({ document, ...host });
    const part = await prepareData({ document, ...host, limit: 700 });
    expect([part.train.count, part.validation.count]).toEqual([700, 500]);
    const pixels = whole.train.inputs.input!.values.subarray(0, 700 * 784);
    expect(Buffer.from(part.train.inputs.input!.values).equals(Buffer.from(pixels))).toBe(true);
    expect(Array.from(part.train.rows.subarray(0, 3))).toEqual([0, 1, 2]);
  });

  it('averages 2×2 areas when it halves a picture', async () => {
    const halved = chainsOf([
      ['Source', { column: 'sample' }],
      ['Resize', { size: [14, 14] }],
      ['Flatten'],
      ['Feed', { node: 'input' }],
    ]);
    const whole = await prepareData({ document: documentOf('digits', pictures, small), ...host });
    const data = await prepareData({ document: documentOf('digits', halved, small), ...host });
    const big = whole.train.inputs.input!.values;
    const { values, shape } = data.train.inputs.input!;
    expect(shape).toEqual([196]);
    for (let i = 0; i < 196; i++) {
      const at = Math.floor(i / 14) * 56 + (i % 14) * 2;
      const mean = (big[at]! + big[at + 1]! + big[at + 28]! + big[at + 29]!) / 4;
      expect(values[i]).toBe(Math.round(mean));
    }
  });

  it('resizes by areas that do not divide evenly without losing ink', async () => {
    const odd = chainsOf([
      ['Source', { column: 'sample' }],
      ['Scale', { factor: 1 }],
      ['Resize', { size: [12, 20] }],
      ['Feed', { node: 'input' }],
    ]);
    const data = await prepareData({ document: documentOf('digits', odd, small), ...host });
    const whole = await prepareData({ document: documentOf('digits', pictures, small), ...host });
    const mean = (values: ArrayLike<number>, count: number): number =>
      Array.from({ length: count }, (_, i) => values[i]!).reduce((a, b) => a + b, 0) / count;
    const after = mean(data.train.inputs.input!.values, 12 * 20);
    expect(after).toBeCloseTo(mean(whole.train.inputs.input!.values, 784), 0);
  });

  it('gives the same fingerprint twice and another for another seed', async () => {
    const make = async (seed: number) =>
      (await prepareData({ document: documentOf('two-moons', table, { seed }), ...host }))
        .fingerprint;
    const first = await make(7);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await make(7)).toBe(first);
    expect(await make(8)).not.toBe(first);
  });
});

describe('prepareRaw', () => {
  it('takes a raw sample the same way as the training data', async () => {
    const document = documentOf('iris', table);
    const { train, fitted } = await prepareData({ document, ...host });
    const saved = JSON.parse(JSON.stringify(fitted)) as typeof fitted;
    const raw = prepareRaw(document, saved, { input: [5.1, 3.5, 1.4, 0.2] });
    expect(train.rows[0]).toBe(0);
    expect(Array.from(raw.input!)).toEqual(Array.from(train.inputs.input!.values.subarray(0, 4)));
  });

  it('scales bytes of a drawn digit to 0 … 1', () => {
    const ink = new Array<number>(784).fill(0).fill(255, 0, 28);
    const raw = prepareRaw(documentOf('digits', pictures), {}, { input: ink });
    expect([raw.input![0], raw.input![27], raw.input![28]]).toEqual([1, 1, 0]);
  });
});

describe('data that cannot be prepared', () => {
  const chain = (...steps: readonly StepLine[]) => chainsOf(steps);
  const cases: readonly (readonly [string, Document, RegExp, RegExp])[] = [
    [
      'unknown-column',
      documentOf('iris', chain(['Source', { column: 'petals' }], ['Feed', { node: 'input' }])),
      /column "petals"; the data set iris has sample, target/,
      /Choose one/,
    ],
    [
      'class-count',
      documentOf(
        'iris',
        chain(
          ['Source', { column: 'target' }],
          ['OneHot', { classes: 5 }],
          ['Feed', { node: 'output' }],
        ),
      ),
      /set to 5 classes; the column has 3/,
      /Set classes to 3/,
    ],
    [
      'no-test-split',
      documentOf('iris', table, { validation: 'test' }),
      /test split; the data set iris has none/,
      /0\.2/,
    ],
    ['empty-split', documentOf('iris', table, { validation: 1 }), /leaves none/, /below 1/],
    ['unknown-dataset', documentOf('cats', table), /"cats"; this version has digits/, /Choose one/],
    [
      'resize-input',
      documentOf(
        'iris',
        chain(['Source', { column: 'sample' }], ['Resize'], ['Feed', { node: 'input' }]),
      ),
      /receives 4; it expects pictures/,
      /column of pictures/,
    ],
  ];

  it.each(cases)('%s is said in three parts', async (code, document, message, hint) => {
    const failure: unknown = await prepareData({ document, ...host }).catch((error) => error);
    expect(failure).toBeInstanceOf(DataError);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(failure).toMatchObject({ hint: expect.stringMatching(hint) });
  });

  it('refuses to blend class numbers', async () => {
    const network = (...target: readonly [string][]) =>
      chainsOf(
        [['Source', { column: 'sample' }], ['MixUp'], ['Feed', { node: 'input' }]],
        [['Source', { column: 'target' }], ...target, ['Feed', { node: 'output' }]],
      );
    const prepare = (preparation: Network) =>
      prepareData({
        document: documentOf('digits', preparation, { parameters: { subset: 'small' } }),
        ...host,
      });
    await expect(prepare(network())).rejects.toMatchObject({ code: 'blended-classes' });
    expect((await prepare(network(['OneHot']))).train.augment).toBeDefined();
  });

  it('names the class number that does not fit', async () => {
    const wrong = chainsOf([
      ['Source', { column: 'sample' }],
      ['Feed', { node: 'input' }],
    ]);
    const document = documentOf('iris', wrong);
    expect(() => prepareRaw(document, {}, { input: [1, 2, 3] })).toThrow(
      'Received 3 numbers for input; a sample of iris has 4.',
    );
  });
});

function classCounts(oneHot: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < oneHot.length; i++) counts[i % classes]! += oneHot[i]!;
  return counts;
}
