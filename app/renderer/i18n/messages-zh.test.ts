import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sentencesIn, wordsIn } from '../testing/sentences-in';
import { fileSentences } from './files-zh';
import { gapSentences } from './gaps-zh';
import { messageInChinese } from './messages-zh';
import { modelSentences } from './models-zh';
import { preparationSentences } from './preparation-zh';
import { runSentences } from './runs-zh';
import type { Sentence } from './sentences';

/** Source files of these folders, or files themselves. */
const sources = (paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(path)
          .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
          .map((name) => `${path}/${name}`),
  );

/** Their sentences go into the files that are written. */
const isWritten = /(model-card|notebook|typescript|keras-layers|torch-training)\.ts$/;

const containers = ['csv', 'idx', 'json-table', 'parquet', 'read-npy', 'read-zip'];
const areas: readonly (readonly [string, readonly Sentence[], readonly string[]])[] = [
  [
    'files',
    fileSentences,
    sources([
      'src/runtime/files',
      ...containers.map((name) => `src/runtime/containers/${name}.ts`),
    ]),
  ],
  [
    'runs',
    runSentences,
    sources([
      'src/runtime',
      'src/runtime/optimizers',
      'src/runtime/preparation',
      'src/runtime/pretrained',
      'src/runtime/procedures',
      ...['asset', 'files', 'imdb', 'movielens', 'shipped-text'].map(
        (name) => `src/runtime/datasets/${name}.ts`,
      ),
    ]).filter(
      (path) =>
        !/(import-model|exchange|exchange-worker|pag\w+-\w+|passport-page|-spec|pretrained\/all)\.ts$/.test(
          path,
        ),
    ),
  ],
  [
    'models',
    modelSentences,
    sources([
      'src/compiler/importers',
      ...['import-model', 'exchange', 'exchange-worker'].map((name) => `src/runtime/${name}.ts`),
      ...['container-error', 'safetensors', 'zip'].map(
        (name) => `src/runtime/containers/${name}.ts`,
      ),
    ]),
  ],
  [
    'formats',
    gapSentences,
    sources(['src/compiler/exporters']).filter((path) => !isWritten.test(path)),
  ],
  ['the preparation', preparationSentences, sources(['src/compiler/preparation'])],
];

const latin = /[A-Za-z]{2,}/g;
const marks = /⟦[\w.]*⟧/g;

describe.each(areas)('what is said of %s', (_, table, files) => {
  const said = files.flatMap(sentencesIn);
  const chinese = (text: string): string => messageInChinese(text) ?? '';

  it('is Chinese in Chinese', () => {
    const known = new Set(table.flatMap(([, text]) => text.replace(/\{\w+\}/g, '').match(latin)));
    const foreign = said.filter((text) => {
      const rest = chinese(text).replace(marks, '');
      return !/\p{Script=Han}/u.test(rest) || rest.match(latin)?.some((word) => !known.has(word));
    });
    expect(foreign).toEqual([]);
    expect(said.length).toBeGreaterThan(0);
  });

  it('keeps every name and number', () => {
    const lost = said.filter((text) =>
      (text.match(marks) ?? []).some((mark) => !chinese(text).includes(mark)),
    );
    expect(lost).toEqual([]);
  });

  it('has the same places in both languages and no forbidden word', () => {
    const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    expect(table.filter(([en, zh]) => String(placesOf(en)) !== String(placesOf(zh)))).toEqual([]);
    expect(table.filter(([, zh]) => /请|您|哦|！|[一-鿿][,;:.!?]/.test(zh))).toEqual([]);
  });

  it('has no sentence that nothing says', () => {
    const used = new Set(said.map((text) => chinese(text)));
    const isWhole = ([en]: Sentence) => en.endsWith('.') && !en.includes('{words}');
    const pattern = (zh: string) =>
      new RegExp(`^${zh.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+')}$`);
    const idle = table.filter(
      (each) => isWhole(each) && ![...used].some((text) => pattern(each[1]).test(text)),
    );
    expect(idle).toEqual([]);
  });
});

describe('what is said of a broken file', () => {
  const containers = 'src/runtime/containers';
  const expected = 'Expected a whole file; export or download it again.';
  const words: readonly (readonly [string, RegExp, (words: string) => string])[] = [
    [`${containers}/hdf5-read.ts`, /^broken$/, (what) => `The ⟦format⟧ file ${what}. ${expected}`],
    [`${containers}/onnx-read.ts`, /^broken$/, (what) => `The ⟦format⟧ file ${what}. ${expected}`],
    [
      `${containers}/safetensors.ts`,
      /^SafetensorsError$/,
      (what) => `The weights file ${what}. Expected a whole safetensors file; write it again.`,
    ],
    [
      `${containers}/safetensors.ts`,
      /^refuse$/,
      (what) =>
        `The weights file describes ⟦name⟧ with ${what}. Expected a whole safetensors file; write it again.`,
    ],
    ['src/runtime/exchange-execute.ts', /^missing$/, (what) => what],
    ['src/runtime/import-passport.ts', /^missing$/, (what) => what],
  ];

  it.each(words)('is Chinese in Chinese in %s', (path, names, sentence) => {
    const said = wordsIn(path, names)
      .filter((what) => what.includes(' '))
      .map(sentence);
    const foreign = said.filter((text) => {
      const chinese = messageInChinese(text)?.replace(marks, '') ?? text;
      return /\b(?!protobuf|safetensors)[a-z]{2,}/.test(chinese);
    });
    expect(foreign).toEqual([]);
    expect(said).not.toEqual([]);
  });
});
