import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Defect, MOST_DEFECTS } from './defects';
import type { Document } from './document';
import { type ParseResult, parse, serialise } from './serialise';
import { arbitraryDocument } from './testing/arbitrary';

function read(raw: unknown): { document: Document; defects: readonly Defect[]; more: number } {
  return accepted(parse(typeof raw === 'string' ? raw : JSON.stringify(raw)));
}

function accepted(result: ParseResult) {
  if (!result.ok) throw new Error(`refused: ${result.message}`);
  return result;
}

const file = (nodes: unknown, edges: unknown = [], rest: object = {}) => ({
  format: 'netloom',
  version: 1,
  name: 'Test',
  networks: { main: { nodes, edges } },
  ...rest,
});

describe('parse and serialise', () => {
  it('give back every document as it was', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = serialise(document);
        expect(parse(text)).toEqual({ ok: true, document, defects: [], more: 0 });
        expect(serialise(read(text).document)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('write equal documents alike, whatever the order of their keys, networks and edges', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const reverse = (key: string, value: unknown): unknown => {
          if (typeof value !== 'object' || value === null) return value;
          if (Array.isArray(value)) return key === 'edges' ? [...value].reverse() : value;
          return Object.fromEntries(Object.entries(value).reverse());
        };
        const shuffled: Document = JSON.parse(JSON.stringify(document, reverse));
        expect(serialise(shuffled)).toBe(serialise(JSON.parse(JSON.stringify(document))));
      }),
      { numRuns: 500 },
    );
  });

  it('write JSON that JSON.stringify would write, main first, config keys sorted, a newline at the end', () => {
    const { document } = read(
      file([{ id: 'b', kind: 'Later::Kind', config: { z: 1, a: { y: [], x: {} } } }], [], {
        networks: {
          alpha: { nodes: [], edges: [] },
          1: { nodes: [], edges: [] },
          main: { nodes: [], edges: [] },
        },
        data: { dataset: 'iris', validation: 0.2, parameters: { b: 1, a: 2 } },
      }),
    );
    const text = serialise(document);
    expect(text.endsWith('}\n')).toBe(true);
    expect([...text.matchAll(/^ {4}"(\w+)": \{$/gm)].slice(0, 3).map((m) => m[1])).toEqual([
      'main',
      '1',
      'alpha',
    ]);
    expect(text.indexOf('"a": 2')).toBeLessThan(text.indexOf('"b": 1'));
    const relaid = (value: string) => `${JSON.stringify(JSON.parse(value), null, 2)}\n`;
    const plain = serialise({ ...document, networks: { main: document.networks.main! } });
    expect(plain).toBe(relaid(plain));
  });

  it.each(readdirSync('templates').filter((name) => name.endsWith('.json')))(
    'read the template %s without a defect and keep all of it',
    (name) => {
      const text = readFileSync(`templates/${name}`, 'utf8');
      const { document, defects } = read(text);
      expect(defects).toEqual([]);
      const edgeLess = (_: string, value: unknown) =>
        Array.isArray(value) ? [...value].sort() : value;
      const again: unknown = JSON.parse(serialise(document));
      const given = JSON.parse(text) as object;
      expect(Object.keys(again as object).sort()).toEqual(Object.keys(given).sort());
      expect(JSON.stringify(again, edgeLess).length).toBe(JSON.stringify(given, edgeLess).length);
    },
  );
});

describe('parse refuses', () => {
  it.each([
    ['an empty file', '', 'json'],
    ['a text', 'hello', 'json'],
    ['a truncated document', serialise(read(file([])).document).slice(0, 100), 'json'],
    ['a list', '[]', 'format'],
    ['null', 'null', 'format'],
    ['another format', '{"format":"keras","version":1}', 'format'],
    ['a format that only the prototype has', '{"__proto__":{"format":"netloom"}}', 'format'],
    ['a newer version', '{"format":"netloom","version":2}', 'version'],
    ['a slightly newer version', '{"format":"netloom","version":1.5}', 'version'],
    ['50 MB and a byte', ' '.repeat(50 * 1024 * 1024 + 1), 'size'],
    ['50 MB in fewer characters', '€'.repeat(20 * 1024 * 1024), 'size'],
  ])('%s', (_, text, reason) => {
    expect(parse(text)).toMatchObject({ ok: false, reason });
  });
});

