/** Leads a column of the data set to an Input or Output that training would leave without data. */
import { type Config, type Document, MAIN, type Node } from '../../graph/document';
import { connect } from '../../graph/edits/edges';
import { addNode, idForNode } from '../../graph/edits/nodes';
import { FEED_KIND, OUTPUT_KIND, PREPARATION } from '../../graph/network';
import { datasetOf } from '../dataset-of';
import { layerByKind } from '../layers/all';
import { fill } from '../values';
import type { ColumnSpec, DatasetSpec } from '../world';
import { type RepairMaker, sceneOf } from './repair';

interface Step {
  readonly kind: string;
  readonly id: string;
  readonly config: Config;
}

/** `sample → Scale → Feed` for a picture, `target → OneHot → Feed` for an answer. */
export const feedNode: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const { data } = context.document;
  const dataset = datasetOf(data, context.world);
  if (!scene || !dataset) return [];
  const isAnswer = scene.node.kind === OUTPUT_KIND;
  const chosen = isAnswer ? answerColumn(dataset) : inputColumn(dataset, scene.node);
  if (!chosen) return [];
  const [name, column] = chosen;
  const source: Step = { kind: 'Source', id: name, config: { column: name } };
  const feed: Step = {
    kind: FEED_KIND,
    id: `to-${scene.node.id}`,
    config: {
      node: scene.node.id,
      ...(scene.name === MAIN ? {} : { network: scene.name }),
    },
  };
  const chain = [source, ...stepsFor(column, scene.node, isAnswer), feed];
  return [
    {
      id: 'feed-node',
      title: `Feed it the column ${name}`.slice(0, 39),
      description: `${scene.node.id} will receive the column ${name} of the data set.`,
      apply: (document) => addChain(document, chain),
    },
  ];
};

type Named = readonly [string, ColumnSpec];

/** The column of the Input's name, else of its shape, else of as many axes. */
function inputColumn(dataset: DatasetSpec, node: Node): Named | undefined {
  const params = layerByKind(node.kind)?.params;
  const { shape } = params ? fill(params, node.config) : {};
  const rank = Array.isArray(shape) ? shape.length : undefined;
  const columns = Object.entries(dataset.columns).filter(([, column]) => !column.classes);
  return (
    columns.find(([name]) => name === node.id) ??
    columns.find(([, column]) => JSON.stringify(column.shape) === JSON.stringify(shape)) ??
    columns.find(([, column]) => column.shape.length === rank) ??
    columns[0]
  );
}

/** The classes where there are some; else the samples themselves, as an autoencoder learns them. */
function answerColumn(dataset: DatasetSpec): Named | undefined {
  const columns = Object.entries(dataset.columns);
  const target = columns.find(([name]) => name === 'target');
  return columns.find(([, column]) => column.classes) ?? target ?? columns[0];
}

function stepsFor(column: ColumnSpec, node: Node, isAnswer: boolean): readonly Step[] {
  if (column.classes) {
    const isNumber = node.config.loss === 'sparseCategoricalCrossentropy';
    return isNumber || !isAnswer ? [] : [{ kind: 'OneHot', id: 'one-hot', config: {} }];
  }
  if (column.dtype === 'text') {
    return [{ kind: 'TextVectorization', id: 'words', config: { outputMode: 'multiHot' } }];
  }
  if (column.features) return tableSteps(column.features);
  // A forecast of several steps or channels is one row of answers.
  if (isAnswer && column.shape.length > 1 && column.dtype === 'float32') {
    return [{ kind: 'Flatten', id: 'flatten-answer', config: {} }];
  }
  // Bytes become 0 … 1; measurements get mean 0 and deviation 1.
  if (column.dtype === 'uint8')
    return [{ kind: 'Scale', id: 'scale', config: { factor: 1 / 255 } }];
  if (column.dtype !== 'float32' || isAnswer) return [];
  return [{ kind: 'Standardize', id: 'standardize', config: {} }];
}

/** Gaps are filled first, then words become numbers, then all get one scale. */
function tableSteps(features: NonNullable<ColumnSpec['features']>): readonly Step[] {
  const hasCategories = features.some(({ type }) => type === 'category');
  return [
    { kind: 'FillMissing', id: 'fill', config: {} },
    ...(hasCategories ? [{ kind: 'CategoryEncoding', id: 'encode', config: {} }] : []),
    { kind: 'Standardize', id: 'standardize', config: {} },
  ];
}

const PITCH = { x: 210, y: 140 };

function addChain(document: Document, chain: readonly Step[]): Document {
  const rows =
    document.data?.preparation.nodes.filter((node) => node.kind === 'Source').length ?? 0;
  let result = document;
  let before: string | undefined;
  for (const [column, { kind, id: wanted, config }] of chain.entries()) {
    const id = idForNode(result, PREPARATION, wanted);
    const position = { x: column * PITCH.x, y: rows * PITCH.y };
    result = addNode(result, PREPARATION, { kind, id, config, position });
    if (before !== undefined) result = connect(result, PREPARATION, { source: before, target: id });
    before = id;
  }
  return result;
}
