/** Whole documents and edits for property tests: blocks, delays, unknown kinds, expressions, names in many scripts. */
import fc from 'fast-check';
import type {
  Config,
  Data,
  Document,
  Edge,
  Json,
  Network,
  Node,
  Phase,
  StartWeights,
  Training,
} from '../document';
import { arrangeEdges, withDelay } from '../edges';
import { isValidNetworkName } from '../ids';

const leaf: fc.Arbitrary<Json> = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('=filters * 4', '=width // 2 + 1', '=', '=filters', 'relu', 'same'),
);
const key = fc.constantFrom(
  ...['units', 'filters', 'kernelSize', 'rate', '2', '10', 'ширина', 'toString', '过滤', ''],
);
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: fc.array(leaf, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(key, leaf, { maxKeys: 2 }) },
);

/** Any config: values of every JSON type under names that sort in odd ways. */
export const arbitraryConfig: fc.Arbitrary<Config> = fc
  .dictionary(key, value, { maxKeys: 3 })
  // fast-check makes objects without a prototype; files give ordinary ones.
  .map((config) => ({ ...config }));

const kinds = ['Dense', 'Conv2D', 'Add', 'Flatten', 'Quantum::Foam', '未知'] as const;

// Positions know no −0: adding 0 turns it into 0.
const coordinate = fc
  .oneof(fc.integer({ min: -2000, max: 2000 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  .map((at) => at + 0);
const position = fc.record({ x: coordinate, y: coordinate });
const text = fc.string({ unit: 'binary', maxLength: 12 });

interface Seedling {
  readonly kind: string;
  readonly config: Config;
  readonly position: { readonly x: number; readonly y: number };
  readonly label: string | undefined;
  readonly frozen: boolean;
}

const seedling: fc.Arbitrary<Seedling> = fc.record({
  kind: fc.constantFrom(...kinds),
  config: arbitraryConfig,
  position,
  label: fc.option(text, { nil: undefined }),
  frozen: fc.boolean(),
});

function grow({ kind, config, position: at, label, frozen }: Seedling, id: string): Node {
  return {
    id,
    kind,
    config,
    position: at,
    ...(label === undefined ? {} : { label }),
    ...(frozen ? { frozen } : {}),
  };
}

interface Link {
  readonly from: number;
  readonly to: number;
  readonly delay: number;
  readonly input: string;
}

const link: fc.Arbitrary<Link> = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  delay: fc.constantFrom(0, 0, 0, 0, 1, 3),
  input: fc.constantFrom('in', 'in', 'in', 'side'),
});

/** Undelayed links lead from lower to higher numbers, so that no cycle closes; delayed ones anywhere. */
function join(ids: readonly string[], links: readonly Link[]): Edge[] {
  const edges = links.flatMap(({ from, to, delay, input }): Edge[] => {
    if (ids.length === 0) return [];
    const [a, b] = [from % ids.length, to % ids.length];
    if (delay === 0 && a === b) return [];
    const [low, high] = delay > 0 ? [a, b] : [Math.min(a, b), Math.max(a, b)];
    const edge = { source: ids[low]!, output: 'out', target: ids[high]!, input, index: 0 };
    return [withDelay(edge, delay)];
  });
  return arrangeEdges(edges);
}

interface Plan {
  readonly seedlings: readonly Seedling[];
  readonly links: readonly Link[];
  readonly placed: readonly {
    readonly which: number;
    readonly repeat: number;
    readonly at: number;
  }[];
  readonly order: readonly number[];
  readonly parameters: Config | undefined;
  readonly weights: StartWeights | undefined;
}

const plan = (most: number): fc.Arbitrary<Plan> =>
  fc.record({
    seedlings: fc.array(seedling, { maxLength: most }),
    links: fc.array(link, { maxLength: 2 * most }),
    placed: fc.array(
      fc.record({ which: fc.nat(), repeat: fc.integer({ min: 0, max: 3 }), at: fc.nat() }),
      { maxLength: 2 },
    ),
    order: fc.array(fc.nat(), { minLength: most + 4, maxLength: most + 4 }),
    parameters: fc.option(fc.constant({ filters: 8, width: 3 }), { nil: undefined }),
    weights: fc.option(fc.record({ source: text }), { nil: undefined }),
  });

/** A network by plan: an Input first, an Output last, placements only of the networks in `below`. */
function build(
  { seedlings, links, placed, order, parameters, weights }: Plan,
  below: readonly string[],
): Network {
  const at = { x: 0, y: 0 };
  const nodes: Node[] = [{ id: 'input', kind: 'Input', config: {}, position: at }];
  nodes.push(...seedlings.map((each, i) => grow(each, i % 2 ? `n-${i}` : `node${i}`)));
  for (const [i, { which, repeat, at: place }] of placed.entries()) {
    const network = below[which % Math.max(1, below.length)];
    if (network === undefined) continue;
    const config: Config = {
      network,
      ...(repeat > 1 ? { repeat } : {}),
      ...(repeat === 2 ? { parameters: { filters: '=width * 2' } } : {}),
    };
    const node = { id: `block_${i}`, kind: 'Network', config, position: { x: 10 * i, y: 5 } };
    nodes.splice(1 + (place % nodes.length), 0, node);
  }
  nodes.push({ id: 'result', kind: 'Output', config: {}, position: { x: 900, y: 0 } });
  const ids = nodes.map((node) => node.id);
  const edges = join(ids, links).filter((e) => e.target !== 'input' && e.source !== 'result');
  const isPlacement = new Set(nodes.filter((n) => n.kind === 'Network').map((n) => n.id));
  const fitting = edges.filter((e) => !isPlacement.has(e.target) || e.input === 'in');
  const shuffled = nodes
    .map((node, i) => ({ node, rank: order[i % order.length]! }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ node }) => node);
  return {
    nodes: shuffled,
    edges: arrangeEdges(fitting),
    ...(parameters === undefined ? {} : { parameters }),
    ...(weights === undefined ? {} : { weights }),
  };
}

