import { describe, expect, it } from 'vitest';
import { exporters } from '../../../src/compiler/exporters/all';
import { groups } from '../../../src/compiler/layer';
import { layerByKind, layers } from '../../../src/compiler/layers/all';
import type { Params } from '../../../src/compiler/params';
import { preparations } from '../../../src/compiler/preparation/all';
import { problemWords } from '../../../src/compiler/problems/words';
import { world } from '../../../src/runtime/world';
import { resources } from './index';

type Table = Readonly<Record<string, string>>;
const areas = Object.keys(resources.en.translation);
const table = (language: keyof typeof resources, area: string): Table =>
  resources[language].translation[area] ?? {};

/** Words that stay as they are in code, names of people and products, units and keys. */
const codeLike = /\{\{\w+\}\}|[A-Za-z0-9_.@>+÷×·↑↓%–—\-−()[\]“”"':：/=σ?&,<#，。、；：→\s]+/g;
const han = /\p{Script=Han}/u;
/** Entries that are nothing but names or numbers in every language. */
const sameEverywhere = /^(choice-(adam|adamw|rmsprop|adagrad|adadelta|adamax)|data-step)$/;
/** Published architectures are called alike everywhere: ResNet-50 V2, U-Net. */
const architecture = /^(Xception|Inception V3|[A-Z]\S*[A-Z\d]\S*( V\d)?)$/;

describe.each(areas)('the words of %s', (area) => {
  const en = table('en', area);
  const zh = table('zh-CN', area);

  it('exist in both languages', () => {
    expect(Object.keys(en).filter((key) => !(key in zh))).toEqual([]);
  });

  it('are Chinese in Chinese', () => {
    const isName = (key: string): boolean =>
      key.startsWith('name-') && architecture.test(zh[key] ?? '');
    const foreign = Object.entries(zh).filter(
      ([key, text]) =>
        !han.test(text) &&
        text.replace(codeLike, '') !== '' &&
        !sameEverywhere.test(key) &&
        !isName(key),
    );
    expect(foreign).toEqual([]);
    const latinWords = Object.entries(zh).filter(
      ([key, text]) =>
        !han.test(text) &&
        /[a-z]{4,}/i.test(text.replace(/\{\{\w+\}\}/g, '')) &&
        !sameEverywhere.test(key) &&
        !isName(key),
    );
    expect(latinWords).toEqual([]);
  });

  it('have the same places in both languages', () => {
    const placesOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
    const wrong = Object.keys(en).filter(
      (key) => key in zh && placesOf(zh[key]!).some((place) => !placesOf(en[key]!).includes(place)),
    );
    expect(wrong).toEqual([]);
  });

  it('use no forbidden word', () => {
    const english = /\b(please|oops|invalid|illegal|successfully)\b|!/i;
    const chinese = /请|您|哦|！/;
    expect(Object.entries(en).filter(([, text]) => english.test(text))).toEqual([]);
    expect(Object.entries(zh).filter(([, text]) => chinese.test(text))).toEqual([]);
  });
});

describe('the words of layers', () => {
  const zh = table('zh-CN', 'layers');
  const missing = (keys: Iterable<string>) => [...keys].filter((key) => !(key in zh));

  const names = (params: Params, choices: Set<string>): string[] =>
    Object.entries(params).flatMap(([name, param]) => {
      if (param.type !== 'choice') return [name];
      const inner = Object.entries(param.choices).flatMap(([id, choice]) => {
        choices.add(id);
        return names(choice.params, choices);
      });
      return [name, ...inner];
    });
  const everyParams: Params[] = [
    ...Object.keys(layers).map((kind) => layerByKind(kind)!.params),
    ...preparations.map((step) => step.params),
    ...[...world.datasets.values()].map((dataset) => dataset.params),
    ...[...world.procedures.values()].map((procedure) => procedure.params),
  ];

  it('name every kind and group in Chinese and say what each does', () => {
    expect(missing(Object.keys(layers).flatMap((kind) => [kind, `doc-${kind}`]))).toEqual([]);
    expect(missing(groups.map((group) => `group-${group}`))).toEqual([]);
  });

  it('name every parameter and every choice in Chinese', () => {
    const choices = new Set<string>();
    const params = new Set(everyParams.flatMap((each) => names(each, choices)));
    expect(missing([...params].map((name) => `param-${name}`))).toEqual([]);
    expect(missing([...choices].map((id) => `choice-${id}`))).toEqual([]);
  });

  it('name every data set, procedure and preparation step in Chinese', () => {
    expect(
      missing([...world.datasets.keys()].flatMap((id) => [`dataset-${id}`, `datasetDoc-${id}`])),
    ).toEqual([]);
    expect(
      missing(
        [...world.procedures.keys()].flatMap((id) => [`procedure-${id}`, `procedureDoc-${id}`]),
      ),
    ).toEqual([]);
    expect(
      missing(preparations.flatMap(({ kind }) => [`step-${kind}`, `stepDoc-${kind}`])),
    ).toEqual([]);
  });
});

describe('the words of exporters', () => {
  it('say in Chinese what each writes', () => {
    const zh = table('zh-CN', 'exchange');
    const keys = [...exporters.keys()].map((id) => `exporter-${id}`);
    expect(keys.filter((key) => !(key in zh))).toEqual([]);
  });
});

describe('the words of problems', () => {
  it('cover every code of the compiler in both languages', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const known = table(language, 'problems');
      const keys = Object.keys(problemWords).flatMap((code) => [
        code,
        `${code}-hint`,
        `${code}-title`,
      ]);
      expect(keys.filter((key) => !(key in known))).toEqual([]);
    }
  });
});
