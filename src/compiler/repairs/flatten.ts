import type { Edge } from '../../graph/document';
import type { Repair } from '../problem';
import {
  chainBack,
  insertLayer,
  type RepairContext,
  type RepairMaker,
  type Scene,
  sceneOf,
  shapeOf,
} from './repair';

/** Flatten before the dense layers that end in an Output, or before an Output that wants one row of values. */
export const insertFlatten: RepairMaker = (context) =>
  rowsBefore(context, { kind: 'Flatten', id: 'flatten', sees: 'all values' });

const poolings: Readonly<Record<number, string>> = {
  2: 'GlobalAveragePooling1D',
  3: 'GlobalAveragePooling2D',
  4: 'GlobalAveragePooling3D',
};

/** The mean of every channel in the same place, which has far fewer weights behind it. */
export const insertPooling: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const edge = scene?.edges[0];
  const before = scene && edge && (denseEdge(scene, edge) ?? edge);
  const kind = poolings[(before && shapeOf(scene, before.source)?.length) || 0];
  return kind
    ? rowsBefore(context, { kind, id: 'pooling', sees: 'the mean of every channel' })
    : [];
};

/** The edge into the first of the dense layers that follow the pictures. */
function denseEdge(scene: Scene, edge: Edge): Edge | undefined {
  const chain = chainBack(scene.network, edge.source);
  const rankInto = (id: string) => scene.facts.get(id)?.inputs[0]?.length ?? 0;
  const tail = chain.slice(
    0,
    chain.findIndex((node) => rankInto(node.id) < 2 || !isFlat(node.kind)),
  );
  const dense = [...tail].reverse().find((node) => node.kind === 'Dense');
  return dense && scene.network.edges.find((other) => other.target === dense.id);
}

interface Rows {
  readonly kind: string;
  readonly id: string;
  /** What a dense layer behind it sees of its source, in a sentence. */
  readonly sees: string;
}

function rowsBefore(context: RepairContext, { kind, id, sees }: Rows): readonly Repair[] {
  const scene = sceneOf(context);
  const edge = scene?.edges[0];
  if (!scene || !edge) return [];
  const arriving = shapeOf(scene, edge.source);
  const wanted = Number(context.problem.values.expected);
  if (!arriving || arriving.length < 2 || !Number.isInteger(wanted)) return [];
  const rows = { kind, id, config: {} };
  const before = denseEdge(scene, edge);
  if (before) {
    return [
      {
        id: `insert-${id}`,
        title: `Insert ${kind}`,
        description: `${before.target} will see ${sees} of ${before.source} at once.`,
        apply: (document) => insertLayer(document, scene.name, before, rows),
      },
    ];
  }
  const config = { units: wanted, activation: wanted > 1 ? 'softmax' : 'sigmoid' };
  return [
    {
      id: `insert-${id}-dense`,
      title: `Insert ${kind} and Dense`,
      description: `${scene.node.id} will receive ${wanted} values, as its target has.`,
      apply: (document) => {
        const flat = insertLayer(document, scene.name, edge, rows);
        const between = flat.networks[scene.name]?.edges.find(
          (other) => other.target === edge.target && other.input === edge.input,
        );
        const dense = { kind: 'Dense', id: 'answer', config };
        return between ? insertLayer(flat, scene.name, between, dense) : flat;
      },
    },
  ];
}

/** Layers that work on a row of values as well as on pictures. */
function isFlat(kind: string): boolean {
  return ['Dense', 'Dropout', 'Activation', 'ReLU', 'Softmax', 'BatchNormalization'].includes(kind);
}
