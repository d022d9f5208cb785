import { describe, expect, it } from 'vitest';
import type { Config, Document } from '../graph/document';
import type { DataFacts, Look, SamplePage, Variations } from './data-protocol';
import { createDataView } from './data-view';
import { prepareData } from './prepare';
import { createRandom } from './random';
import { testHost } from './testing/host';
import { template } from './testing/template';
import { textsOf } from './text-column';

const options = testHost();
const view = createDataView(options);

const page = async (document: Document, look: Look, from = 0, count = 5) =>
  (await view.answer({
    type: 'samples',
    request: 1,
    data: document.data!,
    look,
    from,
    count,
  })) as SamplePage;

const factsOf = async (document: Document) =>
  (await view.answer({ type: 'facts', request: 1, data: document.data! })) as DataFacts;

describe('looking at samples', () => {
  const iris = template('mlp-iris');

  it('shows those that training uses, in the order of their numbers', async () => {
    const { train, validation } = await prepareData({ ...options, document: iris });
    const all = await page(iris, { part: 'train' }, 0, 200);
    expect([...all.numbers]).toEqual([...train.rows]);
    expect((await page(iris, { part: 'validation' })).total).toBe(validation.count);
    const some = await page(iris, { part: 'train' }, 10, 3);
    expect([...some.numbers]).toEqual([...all.numbers.subarray(10, 13)]);
    expect(some.columns.sample!.values).toEqual(all.columns.sample!.values.subarray(40, 52));
  });

  it('shows one class, or the numbers that are asked for', async () => {
    const one = await page(iris, { part: 'train', label: 2 }, 0, 200);
    expect(new Set(one.columns.target!.values)).toEqual(new Set([2]));
    const named = await page(iris, { part: 'train', among: [142, 7, 9999] });
    expect([...named.numbers]).toEqual([142, 7]);
  });

  it('shows samples of both parts by one numbering', async () => {
    const digits = template('lenet-digits');
    const { counts } = await factsOf(digits);
    const { firstTest } = await page(digits, { part: 'train' });
    expect(counts).toEqual({ train: firstTest, validation: 10_000, test: 0, leftOut: 0 });
    const both = await page(digits, { part: 'train', among: [0, firstTest] });
    const [first, second] = [0, 784].map((at) =>
      both.columns.sample!.values.subarray(at, at + 784),
    );
    expect(first).toEqual(
      (await page(digits, { part: 'train' })).columns.sample!.values.slice(0, 784),
    );
    expect(second).toEqual(
      (await page(digits, { part: 'validation' })).columns.sample!.values.slice(0, 784),
    );
  });

  it('shows texts whole', async () => {
    const spam = await page(template('spam'), { part: 'train' }, 2, 3);
    const texts = textsOf(spam.columns.sample ?? Object.values(spam.columns)[0]!);
    expect(texts).toHaveLength(3);
    expect(texts.every((text) => text.length > 0)).toBe(true);
  });
});

describe('facts of a document', () => {
  it('count the classes of both sides of the split', async () => {
    const { balance, counts, fields } = await factsOf(template('mlp-iris'));
    const together = balance!.train.map((count, i) => count + balance!.validation[i]!);
    expect([...together]).toEqual([50, 50, 50]);
    expect(counts.train + counts.validation).toBe(150);
    expect(fields.map(({ name }) => name)).toContain('Petal length');
  });

  it('find the iris that is there twice on either side', async () => {
    const { duplicates, leaks } = await factsOf(template('mlp-iris'));
    expect([...duplicates, ...leaks].some((number) => number === 101 || number === 142)).toBe(true);
  });
});

describe('variations', () => {
  const varied = (kind: string, config: Config): Document => {
    const digits = template('lenet-digits');
    const { preparation } = digits.data!;
    const into = preparation.nodes.find(({ config: own }) => own.node === 'input')!;
    const edge = preparation.edges.find(({ target }) => target === into.id)!;
    const step = { id: 'vary', kind, config, position: { x: 0, y: 0 } };
    const edges = [
      ...preparation.edges.filter((each) => each !== edge),
      { ...edge, target: 'vary' },
      { ...edge, source: 'vary' },
    ];
    const data = {
      ...digits.data!,
      parameters: { subset: 'small' },
      preparation: { ...preparation, nodes: [...preparation.nodes, step], edges },
    };
    return { ...digits, data };
  };
  const ask = async (document: Document, index = 3) =>
    (await view.answer({
      type: 'variations',
      request: 1,
      document,
      step: 'vary',
      index,
      count: 4,
    })) as Variations;

  it('are those of training batches, drawn by seed', async () => {
    const document = varied('Rotate', { degrees: 30 });
    const { before, after } = await ask(document);
    const { train } = await prepareData({ ...options, document });
    const sample = { shape: [28, 28, 1], values: before.slice() };
    const batch = { size: 1, inputs: { input: sample }, targets: {} };
    train.augment!(batch, createRandom(document.training!.seed).fork('preview 0'));
    expect(after[0]).toEqual(sample.values);
    expect(after[0]).not.toEqual(after[1]);
    expect((await ask(document)).after).toEqual(after);
  });

  it('follow their parameters, and leave the sample itself as it is', async () => {
    const [little, much] = [
      await ask(varied('Noise', { stddev: 0.01 })),
      await ask(varied('Noise', { stddev: 0.5 })),
    ];
    expect(little.before).toEqual(much.before);
    const change = ({ before, after }: Variations) =>
      after[0]!.reduce((sum, value, i) => sum + Math.abs(value - before[i]!), 0);
    expect(change(much)).toBeGreaterThan(10 * change(little));
  });

  it('blend with the samples behind it where that is what training does', async () => {
    const document = varied('MixUp', { alpha: 1 });
    const [{ before, after }, { before: next }] = [await ask(document, 3), await ask(document, 4)];
    expect(after.some((values) => values.some((value, i) => value !== before[i]))).toBe(true);
    // What is ink in neither of eight samples is ink in no blend of them.
    expect(next).not.toEqual(before);
    const { train } = await prepareData({ ...options, document });
    const { values, scale = 1 } = train.inputs.input!;
    const most = (i: number) =>
      Math.max(...Array.from({ length: 8 }, (_, n) => values[(3 + n) * 784 + i]! * scale));
    for (const blend of after) {
      blend.forEach((value, i) => void expect(value).toBeLessThanOrEqual(most(i) + 1e-6));
    }
  });

  it('show texts by their words', async () => {
    const text = template('transformer-text');
    const { preparation } = text.data!;
    const vectors = preparation.nodes.find(({ kind }) => kind === 'TextVectorization')!;
    const edge = preparation.edges.find(({ source }) => source === vectors.id)!;
    const step = { id: 'vary', kind: 'WordDropout', config: { rate: 1 }, position: { x: 0, y: 0 } };
    const edges = [
      ...preparation.edges.filter((each) => each !== edge),
      { ...edge, target: 'vary' },
      { ...edge, source: 'vary' },
    ];
    const nodes = [...preparation.nodes, step];
    const data = { ...text.data!, preparation: { ...preparation, nodes, edges } };
    const { before, after, words } = await ask({ ...text, data });
    const said = (values: Float32Array) => [...values].filter((n) => n > 0).map((n) => words![n]);
    expect(said(before).every((word) => word !== undefined && word !== '')).toBe(true);
    expect(new Set(said(after[0]!))).toEqual(new Set(['[UNK]']));
    expect(said(after[0]!)).toHaveLength(said(before).length);
  });

  it('name the step that is on no chain', async () => {
    await expect(ask(template('lenet-digits'))).rejects.toThrow('has the step vary');
  });
});
