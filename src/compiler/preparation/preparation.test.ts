import { describe, expect, it } from 'vitest';
import type { Document, Node } from '../../graph/document';
import { edge, node } from '../../graph/testing/parts';
import type { DatasetSpec, ProcedureSpec, World } from '../world';
import { preparationByKind, preparations } from './all';
import { checkPreparation, inferPreparation, preparationChains } from './infer';
import { PreparationError } from './preparation';

const dataset: DatasetSpec = {
  id: 'digits',
  doc: '',
  licence: '',
  citation: '',
  source: '',
  params: {},
  columns: {
    sample: { shape: [28, 28, 1], dtype: 'uint8', doc: '' },
    target: { shape: [], dtype: 'uint8', doc: '', classes: ['0', '1', '2'] },
  },
  samples: { train: 1, test: 1 },
};
const gradient: ProcedureSpec = {
  id: 'gradient',
  doc: '',
  slots: { network: '' },
  params: {},
  metrics: [],
};
const world: World = {
  datasets: new Map([['digits', dataset]]),
  procedures: new Map<string, ProcedureSpec>([
    ['gradient', gradient],
    ['unsupervised', { ...gradient, id: 'unsupervised', feeds: { network: 'inputs' } }],
  ]),
};

function documentOf(nodes: readonly Node[], edges: readonly [string, string][]): Document {
  return {
    format: 'netloom',
    version: 1,
    name: 'Test',
    networks: {
      main: {
        nodes: [node('input', 'Input', { shape: [28, 28, 1] }), node('digit', 'Output')],
        edges: [],
      },
    },
    data: {
      dataset: 'digits',
      parameters: {},
      validation: 'test',
      seed: 1,
      preparation: { nodes, edges: edges.map(([from, to]) => edge(from, to)) },
    },
    training: {
      phases: [{ procedure: 'gradient', epochs: 1, networks: { network: 'main' }, config: {} }],
      batchSize: 1,
      seed: 1,
    },
  };
}

const whole = documentOf(
  [
    node('to-input', 'Feed', { node: 'input' }),
    node('scale', 'Scale', { factor: 0.5 }),
    node('sample', 'Source', { column: 'sample' }),
    node('target', 'Source', { column: 'target' }),
    node('hot', 'OneHot'),
    node('to-digit', 'Feed', { node: 'digit' }),
  ],
  [
    ['sample', 'scale'],
    ['scale', 'to-input'],
    ['target', 'hot'],
    ['hot', 'to-digit'],
  ],
);

describe('every preparation kind', () => {
  it.each(preparations.map((kind) => [kind.kind, kind] as const))(
    '%s explains itself and its examples come out as they say',
    (name) => {
      const kind = preparationByKind.get(name)!;
      expect(kind.doc.split('. ')[0]!.length).toBeLessThanOrEqual(90);
      expect(kind.examples.length).toBeGreaterThan(0);
      const defaults = Object.entries(kind.params).map(([id, param]) => [id, param.default]);
      for (const { config, input, output } of kind.examples) {
        const values = { ...Object.fromEntries(defaults), ...config };
        expect(kind.output(values, input, dataset)).toEqual(output);
      }
      for (const param of Object.values(kind.params)) expect(param.doc).toMatch(/\.$/);
    },
  );

  it.each(preparations.filter((kind) => kind.inputs.min > 0).map((kind) => kind.kind))(
    '%s without an edge says that it receives nothing',
    (name) => {
      const { output } = preparationByKind.get(name)!;
      expect(() => output({}, undefined, dataset)).toThrow(PreparationError);
      expect(() => output({}, undefined, dataset)).toThrow(`${name} receives nothing`);
    },
  );
});

