/** Text and document: what is printed says the same, and only what is edited changes. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Json, Network } from '../../graph/document';
import { setConfig } from '../../graph/edits/nodes';
import { parse } from '../../graph/serialise';
import type { AnyLayer } from '../layer';
import { layerByKind, layers } from '../layers/all';
import { LowerError, lower } from '../lower';
import { type Call, callOfValue, type Program } from '../program';
import { chain, documentOf, networkOfRows } from '../testing/documents';
import { exampleDocument } from '../testing/example';
import { snake } from '../tfjs-config';
import { applySource, type SourceBase } from './apply';
import { placeOf } from './places';
import { printSource } from './print';
import { readSource } from './read';
import type { Language } from './tree';

const languages: readonly Language[] = ['python', 'typescript'];
const isLong = process.env.NETLOOM_LONG !== undefined;
const folder = path.resolve(import.meta.dirname, '../../../templates');
const documentIn = (file: string): Document => {
  const read = parse(readFileSync(path.join(folder, file), 'utf8'));
  if (!read.ok) throw new Error(`${file} does not open.`);
  return read.document;
};
const rootOf = ({ networks }: Document): string =>
  'main' in networks ? 'main' : Object.keys(networks)[0]!;

/** Templates that can be lowered; those of hundreds of layers in the long run alone. */
const templates = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, document: documentIn(name) }))
  .filter(({ document }) => {
    try {
      return isLong || lower(document, rootOf(document)).calls.length < 100;
    } catch (error) {
      if (error instanceof LowerError) return false;
      throw error;
    }
  });

const printed = new Map<Document, Map<Language, SourceBase | undefined>>();
function baseOf(document: Document, language: Language): SourceBase | undefined {
  const known = printed.get(document) ?? new Map<Language, SourceBase | undefined>();
  printed.set(document, known);
  if (!known.has(language)) {
    const result = printSource(document, rootOf(document), language);
    known.set(language, 'base' in result ? result.base : undefined);
  }
  return known.get(language);
}

/** Keras takes the shape of what arrives, a Flatten of what is flat is a Reshape, and the rest is the same. */
function configOf({ kind, config }: Call): Json {
  if (kind === 'Flatten' || kind === 'Reshape') return {};
  return kind === 'Embedding' ? { ...config, inputLength: null } : config;
}

/** What every call computes with all that leads to it, whatever it is called and where it stands. */
function computed({ calls }: Program): readonly string[] {
  const known = new Map<string, string>();
  for (const call of calls) {
    const { kind, inputs, inputPorts, outputShape, weights, frozen } = call;
    const from = inputs.map((id) => [known.get(callOfValue(id)), id.split(':')[1]]);
    const is = kind === 'Output' ? 'Output' : [configOf(call), outputShape, weights, frozen];
    const text = JSON.stringify([kind.replace('Flatten', 'Reshape'), is, from, inputPorts]);
    known.set(call.id, createHash('sha1').update(text).digest('base64'));
  }
  return [...known.values()].sort();
}

function edited(document: Document, language: Language, change: (text: string) => string) {
  const base = baseOf(document, language)!;
  const { networks, marks } = readSource(change(base.text), language, base.text);
  if (!networks) throw new Error(JSON.stringify(marks));
  return { ...applySource(document, base, networks), read: marks };
}

