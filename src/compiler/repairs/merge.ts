/** Repairs of a merge whose inputs differ: project the skip, keep the shape on the main path, pad. */
import type { Edge } from '../../graph/document';
import { setConfigMany } from '../../graph/edits/nodes';
import { edgesInto, nodeById, reachable } from '../../graph/topology';
import type { Shape } from '../layer';
import type { Repair } from '../problem';
import { shapeText } from '../words';
import { poolTo } from './pool';
import {
  insertLayer,
  type NewLayer,
  type RepairMaker,
  type Scene,
  sceneOf,
  shapeOf,
} from './repair';

interface Sides {
  readonly skip: { readonly edge: Edge; readonly shape: Shape };
  readonly main: { readonly edge: Edge; readonly shape: Shape };
}

/** The skip is the input that comes from further up; the other comes through layers. */
function sidesOf(scene: Scene): Sides | undefined {
  const inputs = scene.edges.flatMap((edge) => {
    const shape = shapeOf(scene, edge.source);
    return shape && !shape.includes(null) ? [{ edge, shape }] : [];
  });
  const [first] = inputs;
  const other = inputs.find((input) => shapeText(input.shape) !== shapeText(first?.shape ?? []));
  if (!first || !other || first.shape.length !== other.shape.length) return undefined;
  const upstream = reachable(scene.network, [first.edge.source], 'upstream');
  const depth = (edge: Edge) => reachable(scene.network, [edge.source], 'upstream').size;
  const isOtherSkip = upstream.has(other.edge.source) || depth(other.edge) < depth(first.edge);
  return isOtherSkip ? { skip: other, main: first } : { skip: first, main: other };
}

/** The layer that turns one shape into another: a 1×1 convolution, or Dense for rows; none where none can. */
function projection(from: Shape, to: Shape): NewLayer | undefined {
  if (from.length === 1) {
    return { kind: 'Dense', id: 'projection', config: { units: to[0]!, useBias: false } };
  }
  if (from.length !== 3) return undefined;
  const strides = [0, 1].map((axis) => Math.round(from[axis]! / to[axis]!));
  const fits = strides.every((s, axis) => s >= 1 && Math.ceil(from[axis]! / s) === to[axis]);
  if (!fits) return undefined;
  const config = { filters: to[2]!, kernelSize: [1, 1], strides, padding: 'same', useBias: false };
  return { kind: 'Conv2D', id: 'projection', config };
}

export const mendMerge: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const sides = scene && sidesOf(scene);
  if (!scene || !sides) return [];
  return [
    ...project(scene, sides.skip, sides.main.shape),
    ...poolSkip(scene, sides),
    ...keepShape(scene, sides),
    ...pad(scene, sides.skip, sides.main),
    ...pad(scene, sides.main, sides.skip),
    // Only where the skip is the smaller one: then the main path is what must shrink.
    ...(projection(sides.skip.shape, sides.main.shape)
      ? []
      : project(scene, sides.main, sides.skip.shape)),
  ];
};

/** Where only height and width differ, pooling does without weights. */
function poolSkip(scene: Scene, { skip, main }: Sides): Repair[] {
  if (skip.shape[2] !== main.shape[2]) return [];
  return poolTo(scene, skip.edge, skip.shape, main.shape);
}

function project(scene: Scene, from: Sides['skip'], to: Shape): Repair[] {
  const layer = projection(from.shape, to);
  if (!layer) return [];
  const title = layer.kind === 'Dense' ? 'Insert a Dense projection' : 'Insert a 1×1 projection';
  return [
    {
      id: 'insert-projection',
      title,
      description: `The value of ${from.edge.source} will arrive as ${shapeText(to)}.`,
      apply: (document) => insertLayer(document, scene.name, from.edge, layer),
    },
  ];
}

/** Strides 1, padding same and the skip's channels on every layer between the skip's source and the merge. */
function keepShape(scene: Scene, { skip, main }: Sides): Repair[] {
  const { network, name } = scene;
  if (skip.shape.length !== 3) return [];
  const below = reachable(network, [skip.edge.source]);
  const above = reachable(network, [main.edge.source], 'upstream');
  const between = [...below].filter((id) => above.has(id) && id !== skip.edge.source);
  const nodes = between.flatMap((id) => nodeById(network, id) ?? []);
  const sliding = nodes.filter((node) => node.kind === 'Conv2D' || node.kind === 'DepthwiseConv2D');
  const last = lastWithFilters(scene, main.edge.source);
  const onlyShape = nodes.every((node) => !['Network', 'Flatten', 'Dense'].includes(node.kind));
  if (sliding.length === 0 || !last || !between.includes(last) || !onlyShape) return [];
  return [
    {
      id: 'keep-shape',
      title: 'Keep the shape on the main path',
      description: `${last} will give ${shapeText(skip.shape)}, as ${skip.edge.source} does.`,
      apply: (document) => {
        const kept = setConfigMany(
          document,
          name,
          sliding.map((node) => node.id),
          { strides: [1, 1], padding: 'same' },
        );
        return setConfigMany(kept, name, [last], { filters: skip.shape[2]! });
      },
    },
  ];
}

/** The nearest convolution upstream, through layers that keep channels. */
function lastWithFilters(scene: Scene, start: string): string | undefined {
  let id: string | undefined = start;
  for (let steps = 0; id !== undefined && steps < 100; steps++) {
    const node = nodeById(scene.network, id);
    if (!node) return undefined;
    if (node.kind === 'Conv2D') return id;
    const edges = edgesInto(scene.network, id);
    id = edges.length === 1 ? edges[0]!.source : undefined;
  }
  return undefined;
}

/** Zeros around the smaller picture, where it is smaller by little. */
function pad(scene: Scene, small: Sides['skip'], large: Sides['skip']): Repair[] {
  if (small.shape.length !== 3 || small.shape[2] !== large.shape[2]) return [];
  const missing = [0, 1].map((axis) => large.shape[axis]! - small.shape[axis]!);
  const [rows, columns] = [missing[0]!, missing[1]!];
  if (rows < 0 || columns < 0 || rows + columns === 0 || Math.max(rows, columns) > 8) return [];
  const padding = [rows >> 1, rows - (rows >> 1), columns >> 1, columns - (columns >> 1)];
  return [
    {
      id: 'insert-padding',
      title: 'Insert ZeroPadding2D',
      description: `The value of ${small.edge.source} will grow to ${shapeText(large.shape)} by zeros.`,
      apply: (document) =>
        insertLayer(document, scene.name, small.edge, {
          kind: 'ZeroPadding2D',
          id: 'padding',
          config: { padding },
        }),
    },
  ];
}
