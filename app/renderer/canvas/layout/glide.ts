/** Moves cards to new places before the document learns of it, so that the eye can follow. */
import { createStore } from 'zustand/vanilla';
import type { Network, Position } from '../../../../src/graph/document';
import { moveTime } from '../canvas-handle';

/** Positions of cards on their way; empty when nothing glides. */
export const gliding = createStore<{ readonly positions: ReadonlyMap<string, Position> }>()(() => ({
  positions: new Map(),
}));

/** More cards than this jump: their way could not be followed anyway. */
const MOST = 300;

/** Decelerates: fast at first, so that the answer to the key is at once. */
export const ease = (part: number): number => 1 - (1 - part) ** 3;

export async function glide(
  network: Network,
  places: ReadonlyMap<string, Position>,
): Promise<void> {
  const time = moveTime();
  if (time === 0 || network.nodes.length > MOST) return;
  const start = performance.now();
  await new Promise<void>((done) => {
    const frame = () => {
      const part = Math.min(1, (performance.now() - start) / time);
      gliding.setState({ positions: between(network, places, ease(part)) });
      if (part < 1) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });
  // The edit follows in the same task, so that no frame shows the old places again.
  queueMicrotask(() => queueMicrotask(() => gliding.setState({ positions: new Map() })));
}

function between(
  network: Network,
  places: ReadonlyMap<string, Position>,
  part: number,
): ReadonlyMap<string, Position> {
  return new Map(
    network.nodes.map(({ id, position }) => {
      const to = places.get(id) ?? position;
      const x = position.x + (to.x - position.x) * part;
      const y = position.y + (to.y - position.y) * part;
      return [id, { x, y }];
    }),
  );
}