describe('parse keeps what is usable and says what was wrong', () => {
  const a = { id: 'a', kind: 'Dense', config: {}, position: { x: 0, y: 0 } };
  const b = { ...a, id: 'b' };
  const edge = { source: 'a', output: 'out', target: 'b', input: 'in', index: 0 };
  const main = 'networks.main';
  const { networks: _, ...headless } = file([]);
  const stop = { monitor: 'loss', patience: -1, minDelta: 0, restoreBestWeights: 'yes' };

  it.each([
    ['no networks', headless, ['missing networks']],
    ['a network that is a list', { ...headless, networks: { main: [] } }, [`type ${main}`]],
    [
      'names that reach the prototype',
      `{"format":"netloom","version":1,"networks":{"__proto__":{"nodes":[]},"constructor":{}}}`,
      ['name networks.__proto__', 'name networks.constructor'],
    ],
    ['a node that is a number', file([1, a]), [`type ${main}.nodes[0]`]],
    ['a node without a kind', file([{ id: 'a' }]), [`missing ${main}.nodes[0].kind`]],
    ['a node without an id', file([{ kind: 'Dense' }]), [`missing ${main}.nodes[0].id`]],
    ['an id with a dot', file([{ ...a, id: 'a.b' }]), [`name ${main}.nodes[0].id`]],
    ['an id of a megabyte', file([{ ...a, id: 'x'.repeat(1e6) }]), [`name ${main}.nodes[0].id`]],
    ['two nodes of one id', file([a, a]), [`duplicate ${main}.nodes[1].id`]],
    [
      'a position that is text',
      file([{ ...a, position: '0,0' }]),
      [`type ${main}.nodes[0].position`],
    ],
    [
      'a coordinate out of reach',
      file([{ ...a, position: { x: 1e300, y: null } }]),
      [`range ${main}.nodes[0].position.x`, `type ${main}.nodes[0].position.y`],
    ],
    ['a config that is a list', file([{ ...a, config: [1] }]), [`type ${main}.nodes[0].config`]],
    ['a frozen that is 1', file([{ ...a, frozen: 1 }]), [`type ${main}.nodes[0].frozen`]],
    [
      'a label of 1 MB',
      file([{ ...a, label: 'é'.repeat(1e6) }]),
      [`length ${main}.nodes[0].label`],
    ],
    [
      'a field from elsewhere',
      file([{ ...a, colour: 1 }]),
      [`unknown-field ${main}.nodes[0].colour`],
    ],
    ['an edge to nowhere', file([a], [edge]), [`dangling-edge ${main}.edges[0]`]],
    ['an edge that is null', file([a], [null]), [`type ${main}.edges[0]`]],
    [
      'an edge with a negative place and delay',
      file([a, b], [{ ...edge, index: -1, delay: -2 }]),
      [`type ${main}.edges[0].index`, `range ${main}.edges[0].delay`],
    ],
    ['two edges at one place', file([a, b], [edge, edge]), [`edge-order ${main}.edges`]],
    ['a gap in the order', file([a, b], [{ ...edge, index: 3 }]), [`edge-order ${main}.edges`]],
    [
      'a port that is a list',
      file([a, b], [{ ...edge, input: [] }]),
      [`name ${main}.edges[0].input`],
    ],
    ['data that is true', file([], [], { data: true }), ['type data']],
    [
      'validation of 2',
      file([], [], { data: { dataset: 'x', validation: 2 } }),
      ['range data.validation'],
    ],
    [
      'training by halves',
      file([], [], { training: { phases: [{ epochs: 1 }, 3], batchSize: 0.5, stop } }),
      [
        'type training.phases[0].procedure',
        'type training.phases[1]',
        'range training.stop.patience',
        'type training.stop.restoreBestWeights',
        'range training.batchSize',
      ],
    ],
    ['a version that is text', { ...file([]), version: '1' }, ['type version']],
    [
      'nesting without end',
      `{"format":"netloom","version":1,"networks":{"main":{"nodes":[{"id":"a","kind":"b","config":{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}}]}}}`,
      [`depth ${main}.nodes[0].config.x${'[0]'.repeat(64)}`],
    ],
  ])('%s', (_title, raw, expected) => {
    const { document, defects } = read(raw);
    expect(defects.map((defect) => `${defect.code} ${defect.path}`)).toEqual(expected);
    for (const { message, hint } of defects) {
      expect(message.length).toBeLessThan(400);
      expect(hint).toMatch(/^\S.*\.$/);
    }
    // What was kept is a document without defects.
    expect(parse(serialise(document))).toEqual({ ok: true, document, defects: [], more: 0 });
  });

  it('leaves out values that are not finite and keeps the texts that look like them', () => {
    const { document, defects } = read(
      `{"format":"netloom","version":1,"networks":{"main":{"nodes":[{"id":"a","kind":"Dense","config":
        {"units":NaN,"rate":-Infinity,"big":1e999,"list":[1,NaN],"name":"NaN, \\"Infinity","ok":1}}],"edges":[]}}}`,
    );
    expect(document.networks.main!.nodes[0]!.config).toEqual({ name: 'NaN, "Infinity', ok: 1 });
    expect(defects.map((defect) => [defect.code, defect.network, defect.node])).toEqual(
      Array(4).fill(['number', 'main', 'a']),
    );
  });

  it('takes keys like __proto__ out of a config at any depth', () => {
    const { document, defects } = read(
      `{"format":"netloom","version":1,"networks":{"main":{"nodes":[{"id":"a","kind":"Dense","config":
        {"__proto__":{"polluted":1},"choice":{"constructor":{"prototype":1},"id":"l2"}}}],"edges":[]}}}`,
    );
    const { config } = document.networks.main!.nodes[0]!;
    expect(config).toEqual({ choice: { id: 'l2' } });
    expect(Object.getPrototypeOf(config)).toBe(Object.prototype);
    expect(defects.map((defect) => defect.code)).toEqual(['forbidden-key', 'forbidden-key']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('lets edges of a renamed node find it, and keeps cycles', () => {
    const { document } = read(
      file(
        [{ ...a, id: 'a b' }, b],
        [
          { ...edge, source: 'a b' },
          { ...edge, source: 'b', target: 'a b' },
        ],
      ),
    );
    const { nodes, edges } = document.networks.main!;
    expect(nodes.map((node) => node.id)).toEqual(['dense', 'b']);
    expect(edges.map((e) => `${e.source}>${e.target}`)).toEqual(['dense>b', 'b>dense']);
  });

  it('fills in what may be left out: config, position, ports, the place behind the others', () => {
    const { document, defects } = read(
      file(
        [
          { id: 'a', kind: 'Dense' },
          { id: 'b', kind: 'Add' },
        ],
        [
          { source: 'a', target: 'b' },
          { ...edge, index: 0 },
        ],
      ),
    );
    expect(defects).toEqual([]);
    expect(document.networks.main!.nodes[0]).toEqual(a);
    expect(document.networks.main!.edges).toEqual([edge, { ...edge, index: 1 }]);
  });

  it('keeps a hundred defects and counts the rest of a hundred thousand', () => {
    const nodes = Array.from({ length: 100_000 }, () => ({ id: 'same', kind: 'Dense' }));
    const { document, defects, more } = read(file(nodes));
    expect(defects.length).toBe(MOST_DEFECTS);
    expect(more).toBe(100_000 - 1 - MOST_DEFECTS);
    expect(new Set(document.networks.main!.nodes.map((node) => node.id)).size).toBe(100_000);
  });

  it('never throws on a mangled file, and what it reads it can write and read again', () => {
    const pieces = [
      'null',
      '-1',
      '1e999',
      'NaN',
      '"__proto__"',
      '[]',
      '{}',
      '"',
      ',',
      '}',
      '\u0000',
    ];
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.constantFrom(...pieces)), { maxLength: 3 }),
        fc.option(fc.nat(), { freq: 4 }),
        (document, wounds, cut) => {
          let text = serialise(document);
          for (const [at, length, piece] of wounds) {
            const from = at % text.length;
            text = text.slice(0, from) + piece + text.slice(from + length);
          }
          const result = parse(cut === null ? text : text.slice(0, cut % text.length));
          if (result.ok) expect(read(serialise(result.document)).document).toEqual(result.document);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws on values of the wrong type anywhere', () => {
    const strange: unknown[] = [null, true, -1, 0.5, '', 'x', [], [[]], {}, { id: {} }, 1e308];
    fc.assert(
      fc.property(arbitraryDocument, fc.nat(), fc.constantFrom(...strange), (document, at, odd) => {
        let count = 0;
        const total = JSON.stringify(document).split(/[:,]/).length;
        const replaced: unknown = JSON.parse(JSON.stringify(document), (key, value: unknown) => {
          count += 1;
          return count % total === at % total && key !== 'format' && key !== '' ? odd : value;
        });
        const result = parse(JSON.stringify(replaced));
        if (result.ok) expect(read(serialise(result.document)).document).toEqual(result.document);
        else expect(result.reason).toBe('version');
      }),
      { numRuns: 800 },
    );
  });
});
