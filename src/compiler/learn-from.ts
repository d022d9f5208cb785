/**
 * Sets a document up to learn from other data: ways from the columns to the network's ends, and ends that fit. An empty
 * document gets a small network. What cannot be settled by a repair is left for the checker to say.
 */
import { type Config, type Data, type Document, MAIN, type Training } from '../graph/document';
import { connect } from '../graph/edits/edges';
import { addNode } from '../graph/edits/nodes';
import { setData, setTraining } from '../graph/edits/training';
import { INPUT_KIND, networkOf, OUTPUT_KIND, PREPARATION } from '../graph/network';
import { check } from './check';
import { datasetOf } from './dataset-of';
import type { ColumnSpec, DatasetSpec, World } from './world';

/** More repairs than this no set-up needs. */
const MOST_ROUNDS = 24;
/** Problems that the ends of a network have with new data, in the order of mending. */
const mended = [
  'missing-feed',
  'other-words',
  'feed-shape',
  'token-range',
  'target-shape',
  'target-classes',
];
/** Those by which a preparation no longer fits. */
const unfit = ['missing-feed', 'feed-shape', 'target-classes'];

export interface Learning {
  readonly data: Pick<Data, 'dataset' | 'parameters' | 'validation'>;
  /** How to train where the document does not say. */
  readonly training: Training;
  /** What the numbers to be learnt spread around, where that is known; a small network answers in their scale. */
  readonly spread?: Spread;
}

export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** The document learning from this data. Its own preparation stays where it still fits. */
export function learnFrom(
  document: Document,
  { data, training, spread }: Learning,
  world: World,
): Document {
  const seed = document.data?.seed ?? 7;
  const kept = document.data && setData(document, { ...document.data, ...data });
  if (kept && preparationFits(kept, world)) return trainedBy(kept, training);
  const spec = datasetOf(data, world);
  const filled = spec && isEmpty(document) ? withSmallNetwork(document, spec, spread) : document;
  const fresh = setData(filled, { ...data, seed, preparation: { nodes: [], edges: [] } });
  return mend(trainedBy(fresh, training), world);
}

const trainedBy = (document: Document, training: Training): Document =>
  document.training ? document : setTraining(document, training);

function isEmpty(document: Document): boolean {
  return (networkOf(document, MAIN)?.nodes.length ?? 0) === 0;
}

/** Whether the preparation brings the document's data to the ends of its network without an error. */
function preparationFits(document: Document, world: World): boolean {
  const { problems } = check(document, world);
  return !problems.some(
    ({ severity, code, network }) =>
      severity === 'error' && (unfit.includes(code) || network === PREPARATION),
  );
}

/** Applies the first repair of problems of these codes, again and again until there is none. */
export function mend(
  document: Document,
  world: World,
  codes: readonly string[] = mended,
): Document {
  let fixed = document;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { problems } = check(fixed, world);
    const next = codes.flatMap((code) => problems.filter((problem) => problem.code === code));
    const repair = next.find(({ repairs }) => repairs.length > 0)?.repairs[0];
    if (!repair) return fixed;
    fixed = repair.apply(fixed);
  }
  return fixed;
}

interface Placed {
  readonly kind: string;
  readonly id: string;
  readonly config: Config;
}

