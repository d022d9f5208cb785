/** The promises of docs/command-line.md, from outside: a process, its two streams and its exit code. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { file, folder, lines, netloom } from './testing/process';

const template = (id: string): string =>
  readFileSync(path.resolve(import.meta.dirname, `../../templates/${id}.json`), 'utf8');
interface LooseNode {
  id: string;
  kind?: string;
  config: Record<string, unknown>;
  position?: unknown;
}

/** The parts of LeNet's JSON that tests change, without the document's guarantees. */
interface LooseDocument {
  version: unknown;
  networks: { main: { nodes: LooseNode[]; edges: Record<string, unknown>[] } };
  training: { phases: { config: Record<string, unknown> }[] };
}

/** A document whose JSON was changed by `change`. */
function changed(name: string, change: (document: LooseDocument) => unknown): string {
  const document: LooseDocument = JSON.parse(template('lenet-digits'));
  change(document);
  return file(name, JSON.stringify(document));
}

describe('netloom check', () => {
  it('answers with one object and exit code 0 for a document without problems', async () => {
    const { code, out } = await netloom(['check', 'lenet-digits', '--json']);
    expect(JSON.parse(out)).toEqual({ ok: true, problems: [] });
    expect(code).toBe(0);
  });

  it('names node, port, message, hint and repairs of an error, and exits 1', async () => {
    const without = changed('no-flatten.netloom', (document) => {
      const main = document.networks.main;
      main.nodes = main.nodes.filter(({ id }) => id !== 'flatten');
      main.edges = main.edges.filter(
        ({ source, target }) => source !== 'flatten' && target !== 'flatten',
      );
      main.edges.push({ source: 'pool2', output: 'out', target: 'fc1', input: 'in', index: 0 });
    });
    const { code, out } = await netloom(['check', without, '--json']);
    const { ok, problems } = JSON.parse(out);
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    const titles = problems.flatMap(({ repairs }: { repairs: { title: string }[] }) =>
      repairs.map(({ title }) => title),
    );
    expect(titles).toContain('Insert Flatten');
    for (const problem of problems) {
      expect(problem).toMatchObject({
        code: expect.any(String),
        message: expect.any(String),
        hint: expect.any(String),
      });
    }
  });

  it.each([
    ['a file that is not there', () => path.join(folder, 'absent.netloom')],
    ['a folder', () => folder],
    ['text that is no JSON', () => file('text.netloom', 'not json')],
    ['a truncated document', () => file('cut.netloom', template('lenet-digits').slice(0, 900))],
    ['another format', () => file('other.netloom', '{"format":"keras","version":1}')],
    ['a newer version', () => changed('newer.netloom', (document) => (document.version = 99))],
    ['over 50 MB', () => file('huge.netloom', ' '.repeat(50 * 1024 * 1024 + 1))],
  ])('exits 2 with one line and nothing on standard output for %s', async (_what, make) => {
    const { code, out, err } = await netloom(['check', make(), '--json']);
    const said = err
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Building'));
    expect({ code, out, lines: said.length }).toEqual({ code: 2, out: '', lines: 1 });
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each<[string, (document: LooseDocument) => unknown]>([
    ['wrong types', ({ networks }) => (networks.main.nodes[1]!.config.filters = 'many')],
    ['10⁹ units', ({ networks }) => (networks.main.nodes[6]!.config.units = 1e9)],
    ['a number where networks stand', (document) => Object.assign(document, { networks: 7 })],
    [
      'a __proto__ key',
      (document) =>
        Object.defineProperty(document.networks, '__proto__', {
          value: { nodes: 3 },
          enumerable: true,
        }),
    ],
    [
      'an edge to nowhere',
      (document) =>
        document.networks.main.edges.push({
          source: 'gone',
          output: 'out',
          target: 'fc1',
          input: 'in',
          index: 1,
        }),
    ],
    [
      'a cycle',
      (document) =>
        document.networks.main.edges.push({
          source: 'fc2',
          output: 'out',
          target: 'conv1',
          input: 'in',
          index: 1,
        }),
    ],
    [
      'a block that places itself',
      (document) =>
        document.networks.main.nodes.push({
          id: 'self',
          kind: 'Network',
          config: { network: 'main' },
          position: { x: 0, y: 0 },
        }),
    ],
    [
      'an expression bomb',
      (document) => (document.networks.main.nodes[1]!.config.filters = `=${'('.repeat(100_000)}1`),
    ],
  ])('lists problems and exits 1 for %s', async (name, change) => {
    const { code, out, err } = await netloom([
      'check',
      changed(`${name.length}.netloom`, change),
      '--json',
    ]);
    const { ok, problems } = JSON.parse(out);
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('lists at most 100 of 50,000 problems and says how many more there are', async () => {
    const many = changed('many.netloom', (document) => {
      for (let i = 0; i < 50_000; i++)
        document.networks.main.nodes.push({
          id: `n${i}`,
          kind: 'Dense',
          config: { units: -1 },
          position: { x: 0, y: 0 },
        });
    });
    const { code, out } = await netloom(['check', many, '--json']);
    const { problems, more } = JSON.parse(out);
    expect(code).toBe(1);
    expect(problems).toHaveLength(100);
    expect(more).toBeGreaterThan(49_000);
  });

  it('answers for 10⁶ nodes', async () => {
    const nodes = Array.from({ length: 1e6 }, (_, i) => `{"id":"n${i}","kind":"Dense"}`);
    const million = file(
      'million.netloom',
      `{"format":"netloom","version":1,"name":"million","networks":{"main":{"nodes":[${nodes}],"edges":[]}}}`,
    );
    const { code, out } = await netloom(['check', million, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).ok).toBe(false);
  });
});

describe('netloom summary', () => {
  it('counts LeNet as published', async () => {
    const { code, out } = await netloom(['summary', 'lenet-digits', '--json']);
    const { parameters, macs, layers } = JSON.parse(out);
    expect(code).toBe(0);
    expect({ parameters, macs }).toEqual({
      parameters: { total: 32_998, trainable: 32_998, nonTrainable: 0 },
      macs: 232_440,
    });
    expect(layers.find(({ id }: { id: string }) => id === 'conv2')).toEqual({
      id: 'conv2',
      kind: 'Conv2D',
      outputShape: [null, 8, 8, 12],
      parameters: 1812,
    });
  });
});

describe('netloom train', () => {
  const short = ['--limit', '512', '--epochs', '1', '--backend', 'cpu', '--json'];
  const epochs = (out: string) =>
    lines(out)
      .filter(({ event }) => event === 'epoch')
      .map(({ samplesPerSecond: _speed, ...line }) => line);

  it('prints the same epochs twice, and the model folder evaluates, predicts and resumes', async () => {
    const first = await netloom([
      'train',
      'lenet-digits',
      '--out',
      path.join(folder, 'a'),
      ...short,
    ]);
    const second = await netloom([
      'train',
      'lenet-digits',
      '--out',
      path.join(folder, 'b'),
      ...short,
    ]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(epochs(first.out)).toEqual(epochs(second.out));
    expect(lines(first.out)[0]).toMatchObject({
      event: 'start',
      backend: 'cpu',
      samples: 512,
      validationSamples: 512,
    });
    expect(lines(first.out).at(-1)).toMatchObject({ event: 'end', reason: 'completed', epochs: 1 });

    const evaluated = await netloom([
      'evaluate',
      path.join(folder, 'a'),
      '--limit',
      '200',
      '--json',
    ]);
    expect(evaluated.code).toBe(0);
    expect(JSON.parse(evaluated.out)).toMatchObject({
      samples: 200,
      metrics: { loss: expect.any(Number), accuracy: expect.any(Number) },
    });

    const blank = file('blank.json', JSON.stringify([Array.from({ length: 784 }, () => 0)]));
    const predicted = await netloom([
      'predict',
      path.join(folder, 'a'),
      '--input',
      blank,
      '--json',
    ]);
    const { outputs, labels } = JSON.parse(predicted.out);
    expect(outputs.digit[0]).toHaveLength(10);
    expect(outputs.digit[0].reduce((sum: number, p: number) => sum + p, 0)).toBeCloseTo(1, 5);
    expect(labels[0]).toMatch(/^\d$/);
  }, 240_000);

  it('saves what it reached after Ctrl-C and exits 130', async () => {
    const out = path.join(folder, 'interrupted');
    const { code, out: printed } = await netloom(
      ['train', 'two-moons', '--out', out, '--epochs', '100000', '--backend', 'cpu', '--json'],
      (kill) => kill('SIGINT'),
    );
    expect(code).toBe(130);
    expect(lines(printed).at(-1)).toMatchObject({ event: 'end', reason: 'interrupted' });
    expect(JSON.parse(readFileSync(path.join(out, 'run.json'), 'utf8'))).toMatchObject({
      backend: 'cpu',
    });
  }, 120_000);

  it('exits 2 for a backend that Node does not have', async () => {
    const { code, out } = await netloom([
      'train',
      'xor',
      '--out',
      path.join(folder, 'gl'),
      '--backend',
      'webgl',
      '--json',
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('prints what check prints for a document with an error, and exits 1', async () => {
    const broken = changed(
      'broken.netloom',
      (document) => (document.networks.main.nodes[6]!.config.units = 0),
    );
    const { code, out } = await netloom([
      'train',
      broken,
      '--out',
      path.join(folder, 'x'),
      '--json',
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false });
  });

  it('ends as nonFinite with step and node when the loss stops being a number', async () => {
    const wild = changed('wild.netloom', ({ networks }) => {
      for (const id of ['conv1', 'conv2', 'fc1', 'fc2', 'logits']) {
        const dense = networks.main.nodes.find((node) => node.id === id)!;
        dense.config.kernelInitializer = { id: 'constant', value: 1e9 };
      }
    });
    const { code, out } = await netloom([
      'train',
      wild,
      '--out',
      path.join(folder, 'wild'),
      ...short,
    ]);
    expect(code).toBe(1);
    expect(lines(out).at(-1)).toMatchObject({
      event: 'end',
      reason: 'nonFinite',
      step: expect.any(Number),
      node: expect.any(String),
    });
  }, 120_000);
});

describe('netloom list and wrong use', () => {
  it.each(['layers', 'datasets', 'templates', 'optimizers', 'losses'])(
    'lists %s with id and doc',
    async (what) => {
      const { code, out } = await netloom(['list', what, '--json']);
      const rows = JSON.parse(out);
      expect(code).toBe(0);
      expect(rows.length).toBeGreaterThan(4);
      for (const row of rows)
        expect(row).toMatchObject({ id: expect.any(String), doc: expect.stringMatching(/[.?]$/) });
    },
  );

  it.each([
    [['list', 'nothing']],
    [['constructor']],
    [['train', 'xor']],
    [['train', 'xor', '--out', folder, '--epochs', 'many']],
    [['evaluate', folder]],
    [['predict', folder, '--input', 'absent.json']],
    [[]],
  ])('exits 2 for %j', async (args) => {
    const { code, out } = await netloom(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.each<[string, readonly string[], RegExp]>([
    ['text in place of a document', ['check', file('text.netloom', 'one\ntwo\n')], /not JSON/],
    ['an option that is not there', ['check', 'xor', '--jsn'], /--json.*--help/],
    ['a number out of range', ['train', 'xor', '--out', folder, '--epochs', '0'], /is 0.* from 1/],
    ['a case that is not there', ['bench', '--case', 'x'], /is x.*lenet/],
    [
      'a file in place of a folder',
      ['train', 'xor', '--out', file('taken', '')],
      /expected a folder/,
    ],
    [
      'a type of no column',
      ['data', file('t.csv', 'a,b\n1,x\n2,y\n'), '--type', 'c=date'],
      /are a, b/,
    ],
  ])('says in one line what to do about %s', async (_, args, line) => {
    const { code, out, err } = await netloom(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trim()).toMatch(line);
    expect(err.trim()).not.toMatch(/\n|invalid/);
  });

  it('prints help that was asked for on standard output', async () => {
    const { code, out, err } = await netloom(['train', '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('--resume');
  });
});
