import type { Shape } from '../layer';
import { shapeText } from '../words';
import { insertLayer, type RepairMaker, sceneOf, shapeOf } from './repair';

/** Permute on an input of a merge that has the sizes of the first one in another order. */
export const transpose: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const [first, ...others] = scene?.edges ?? [];
  const wanted = scene && first && shapeOf(scene, first.source);
  if (!scene || !wanted) return [];
  for (const edge of others) {
    const arriving = shapeOf(scene, edge.source);
    const dims = arriving && orderOf(arriving, wanted);
    if (!dims) continue;
    return [
      {
        id: 'insert-permute',
        title: `Insert Permute ${dims.join(', ')}`,
        description: `The value of ${edge.source} will arrive as ${shapeText(wanted)}.`,
        apply: (document) =>
          insertLayer(document, scene.name, edge, {
            kind: 'Permute',
            id: 'permute',
            config: { dims },
          }),
      },
    ];
  }
  return [];
};

/** Which axis of `from`, counted from 1, stands where in `to`; none where sizes differ or stand right already. */
function orderOf(from: Shape, to: Shape): number[] | undefined {
  if (from.length !== to.length || from.includes(null) || shapeText(from) === shapeText(to)) {
    return undefined;
  }
  const left = from.map((size, axis) => ({ size, axis: axis + 1 }));
  const dims: number[] = [];
  for (const size of to) {
    const at = left.findIndex((other) => other.size === size);
    if (at < 0) return undefined;
    dims.push(...left.splice(at, 1).map(({ axis }) => axis));
  }
  return dims;
}
