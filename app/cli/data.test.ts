/** `netloom data` and `--data PATH` from outside, as docs/command-line.md promises them. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { file, folder, lines, netloom } from './testing/process';

const flowers = [
  'sl,sw,pl,pw,kind',
  ...Array.from({ length: 60 }, (_, i) => {
    const kind = i % 3;
    return `${5 + kind},${3 + (i % 4) / 10},${1 + 2 * kind},${0.2 + kind},${['setosa', 'versicolor', 'virginica'][kind]}`;
  }),
  'x,3,1,0.2,setosa,too,many',
].join('\n');

it('says what a table holds and which rows are wrong', async () => {
  const { code, out } = await netloom(['data', file('flowers.csv', flowers), '--json']);
  expect(code).toBe(0);
  const answer = JSON.parse(out);
  expect(answer).toMatchObject({ kind: 'table', samples: 61 });
  expect(answer.classes).toContainEqual({ name: 'setosa', count: 21 });
  expect(answer.columns).toContainEqual({ name: 'kind', type: 'category', missing: 0 });
  expect(
    answer.problems.map(({ file: name, row }: { file: string; row: number }) => [name, row]),
  ).toEqual([
    ['flowers.csv', 62],
    ['flowers.csv', 62],
  ]);
});

it('says how numbers spread and what is there twice', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},${'ab'[i % 2]}`);
  const named = file('twice.csv', ['x,y', ...rows, '3,b', '900,a'].join('\n'));
  const answer = JSON.parse((await netloom(['data', named, '--json'])).out);
  expect(answer.spread).toEqual([
    {
      name: 'x',
      min: 0,
      max: 900,
      mean: (190 + 903) / 22,
      outliers: 1,
      // √(sum of squares between the classes ÷ sum of all squares)
      tells: { measure: 'eta', value: expect.closeTo(0.217184, 6) },
    },
  ]);
  expect(answer.repeated).toEqual({ train: 1, test: 0, leaks: 0 });
  const { out } = await netloom(['data', named]);
  expect(out).toContain('x: 0 … 900, mean 49.68, 1 far out, eta 0.2172\n');
  expect(out).toContain('samples that are there twice: 1\n');
});

it.each([
  ['no such path', 'nowhere'],
  ['a table without rows', file('bare.csv', 'a,b\n')],
])('answers %s with one line and exit code 2', async (_what, named) => {
  const { code, out, err } = await netloom(['data', named, '--json']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.trim().split('\n')).toHaveLength(1);
});

it('trains and evaluates on files, and finds them again', async () => {
  const table = file('train.csv', flowers.split('\n').slice(0, -1).join('\n'));
  const out = path.join(folder, 'flowers');
  const args = [
    'train',
    'mlp-iris',
    '--data',
    table,
    '--out',
    out,
    '--epochs',
    '30',
    '--backend',
    'wasm',
    '--json',
  ];
  const trained = await netloom(args);
  expect(trained.code).toBe(0);
  expect(lines(trained.out)[0]).toMatchObject({
    event: 'start',
    samples: 48,
    validationSamples: 12,
  });
  const evaluated = await netloom(['evaluate', out, '--backend', 'wasm', '--json']);
  expect(JSON.parse(evaluated.out)).toMatchObject({ samples: 12, metrics: { accuracy: 1 } });
});

it('says which columns a table lacks, and exits 1', async () => {
  const table = file('other.csv', flowers.replace('pl,pw', 'q,r'));
  const args = ['evaluate', path.join(folder, 'flowers'), '--data', table, '--json'];
  const { code, out } = await netloom(args);
  expect(code).toBe(1);
  const { problems } = JSON.parse(out);
  expect(problems[0]).toMatchObject({ code: 'missing-columns', severity: 'error' });
  expect(problems[0].message).toContain('pl, pw');
});