describe('inferPreparation', () => {
  it('follows every chain from its column to its node, in any stored order', () => {
    const { feeds, problems } = inferPreparation(whole.data!, dataset);
    expect(problems).toEqual([]);
    expect(feeds.get('input')).toEqual({ shape: [28, 28, 1], dtype: 'float32' });
    expect(feeds.get('digit')).toMatchObject({ shape: [3], classes: ['0', '1', '2'] });
  });

  it('stays linear on a chain of 100,000 steps stored backwards', () => {
    const count = 100_000;
    const steps = Array.from({ length: count }, (_, i) => node(`s${count - i}`, 'Scale'));
    const edges = steps.map(({ id }): [string, string] => [`s${Number(id.slice(1)) - 1}`, id]);
    const document = documentOf([...steps, node('s0', 'Source')], edges);
    const { signals } = inferPreparation(document.data!, dataset);
    expect(signals.get(`s${count}`)).toEqual({ shape: [28, 28, 1], dtype: 'float32' });
  });
});

describe('preparationChains', () => {
  it('lists the steps of each chain with every parameter written', () => {
    expect(preparationChains(whole.data!.preparation)).toEqual([
      {
        feed: 'input',
        column: 'sample',
        steps: [{ id: 'scale', kind: 'Scale', config: { factor: 0.5, offset: 0 } }],
      },
      {
        feed: 'digit',
        column: 'target',
        steps: [{ id: 'hot', kind: 'OneHot', config: { classes: 0 } }],
      },
    ]);
  });
});

describe('checkPreparation', () => {
  const sample = node('sample', 'Source');
  const target = node('target', 'Source', { column: 'target' });
  const toInput = node('to-input', 'Feed', { node: 'input' });
  const rows: readonly (readonly [string, Document, RegExp])[] = [
    [
      'unknown-column',
      documentOf([node('a', 'Source', { column: 'ink' })], []),
      /"ink"; the data set digits has sample, target/,
    ],
    ['preparation-input', documentOf([toInput], []), /Feed receives nothing/],
    [
      'unknown-preparation',
      documentOf([node('a', 'Blur')], []),
      /kind "Blur"; this version knows Source/,
    ],
    [
      'preparation-cycle',
      documentOf(
        [node('a', 'Scale'), node('b', 'Scale')],
        [
          ['a', 'b'],
          ['b', 'a'],
        ],
      ),
      /receives its own output/,
    ],
    [
      'one-hot-input',
      documentOf([sample, node('hot', 'OneHot')], [['sample', 'hot']]),
      /28×28×1 a sample; it expects one class number/,
    ],
    [
      'class-count',
      documentOf([target, node('hot', 'OneHot', { classes: 10 })], [['target', 'hot']]),
      /10 classes; the column has 3/,
    ],
    [
      'resize-input',
      documentOf([target, node('small', 'Resize')], [['target', 'small']]),
      /expects pictures/,
    ],
    [
      'fed-twice',
      documentOf(
        [sample, toInput, node('again', 'Feed', { node: 'input' })],
        [
          ['sample', 'to-input'],
          ['sample', 'again'],
        ],
      ),
      /input is fed twice, the second time by again/,
    ],
    [
      'unknown-feed',
      documentOf([sample, node('a', 'Feed', { node: 'image' })], [['sample', 'a']]),
      /feeds "image"; the networks have the Input and Output nodes input, digit/,
    ],
    [
      'missing-feed',
      documentOf([sample, toInput], [['sample', 'to-input']]),
      /Output digit receives no data/,
    ],
    [
      'feed-shape',
      documentOf(
        [sample, node('flat', 'Flatten'), toInput],
        [
          ['sample', 'flat'],
          ['flat', 'to-input'],
        ],
      ),
      /brings 784 to input; its shape is 28×28×1/,
    ],
  ];

  it.each(rows)('%s', (code, document, message) => {
    const { problems } = checkPreparation(document, world);
    const found = problems.find((problem) => problem.code === code);
    expect(found?.message).toMatch(message);
    expect(found?.hint).toMatch(/^[A-Z].*\.$/);
  });

  it('asks for no target where the procedure learns from inputs alone', () => {
    const fed = documentOf([sample, toInput], [['sample', 'to-input']]);
    const phase = { ...fed.training!.phases[0]!, procedure: 'unsupervised' };
    const document = { ...fed, training: { ...fed.training!, phases: [phase] } };
    const codes = checkPreparation(document, world).problems.map((problem) => problem.code);
    expect(codes).not.toContain('missing-feed');
  });
});
