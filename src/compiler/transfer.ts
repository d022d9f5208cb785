/**
 * Sets a document up for transfer learning: the case (`graph/edits/transfer.ts`), the ends that a backbone lacks, and
 * data as the backbone's weights know it. What cannot be settled is left for the checker to say.
 */
import type { Config, Document, Node, Training } from '../graph/document';
import { connect, insertOnEdge } from '../graph/edits/edges';
import { addNode, idForNode, moveNodes, type NodeAddress, setConfig } from '../graph/edits/nodes';
import { setTraining } from '../graph/edits/training';
import { setUpTransfer, type TransferCase } from '../graph/edits/transfer';
import {
  FEED_KIND,
  INPUT_KIND,
  networkOf,
  OUTPUT_KIND,
  PREPARATION,
  placedNetwork,
} from '../graph/network';
import { edgesFrom, edgesInto, nodeById } from '../graph/topology';
import { datasetOf } from './dataset-of';
import { inferNetwork } from './infer';
import { mend } from './learn-from';
import { checkPreparation } from './preparation/infer';
import type { PictureWeights, World } from './world';

const PITCH = 210;

export interface TransferSetting {
  /** How to train where the document does not say. */
  readonly training: Training;
  readonly world: World;
}

/** The document set up for one of the four cases around the backbone that `placement` places. */
export function transferFrom(
  document: Document,
  placement: NodeAddress,
  chosen: TransferCase,
  { training, world }: TransferSetting,
): Document {
  const trained = document.training ? document : setTraining(document, training);
  const set = setUpTransfer(trained, placement, chosen);
  if (set === trained) return document;
  const ended = withHead(withInput(set, placement), placement, world);
  if (!ended.data) return ended;
  const fed = mend(ended, world, ['missing-feed']);
  return mend(suitData(fed, placement, world), world);
}

function placedAt(document: Document, { network, node }: NodeAddress) {
  const host = networkOf(document, network);
  const found = host && nodeById(host, node);
  const inside = found && networkOf(document, placedNetwork(found) ?? '');
  return host && found && inside ? { host, node: found, inside } : undefined;
}

/** The shape that a backbone's own Input has: what its weights learned on. */
const ownInput = (nodes: readonly Node[]): Config | undefined =>
  nodes.find(({ kind }) => kind === INPUT_KIND)?.config;

/** An Input of the backbone's own shape where nothing arrives at it. */
function withInput(document: Document, at: NodeAddress): Document {
  const placed = placedAt(document, at);
  if (!placed || edgesInto(placed.host, at.node).length > 0) return document;
  const { x, y } = placed.node.position;
  const id = idForNode(document, at.network, INPUT_KIND);
  const config = ownInput(placed.inside.nodes) ?? {};
  const added = addNode(document, at.network, {
    kind: INPUT_KIND,
    id,
    config,
    position: { x: x - PITCH, y },
  });
  return connect(added, at.network, { source: id, target: at.node });
}

/** A new head where nothing follows: each feature's mean over the picture or the words, brought to one scale, and an answer for each class. */
function withHead(document: Document, at: NodeAddress, world: World): Document {
  const placed = placedAt(document, at);
  if (!placed || edgesFrom(placed.host, at.node).length > 0) return document;
  const { output } = inferNetwork(document, at.network).nodes.get(at.node) ?? {};
  const classes = datasetOf(document.data, world)?.columns.target?.classes?.length ?? 10;
  const head: readonly (readonly [kind: string, config: Config])[] = [
    ...(output?.length === 3 ? ([['GlobalAveragePooling2D', {}]] as const) : []),
    ...(output?.length === 2 ? ([['MaskedMean', {}]] as const) : []),
    ['BatchNormalization', { momentum: 0.9, center: false, scale: false }],
    ['Dropout', { rate: 0.2 }],
    ['Dense', { units: classes, activation: 'softmax' }],
    [OUTPUT_KIND, { loss: 'categoricalCrossentropy' }],
  ];
  let built = document;
  let before = at.node;
  const { x, y } = placed.node.position;
  for (const [i, [kind, config]] of head.entries()) {
    const id = idForNode(built, at.network, kind);
    const position = { x: x + (i + 1) * PITCH, y };
    built = addNode(built, at.network, { kind, id, config, position });
    built = connect(built, at.network, { source: before, target: id });
    before = id;
  }
  return built;
}

