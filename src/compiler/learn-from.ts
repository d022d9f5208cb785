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
const mended = ['missing-feed', 'feed-shape', 'target-shape', 'target-classes'];
/** Those by which a preparation no longer fits. */
const unfit = ['missing-feed', 'feed-shape', 'target-classes'];

export interface Learning {
  readonly data: Pick<Data, 'dataset' | 'parameters' | 'validation'>;
  /** How to train where the document does not say. */
  readonly training: Training;
}

/** The document learning from this data. Its own preparation stays where it still fits. */
export function learnFrom(
  document: Document,
  { data, training }: Learning,
  world: World,
): Document {
  const seed = document.data?.seed ?? 7;
  const kept = document.data && setData(document, { ...document.data, ...data });
  if (kept && preparationFits(kept, world)) return trainedBy(kept, training);
  const spec = datasetOf(data, world);
  const filled = spec && isEmpty(document) ? withSmallNetwork(document, spec) : document;
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

/** One row of layers: convolutions for pictures, dense ones for the rest. */
function withSmallNetwork(document: Document, { columns }: DatasetSpec): Document {
  const entries = Object.entries(columns);
  const target = entries.find(([name]) => name === 'target')?.[1];
  const sample = entries.find(([name, column]) => name !== 'target' && !column.classes)?.[1];
  if (!sample) return document;
  const layers: readonly Placed[] = [
    {
      kind: INPUT_KIND,
      id: 'input',
      config: { shape: sample.dtype === 'text' ? [1] : [...sample.shape] },
    },
    ...hiddenLayers(sample),
    ...answerLayers(target ?? sample),
  ];
  let built = document;
  for (const [i, layer] of layers.entries()) {
    built = addNode(built, MAIN, { ...layer, position: { x: i * 210, y: 0 } });
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

function answerLayers({ classes, shape }: ColumnSpec): readonly Placed[] {
  const units =
    classes?.length ?? shape.reduce<number>((product, size) => product * (size ?? 1), 1);
  return [
    { kind: 'Dense', id: 'answer', config: { units, activation: classes ? 'softmax' : 'linear' } },
    {
      kind: OUTPUT_KIND,
      id: 'output',
      config: { loss: classes ? 'categoricalCrossentropy' : 'meanSquaredError' },
    },
  ];
}
