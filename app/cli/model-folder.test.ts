/** What a model folder promises to the commands that read it, and what they refuse. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../src/runtime/containers/safetensors';
import { file, folder, lines, netloom } from './testing/process';

const iris = path.join(folder, 'iris');
const train = (out: string, epochs: number, ...more: string[]) =>
  netloom([
    ...['train', 'mlp-iris', '--out', out, '--epochs', String(epochs)],
    ...['--backend', 'wasm', '--json', ...more],
  ]);

const epochs = (out: string) =>
  lines(out)
    .filter(({ event }) => event === 'epoch')
    .map(({ samplesPerSecond: _speed, ...line }) => line);

const bytes = (of: string, name: string): Buffer => readFileSync(path.join(of, name));

/** A copy of the trained folder with one file changed. */
function spoiled(name: string, change: string, content: string | Uint8Array): string {
  const copy = path.join(folder, name);
  cpSync(iris, copy, { recursive: true });
  writeFileSync(path.join(copy, change), content);
  return copy;
}

beforeAll(async () => {
  expect((await train(iris, 1)).code).toBe(0);
});

describe('train --resume', () => {
  it('prints the epochs that a run in one go prints, and leaves its weights and its record', async () => {
    const [parts, whole] = [path.join(folder, 'parts'), path.join(folder, 'whole')];
    const first = await train(parts, 1);
    const second = await train(parts, 3, '--resume');
    const once = await train(whole, 3);
    expect([...epochs(first.out), ...epochs(second.out)]).toEqual(epochs(once.out));
    expect(bytes(parts, 'weights.safetensors')).toEqual(bytes(whole, 'weights.safetensors'));
    const [run, expected] = [parts, whole].map((f) => JSON.parse(String(bytes(f, 'run.json'))));
    expect(run.epochs).toBe(3);
    expect(run.curves.map(({ epoch }: { epoch: number }) => epoch)).toEqual([1, 2, 3]);
    expect(run.metrics).toEqual(expected.metrics);
    expect(lines(second.out).at(-1)).toMatchObject({ event: 'end', epochs: 3 });
  });

  it('keeps curves and metrics where there is nothing left to train', async () => {
    const done = path.join(folder, 'done');
    cpSync(iris, done, { recursive: true });
    const { code, out } = await train(done, 1, '--resume');
    expect({ code, epochs: epochs(out) }).toEqual({ code: 0, epochs: [] });
    expect(lines(out).at(-1)).toMatchObject({ epochs: 1, metrics: { loss: expect.any(Number) } });
    expect(JSON.parse(String(bytes(done, 'run.json'))).curves).toHaveLength(1);
  });
});

describe('train --from a file', () => {
  it('says which weights of another network it found, and refuses a file that is none', async () => {
    const { tensors } = readSafetensors(new Uint8Array(bytes(iris, 'weights.safetensors')));
    const renamed = new Map(
      [...tensors].map(([name, tensor]) => [name.replace(/main\.(\w+)/, 'net.of_$1'), tensor]),
    );
    const other = writeSafetensors({ tensors: renamed, metadata: {} });
    const from = path.join(folder, 'other.safetensors');
    writeFileSync(from, other);
    const { code, out } = await train(path.join(folder, 'begun'), 1, '--from', from);
    expect(code).toBe(0);
    expect(lines(out)[0]).toMatchObject({
      startWeights: [{ source: from, loaded: [...tensors.keys()], drawn: [], unused: [] }],
    });
    writeFileSync(from, other.slice(0, 40));
    const refused = await train(path.join(folder, 'begun'), 1, '--from', from);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(
      /^other\.safetensors: The weights file ends before its header does\./,
    );
  });
});

describe('a model folder', () => {
  const two = () => file('two.json', '[[5.1, 3.5, 1.4, 0.2], [6.7, 3, 5.2, 2.3]]');
  const other = readFileSync(path.resolve(import.meta.dirname, '../../templates/xor.json'));

  it('answers for several samples alike from JSON and CSV with a header', async () => {
    const csv = file('two.csv', 'a,b,c,d\n5.1,3.5,1.4,0.2\n6.7,3,5.2,2.3\n');
    const [json, table] = await Promise.all(
      [two(), csv].map((input) => netloom(['predict', iris, '--input', input, '--json'])),
    );
    const { outputs, labels } = JSON.parse(json!.out);
    expect(outputs.kind).toHaveLength(2);
    expect(labels).toHaveLength(2);
    expect(JSON.parse(table!.out)).toEqual({ outputs, labels });
  });

  it.each<[string, () => string[]]>([
    ['truncated weights', () => [spoiled('cut', 'weights.safetensors', new Uint8Array(60))]],
    ['weights of another document', () => [spoiled('swapped', 'document.netloom', other)]],
  ])('is refused with exit code 2 for %s', async (_what, make) => {
    const { code, out, err } = await netloom(['evaluate', ...make(), '--json']);
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({
      code: 2,
      out: '',
      lines: 1,
    });
  });

  it.each<[string, () => string[]]>([
    ['a truncated checkpoint', () => [spoiled('stump', 'checkpoint.bin', 'x'), 'mlp-iris']],
    ['the checkpoint of another document', () => [spoiled('alien', 'seen', ''), 'xor']],
  ])('does not resume from %s', async (_what, make) => {
    const [out, document] = make() as [string, string]; // the rows above give two
    const args = ['train', document, '--out', out, '--epochs', '2', '--resume', '--json'];
    const result = await netloom([...args, '--backend', 'wasm']);
    expect({ code: result.code, out: result.out }).toEqual({ code: 2, out: '' });
  });

  it.each([
    ['rows of the wrong length', 'short.json', '[[5.1, 3.5, 1.4], [6.7, 3, 5.2, 2.3, 1]]'],
    ['no samples', 'none.json', '[]'],
    ['words', 'words.json', '[["a", 1, 2, 3]]'],
    ['an input that is not there', 'input.json', '{"nope": [1, 2, 3, 4]}'],
    ['an empty cell', 'empty.csv', '5.1,3.5,1.4,\n'],
    ['no NPY array', 'array.npy', 'hello'],
    ['a picture where samples are rows', 'picture.png', 'x'],
  ])('refuses %s with exit code 2', async (_what, name, content) => {
    const input = file(name, content);
    const { code, out, err } = await netloom(['predict', iris, '--input', input, '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(name);
  });
});
