/** The height of an edge's run, from the handles that it joins and the cards in its way. */
import type { Edge } from '../../../../src/graph/document';
import type { CardNode } from '../adapter';
import { handleY, type Rect } from '../geometry';
import { targetHandle } from '../ports';
import { laneOf } from './route';

interface LaneParts {
  readonly source: CardNode;
  readonly target: CardNode;
  /** A chip sits on the edge. */
  readonly message: string;
  /** All cards of the network. */
  readonly cards: readonly Rect[];
}

export const rectOf = ({ position, data }: CardNode): Rect => ({
  ...position,
  width: data.width,
  height: data.height,
});

/** `null` for a plain step; see `laneOf`. */
export function laneBetween(edge: Edge, parts: LaneParts): number | null {
  const { source, target, message, cards } = parts;
  const output = Math.max(
    0,
    source.data.outputs.findIndex(({ port }) => port === edge.output),
  );
  const handle = targetHandle(edge.input, edge.index);
  const input = Math.max(
    0,
    target.data.inputs.findIndex(({ id }) => id === handle),
  );
  const from = {
    x: source.position.x + source.data.width,
    y: source.position.y + handleY(output, source.data.outputs.length, source.data.height),
  };
  const to = {
    x: target.position.x,
    y: target.position.y + handleY(input, target.data.inputs.length, target.data.height),
  };
  const delayed = (edge.delay ?? 0) > 0;
  return laneOf({ source: from, target: to, delayed, roomy: message !== '', cards });
}
