import { countOf } from '../geometry';
import type { Shape } from '../layer';
import { shapeText } from '../words';
import { insertLayer, type RepairMaker, sceneOf, shapeOf } from './repair';

/**
 * Reshape before a layer that needs pictures, into a square picture that holds as many values, where there is one; or
 * before one that needs a sequence.
 */
export const insertReshape: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const edge = scene?.edges[0];
  const arriving = scene && edge && shapeOf(scene, edge.source);
  if (!scene || !edge || !arriving || arriving.includes(null)) return [];
  const wanted = Number(context.problem.values.wanted);
  const targetShape = wanted === 2 ? sequenceOf(arriving) : wanted === 3 && pictureOf(arriving);
  if (!targetShape) return [];
  return [
    {
      id: 'insert-reshape',
      title: `Insert Reshape to ${shapeText(targetShape)}`,
      description: `${scene.node.id} will receive the values of ${edge.source} as a ${wanted === 2 ? 'sequence' : 'picture'}.`,
      apply: (document) =>
        insertLayer(document, scene.name, edge, {
          kind: 'Reshape',
          id: 'reshape',
          config: { targetShape },
        }),
    },
  ];
};

/** One value a step, or the rows of a picture as steps. */
function sequenceOf(shape: Shape): number[] | undefined {
  const sizes = shape.map((size) => size ?? 1);
  if (sizes.length === 1) return [sizes[0]!, 1];
  return sizes.length === 3 ? [sizes[0]!, sizes[1]! * sizes[2]!] : undefined;
}

/** A square picture of one or three channels with as many values; rows become a picture of one channel. */
export function pictureOf(shape: Shape): number[] | undefined {
  if (shape.includes(null)) return undefined;
  const sizes = shape.map((size) => size ?? 1);
  if (sizes.length === 2) return [...sizes, 1];
  if (sizes.length !== 1) return undefined;
  const count = countOf(shape);
  for (const channels of [1, 3]) {
    const side = Math.sqrt(count / channels);
    if (Number.isInteger(side) && side > 3) return [side, side, channels];
  }
  return undefined;
}