/** A row of layers for every column, convolutions for pictures and dense ones for the rest; several rows are joined. */
function withSmallNetwork(
  document: Document,
  { columns }: DatasetSpec,
  spread: Spread | undefined,
): Document {
  const entries = Object.entries(columns);
  const target = columns.target;
  const samples = entries.filter(([name, column]) => name !== 'target' && !column.classes);
  const [first, ...others] = samples;
  if (!first) return document;
  const answers = answerLayers(target ?? first[1], spread);
  if (others.length === 0) {
    const chain = [inputLayer('input', first[1]), ...hiddenLayers(first[1]), ...answers];
    const rows = Math.ceil(chain.length / MOST_COLUMNS);
    return addRow(document, chain, { x: 0, y: 0, columns: Math.ceil(chain.length / rows) });
  }
  const rows = samples.map(([name, column]) => [
    inputLayer(name, column),
    ...hiddenLayers(column).map((layer) => ({ ...layer, id: `${name}-${layer.id}` })),
  ]);
  const built = rows.reduce((so, row, i) => addRow(so, row, { x: 0, y: i * ROW_PITCH }), document);
  const x = Math.max(...rows.map((row) => row.length)) * PITCH;
  const joined = addRow(built, [{ kind: 'Concatenate', id: 'join', config: {} }, ...answers], {
    x,
    y: 0,
  });
  const ends = rows.map((row) => row.at(-1)!.id); // each begins with an Input
  return ends.reduce((so, source) => connect(so, MAIN, { source, target: 'join' }), joined);
}

const PITCH = 210;
/** A longer chain is wrapped like lines of text, so that a screen shows it with its pictures. */
const MOST_COLUMNS = 5;
const ROW_PITCH = 276;

const inputLayer = (id: string, { dtype, shape }: ColumnSpec): Placed => ({
  kind: INPUT_KIND,
  id,
  config: { shape: dtype === 'text' ? [1] : [...shape] },
});

/** Layers from left to right, each fed by the one before; `columns` in a row, else all of them. */
function addRow(
  document: Document,
  layers: readonly Placed[],
  { x, y, columns = layers.length }: { x: number; y: number; columns?: number },
): Document {
  let built = document;
  for (const [i, layer] of layers.entries()) {
    const position = {
      x: x + (i % columns) * PITCH,
      y: y + Math.floor(i / columns) * ROW_PITCH,
    };
    built = addNode(built, MAIN, { ...layer, position });
    const before = layers[i - 1];
    if (before) built = connect(built, MAIN, { source: before.id, target: layer.id });
  }
  return built;
}

function hiddenLayers({ shape }: ColumnSpec): readonly Placed[] {
  const dense: Placed = { kind: 'Dense', id: 'hidden', config: { units: 32, activation: 'relu' } };
  const flatten: Placed = { kind: 'Flatten', id: 'flatten', config: {} };
  if (shape.length < 2) return [dense];
  const isLarge = shape.length === 3 && Math.min(shape[0] ?? 0, shape[1] ?? 0) >= 8;
  if (!isLarge) return [flatten, dense];
  const block = (i: number, filters: number): readonly Placed[] => [
    {
      kind: 'Conv2D',
      id: `conv-${i}`,
      config: { filters, kernelSize: [3, 3], padding: 'same', activation: 'relu' },
    },
    { kind: 'MaxPooling2D', id: `pool-${i}`, config: {} },
  ];
  return [...block(1, 16), ...block(2, 32), flatten, dense];
}

/** Numbers far from where a fresh network answers, −10 to 10, get their deviation and mean as the last two layers. */
function scaleLayers({ mean, deviation }: Spread): readonly Placed[] {
  if (!(deviation > 0)) return [];
  if (deviation >= 0.1 && deviation <= 10 && Math.abs(mean) <= 10) return [];
  const short = (value: number) => Number(value.toPrecision(3));
  return [
    { kind: 'Scale', id: 'deviation', config: { factor: short(deviation) } },
    { kind: 'Offset', id: 'mean', config: { offset: short(mean) } },
  ];
}

function answerLayers(
  { classes, shape }: ColumnSpec,
  spread: Spread | undefined,
): readonly Placed[] {
  const units =
    classes?.length ?? shape.reduce<number>((product, size) => product * (size ?? 1), 1);
  return [
    { kind: 'Dense', id: 'answer', config: { units, activation: classes ? 'softmax' : 'linear' } },
    ...(spread && !classes ? scaleLayers(spread) : []),
    {
      kind: OUTPUT_KIND,
      id: 'output',
      config: { loss: classes ? 'categoricalCrossentropy' : 'meanSquaredError' },
    },
  ];
}
