/** Repairs by pooling: the larger of two pictures shrinks to the size of the smaller one. */
import type { Edge } from '../../graph/document';
import type { Shape } from '../layer';
import type { Repair } from '../problem';
import { shapeText } from '../words';
import { insertLayer, type RepairMaker, type Scene, sceneOf, shapeOf } from './repair';

/** MaxPooling2D with the stride that brings `from` to the height and width of `to`; none where no stride does. */
export function poolTo(scene: Scene, edge: Edge, from: Shape, to: Shape): Repair[] {
  if (from.length !== 3 || to.length !== 3 || [...from, ...to].includes(null)) return [];
  const strides = [0, 1].map((axis) => Math.round(from[axis]! / to[axis]!));
  const fits = strides.every((s, axis) => s >= 1 && Math.ceil(from[axis]! / s) === to[axis]);
  if (!fits || Math.max(...strides) < 2) return [];
  const config = { poolSize: strides, strides, padding: 'same' };
  return [
    {
      id: 'insert-max-pooling',
      title: 'Insert MaxPooling2D',
      description: `The value of ${edge.source} will arrive as ${shapeText([...to.slice(0, 2), from[2]!])}.`,
      apply: (document) =>
        insertLayer(document, scene.name, edge, { kind: 'MaxPooling2D', id: 'pool', config }),
    },
  ];
}

/** Where they are joined along the channels, so that only height and width have to be those of the smallest input. */
export const poolLarger: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene || context.problem.values.axis !== 3) return [];
  const inputs = scene.edges.flatMap((edge) => {
    const shape = shapeOf(scene, edge.source);
    return shape?.length === 3 && !shape.includes(null) ? [{ edge, shape }] : [];
  });
  const sorted = [...inputs].sort((a, b) => a.shape[0]! - b.shape[0]!);
  const [small, large] = [sorted[0], sorted.at(-1)];
  return small && large ? poolTo(scene, large.edge, large.shape, small.shape) : [];
};