describe('a printed network', () => {
  const examples = (Object.values(layers) as unknown as AnyLayer[]) // parameter types do not matter here
    .flatMap((layer) =>
      layer.examples.map((example, i) => ({
        name: `${layer.kind} ${i}`,
        document: exampleDocument(layer.kind, example),
      })),
    );

  it.each(languages)('says in %s what the document computes, and changes nothing', (language) => {
    let said = 0;
    for (const { name, document } of [...templates, ...examples]) {
      const base = baseOf(document, language);
      if (!base) continue;
      said += 1;
      const { networks, marks } = readSource(base.text, language);
      expect({ name, marks }).toEqual({ name, marks: [] });
      const imported = documentOf(networks!.imported.networks.main!, {
        networks: networks!.imported.networks,
      });
      expect({ name, is: computed(lower(imported)) }).toEqual({
        name,
        is: computed(lower(document, rootOf(document))),
      });
      const applied = applySource(document, base, networks!);
      expect({ name, changes: applied.changes }).toEqual({ name, changes: [] });
      expect(applied.document).toBe(document);
    }
    expect(said).toBeGreaterThan(language === 'python' ? 150 : 200);
  });

  it.each(languages)('is read in %s whatever its nodes are called', (language) => {
    const words =
      'new function null true undefined match class lambda not return delete typeof case const range keras tf layer';
    const ids = words.split(' ');
    const rows = ids.map((id): [string, string] => [id, 'ReLU']);
    const document = documentOf(chain(['x', 'Input', { shape: [8] }], ...rows, ['out', 'Output']));
    const { text, networks } = baseOf(document, language)!;
    expect(readSource(text, language).marks).toEqual([]);
    expect(networks.imported.networks.main!.nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it('changes exactly the one parameter whose number is edited', () => {
    const numbers = templates.flatMap(({ name, document }) =>
      lower(document, rootOf(document)).calls.flatMap((call) =>
        Object.entries(layerByKind(call.kind)?.params ?? {}).flatMap(([param, { type }]) => {
          const value = call.config[param];
          const isNumber = (type === 'int' || type === 'float') && typeof value === 'number';
          return isNumber ? [{ name, document, call, param, value }] : [];
        }),
      ),
    );
    let within = 0;
    const one = fc.record({
      at: fc.constantFrom(...numbers),
      by: fc.constantFrom(1, 2, 0.5),
      language: fc.constantFrom(...languages),
    });
    fc.assert(
      fc.property(one, ({ at: { document, call, param, value }, by, language }) => {
        const base = baseOf(document, language);
        const written = language === 'python' ? `${snake(param)}=` : `${param}: `;
        const called = language === 'python' ? `name="${call.id}"` : `name: "${call.id}"`;
        const line = base?.text.split('\n').find((each) => each.includes(called));
        // The name of a wrapper stands before that of the layer inside it.
        if (!base || !line?.includes(`${written}${value}`) || line.split('name').length > 2) return;
        const to = value + by;
        const changed = line.replace(`${written}${value}`, `${written}${to}`);
        const { networks } = readSource(base.text.replace(line, changed), language, base.text);
        const applied = applySource(document, base, networks!);
        const place = placeOf(document, rootOf(document), call.id)!;
        if (applied.changes.some(({ is }) => is === 'open')) return;
        within += 1;
        expect(applied.document).toEqual(setConfig(document, place, param, to));
        expect(applied.changes).toEqual([{ is: 'set', node: place.node, param, to }]);
      }),
      { numRuns: isLong ? 2000 : 150, seed: 4 },
    );
    expect(within).toBeGreaterThan(20);
  });
});

describe('edited source', () => {
  const row = documentOf(
    chain(
      ['x', 'Input', { shape: [8] }],
      ['a', 'Dense', { units: 4 }],
      ['b', 'Dense', { units: 3 }],
      ['out', 'Output', { loss: 'meanSquaredError' }],
    ),
  );
  const nodes = (network: Network | undefined): string[] =>
    (network?.nodes ?? []).map(({ id, kind }) => `${id} ${kind}`);
  const edges = (network: Network | undefined): string[] =>
    (network?.edges ?? []).map(({ source, target }) => `${source}>${target}`).sort();

  it('adds a layer beside its neighbours and leads the edges through it', () => {
    const { document, changes } = edited(row, 'python', (text) =>
      text
        .replace('\nb = ', '\nh = keras.layers.Dropout(0.5)(a)\nb = ')
        .replace(/\)\(a\)\nmodel/, ')(h)\nmodel'),
    );
    const main = document.networks.main!;
    expect(nodes(main)).toEqual(['x Input', 'a Dense', 'b Dense', 'out Output', 'h Dropout']);
    expect(edges(main)).toEqual(['a>h', 'b>out', 'h>b', 'x>a']);
    expect(changes.map(({ is, node }) => `${is} ${node}`)).toEqual(['add h', 'connect b']);
    expect(main.nodes.slice(0, 4)).toEqual(row.networks.main!.nodes);
    // Between its neighbours both cards would be covered.
    expect(main.nodes[4]!.position).toEqual({ x: 315, y: 276 });
  });

  it('removes a layer whose line goes, and keeps the Output with its loss', () => {
    const { document, changes } = edited(row, 'typescript', (text) =>
      text
        .split('\n')
        .filter((line) => !/const b(_layer)? =/.test(line))
        .join('\n')
        .replace('outputs: [b]', 'outputs: [a]'),
    );
    expect(nodes(document.networks.main)).toEqual(['x Input', 'a Dense', 'out Output']);
    expect(edges(document.networks.main)).toEqual(['a>out', 'x>a']);
    expect(document.networks.main!.nodes[2]!.config).toEqual({ loss: 'meanSquaredError' });
    expect(changes.map(({ is }) => is)).toEqual(['remove', 'connect']);
  });

  it('renames a node whose name= changes, and nothing that points to it is lost', () => {
    const { document, changes } = edited(row, 'python', (text) =>
      text.replace('name="a"', 'name="wide"'),
    );
    expect(nodes(document.networks.main)).toEqual([
      'x Input',
      'wide Dense',
      'b Dense',
      'out Output',
    ]);
    expect(edges(document.networks.main)).toEqual(['b>out', 'wide>b', 'x>wide']);
    expect(changes).toEqual([{ is: 'rename', node: 'a', to: 'wide' }]);
  });

  it('knows layers by their place where a tutorial names none', () => {
    const text = `import keras
from keras.layers import Dense
model = keras.Sequential([keras.Input((8,)), Dense(6), Dense(3, "tanh")])`;
    const { document, changes } = edited(row, 'python', () => text);
    expect(nodes(document.networks.main)).toEqual(nodes(row.networks.main));
    expect(changes).toEqual([
      { is: 'set', node: 'a', param: 'units', to: 6 },
      { is: 'set', node: 'b', param: 'activation', to: 'tanh' },
    ]);
    expect(document.networks.main!.nodes[1]!.position).toEqual(
      row.networks.main!.nodes[1]!.position,
    );
  });

  it('leaves what a broken line says as it is, and applies the rest', () => {
    const { document, changes, read } = edited(row, 'python', (text) =>
      text.replace('units=4', 'units=5').replace(/\nb = .*/, '\nb = keras.layers.Dense(units='),
    );
    expect(changes).toEqual([{ is: 'set', node: 'a', param: 'units', to: 5 }]);
    expect(document.networks.main!.edges).toEqual(row.networks.main!.edges);
    expect(read.map(({ line, severity }) => [line, severity])).toEqual([
      [5, 'error'],
      [5, 'note'],
    ]);
  });

  const blocks = documentOf(
    networkOfRows(
      [
        ['x', 'Input', { shape: [8] }],
        ['head', 'Network', { network: 'pair' }],
        ['tail', 'Network', { network: 'pair', repeat: 2 }],
        ['out', 'Output', {}],
      ],
      ['x>head', 'head>tail', 'tail>out'],
    ),
    {
      networks: {
        pair: chain(['in', 'Input'], ['d', 'Dense', { units: 8 }], ['r', 'ReLU'], ['o', 'Output']),
      },
    },
  );

  it('changes a block where every copy changes alike', () => {
    const { document, changes } = edited(blocks, 'python', (text) =>
      text.replaceAll('units=8', 'units=9'),
    );
    expect(changes).toEqual([{ is: 'set', node: 'd', param: 'units', to: 9 }]);
    expect(document.networks.main).toBe(blocks.networks.main);
    expect(document.networks.pair!.nodes[1]!.config).toEqual({ units: 9 });
  });

  it('opens the one placement whose copy goes its own way, and no other', () => {
    const { document, changes } = edited(blocks, 'python', (text) =>
      text.replace(/(name="tail\.1\.d".*?)units=8/, '$1units=7'),
    );
    expect(nodes(document.networks.main)).toEqual([
      ...['x Input', 'head Network', 'd Dense', 'r ReLU', 'd_2 Dense', 'r_2 ReLU', 'out Output'],
    ]);
    expect(document.networks.main!.nodes[4]!.config).toEqual({ units: 7 });
    expect(changes.map(({ is, node }) => `${is} ${node}`)).toEqual(['open tail', 'set d_2']);
    expect(computed(lower(document))).not.toEqual(computed(lower(blocks)));
  });

  it('keeps a block closed where something is put before or behind it', () => {
    const { document, changes } = edited(blocks, 'python', (text) =>
      text
        .replace(/\n(tail__0__d = )/, '\nmid = keras.layers.Dropout(0.5)(head__0__r)\n$1')
        .replace(/(\ntail__0__d = .*)\(head__0__r\)/, '$1(mid)'),
    );
    expect(changes.map(({ is, node }) => `${is} ${node}`)).toEqual(['add mid', 'connect tail']);
    expect(edges(document.networks.main)).toEqual(['head>mid', 'mid>tail', 'tail>out', 'x>head']);
    expect(document.networks.pair).toBe(blocks.networks.pair);
  });

  it('leaves shared weights shared, and says where they cannot be changed', () => {
    const twins = documentOf(
      networkOfRows(
        [
          ['x', 'Input', { shape: [8] }],
          ['y', 'Input', { shape: [8] }],
          ['left', 'Network', { network: 'pair', share: true }],
          ['right', 'Network', { network: 'pair', share: true }],
          ['sum', 'Add'],
          ['out', 'Output', {}],
        ],
        ['x>left', 'y>right', 'left>sum', 'right>sum', 'sum>out'],
      ),
      { networks: { pair: blocks.networks.pair! } },
    );
    const alike = edited(twins, 'python', (text) => text.replace('units=8', 'units=9'));
    expect(alike.changes).toEqual([{ is: 'set', node: 'd', param: 'units', to: 9 }]);
    const apart = edited(twins, 'python', (text) => text.replace(/\(left__0__d\)\n/, '(x)\n'));
    expect(apart.document).toBe(twins);
    expect(new Set(apart.marks.map(({ code }) => code))).toEqual(new Set(['is-shared']));
  });

  it('brings in a model that is called twice as a block that shares its weights', () => {
    const { document } = edited(row, 'python', (text) =>
      text.replace(
        /\nmodel = .*/,
        '\nd = keras.layers.Dense(8)\ny = keras.layers.Add()([d(x), d(d(x))])\nmodel = keras.Model(x, y)',
      ),
    );
    const program = lower(document);
    const shared = program.calls.filter(({ kind }) => kind === 'Dense');
    expect(shared.map(({ sharesWith }) => sharesWith)).toEqual([
      undefined,
      shared[0]!.id,
      shared[0]!.id,
    ]);
    expect(program.outputs).toEqual(['out']);
  });
});