const phase: fc.Arbitrary<Phase> = fc
  .record({
    procedure: fc.constantFrom('gradient', 'contrastive-divergence', 'новое'),
    epochs: fc.integer({ min: 1, max: 100 }),
    networks: fc.constantFrom<Record<string, string>>(
      { network: 'main' },
      { generator: 'main' },
      {},
    ),
    config: arbitraryConfig,
    frozen: fc.option(fc.array(text, { maxLength: 2 }), { nil: undefined }),
  })
  .map(({ frozen, ...rest }) => (frozen === undefined ? rest : { ...rest, frozen }));

const training: fc.Arbitrary<Training> = fc
  .record({
    phases: fc.array(phase, { maxLength: 3 }),
    batchSize: fc.integer({ min: 1, max: 512 }),
    seed: fc.nat(),
    stop: fc.option(
      fc.record({
        monitor: fc.constant('valLoss'),
        patience: fc.nat(20),
        minDelta: fc.double({ min: -1, max: 1, noNaN: true }),
        restoreBestWeights: fc.boolean(),
      }),
      { nil: undefined },
    ),
  })
  .map(({ stop, ...rest }) => (stop === undefined ? rest : { ...rest, stop }));

const preparation: Network = {
  nodes: [
    { id: 'sample', kind: 'Source', config: { column: 'sample' }, position: { x: 0, y: 0 } },
    { id: 'to-input', kind: 'Feed', config: { node: 'input' }, position: { x: 210, y: 0 } },
  ],
  edges: [{ source: 'sample', output: 'out', target: 'to-input', input: 'in', index: 0 }],
};

const data: fc.Arbitrary<Data> = fc.record({
  dataset: text,
  parameters: arbitraryConfig,
  validation: fc.oneof(fc.constant('test' as const), fc.double({ min: 0, max: 1, noNaN: true })),
  seed: fc.nat(),
  preparation: fc.constant(preparation),
});

/** A network name in any script. */
export const arbitraryNetworkName: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom('residual', '残差块', 'Blöck-2', '7', 'main_2', 'toString'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  )
  .filter((name) => isValidNetworkName(name) && name !== 'main');

/** A document in canonical order without undelayed cycles; up to three blocks, each placing only earlier ones. */
export const arbitraryDocument: fc.Arbitrary<Document> = fc
  .record({
    name: text,
    main: plan(8),
    blocks: fc.uniqueArray(fc.tuple(arbitraryNetworkName, plan(4)), {
      maxLength: 3,
      selector: ([name]) => name,
    }),
    data: fc.option(data, { nil: undefined }),
    training: fc.option(training, { nil: undefined }),
    about: fc.boolean(),
  })
  .map(({ name, main, blocks, data: prepared, training: trained, about }): Document => {
    const networks: Record<string, Network> = {};
    for (const [key, each] of blocks) networks[key] = build(each, Object.keys(networks));
    networks.main = build(main, Object.keys(networks));
    const expects = { metric: 'loss', direction: 'lower', threshold: 0.1 } as const;
    return {
      format: 'netloom',
      version: 1,
      name,
      networks,
      ...(prepared === undefined ? {} : { data: prepared }),
      ...(trained === undefined ? {} : { training: trained }),
      ...(about ? { about: { family: 'Tests', description: name, paper: name, expects } } : {}),
    };
  });