/** Pictures of a size, of channels and in a range that the backbone's weights know. */
function suitData(document: Document, at: NodeAddress, world: World): Document {
  const placed = placedAt(document, at);
  const { pictures } = world.weights?.get(placed?.inside.weights?.source ?? '') ?? {};
  const input = placed && edgesInto(placed.host, at.node)[0]?.source;
  if (!placed || !pictures || input === undefined) return document;
  const feed = document.data?.preparation.nodes.find(
    ({ kind, config }) => kind === FEED_KIND && config.node === input,
  );
  const { shape = [] } = checkPreparation(document, world).feeds.get(input) ?? {};
  if (!feed || shape.length !== 3) return document;
  const { shape: own } = ownInput(placed.inside.nodes) ?? {};
  const isGrey = Array.isArray(own) && own[2] === 1;
  const side = sideFor(shape, pictures);
  const steps: (readonly [kind: string, config: Config])[] = [];
  if (side !== undefined) steps.push(['Resize', { size: [side, side] }]);
  if (isGrey && shape[2] === 3) steps.push(['Greyscale', {}]);
  const chain = chainTo(document, feed.id);
  const scale = chain.find((id) => kindIn(document, id) === 'Scale');
  const factor = scaleTo(pictures);
  if (scale === undefined) steps.push(['Scale', factor]);
  const first = chain.at(-1);
  const stepped = first === undefined ? document : insertAfter(document, first, steps);
  if (scale === undefined) return stepped;
  const address = { network: PREPARATION, node: scale };
  const scaled = setConfig(stepped, address, 'factor', factor.factor);
  return setConfig(scaled, address, 'offset', factor.offset === 0 ? undefined : factor.offset);
}

/** The side that pictures are brought to; `undefined` where theirs is within what the weights know. */
function sideFor([height, width]: readonly (number | null)[], { sides }: PictureWeights) {
  if (!height || !width) return undefined;
  const [least, most] = sides;
  if (Math.min(height, width) < least) return least;
  return Math.max(height, width) > most ? most : undefined;
}

/** Bytes to the range of the weights. */
const scaleTo = ({ range: [low, high] }: PictureWeights) => ({
  factor: (high - low) / 255,
  offset: low,
});

const kindIn = ({ data }: Document, id: string) => data && nodeById(data.preparation, id)?.kind;

/** Steps of the preparation before a feed, its source last. */
function chainTo({ data }: Document, feed: string): readonly string[] {
  const chain: string[] = [];
  for (let at = feed; data && chain.length < data.preparation.nodes.length; ) {
    const before = edgesInto(data.preparation, at)[0]?.source;
    if (before === undefined) break;
    chain.push(before);
    at = before;
  }
  return chain;
}

/** Steps behind a source of the preparation; what was fed before receives their result. */
function insertAfter(
  document: Document,
  source: string,
  steps: readonly (readonly [kind: string, config: Config])[],
): Document {
  let result = document;
  let before = source;
  for (const [kind, config] of steps) {
    const preparation = networkOf(result, PREPARATION);
    const edge = preparation && edgesFrom(preparation, before)[0];
    const node = preparation && nodeById(preparation, before);
    if (!edge || !node) return result;
    const id = idForNode(result, PREPARATION, kind);
    const { x, y } = node.position;
    const behind = preparation.nodes.filter(({ position: p }) => p.y === y && p.x > x);
    const aside = behind.map(
      ({ id: other, position: p }) => [other, { x: p.x + PITCH, y }] as const,
    );
    result = moveNodes(result, PREPARATION, new Map(aside));
    result = addNode(result, PREPARATION, { kind, id, config, position: { x: x + PITCH, y } });
    result = insertOnEdge(result, PREPARATION, edge, { id });
    before = id;
  }
  return result;
}
