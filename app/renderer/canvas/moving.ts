/**
 * Cards on their way: in a hand, or gliding to where a layout puts them. They are drawn beside React Flow, whose store
 * would ask every card and edge at every step whether it has changed. A moving card is shifted by CSS and only the edges
 * at its handles are routed anew; React Flow and the document learn the places once, at the end.
 */
import { type RefCallback, useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { edgeId, type Network, type Position } from '../../../src/graph/document';
import { edgesFrom, edgesInto } from '../../../src/graph/topology';
import type { CardNode } from './adapter';
import { laneBetween, rectOf } from './edges/lane';

/** An edge at a moving card: how far its ends are from where React Flow has them, and its lane meanwhile. */
export interface MovingWire {
  readonly source: Position;
  readonly target: Position;
  readonly lane: number | null;
}

interface Moving {
  /** How far each moving card is from where React Flow has it. */
  readonly offsets: ReadonlyMap<string, Position>;
  /** By edge id. */
  readonly wires: ReadonlyMap<string, MovingWire>;
}

const still: Moving = { offsets: new Map(), wires: new Map() };
const origin: Position = { x: 0, y: 0 };

export const moving = createStore<Moving>()(() => still);

/** Draws cards at `positions`; the others stay where they are. `nodes` are React Flow's. */
export function drawAt(
  network: Network,
  nodes: readonly CardNode[],
  positions: ReadonlyMap<string, Position>,
): void {
  moving.setState(positions.size === 0 ? still : movingTo(network, nodes, positions), true);
}

export function movingTo(
  network: Network,
  nodes: readonly CardNode[],
  positions: ReadonlyMap<string, Position>,
): Moving {
  const offsets = new Map<string, Position>();
  const shifted = nodes.map((node) => {
    const position = positions.get(node.id);
    if (position === undefined) return node;
    offsets.set(node.id, { x: position.x - node.position.x, y: position.y - node.position.y });
    return { ...node, position };
  });
  const byId = new Map(shifted.map((node) => [node.id, node]));
  const cards = shifted.map(rectOf);
  const wires = new Map<string, MovingWire>();
  for (const id of offsets.keys()) {
    for (const edge of [...edgesInto(network, id), ...edgesFrom(network, id)]) {
      const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
      const key = edgeId(edge);
      if (!source || !target || wires.has(key)) continue;
      wires.set(key, {
        source: offsets.get(edge.source) ?? origin,
        target: offsets.get(edge.target) ?? origin,
        lane: laneBetween(edge, { source, target, message: '', cards }),
      });
    }
  }
  return { offsets, wires };
}

/** Calls `draw` now and whenever cards move on, until the element is gone. */
export function followMoves(draw: () => void): () => void {
  draw();
  return moving.subscribe(draw);
}

/**
 * Shifts a card's element while it moves, without rendering it: as an animation that stands still. Chromium hands a new
 * place of an animated element straight to its compositor; of any other element it sorts all layers of the page anew.
 */
export function useShift(id: string): RefCallback<HTMLElement> {
  return useCallback(
    (element) => {
      if (!element) return;
      let shown: Position | undefined;
      let effect: KeyframeEffect | undefined;
      let animation: Animation | undefined;
      const shift = () => {
        const offset = moving.getState().offsets.get(id);
        if (offset === shown) return;
        shown = offset;
        if (!offset) {
          animation?.cancel();
          animation = undefined;
          return;
        }
        const place = `${offset.x}px ${offset.y}px`;
        const frames = { translate: [place, place] };
        if (animation) effect?.setKeyframes(frames);
        else {
          effect = new KeyframeEffect(element, frames, { duration: 1, fill: 'both' });
          animation = new Animation(effect);
          animation.pause();
        }
      };
      return followMoves(shift);
    },
    [id],
  );
}

/** Whether an edge is at a card that moves. */
export function useMoves(id: string): boolean {
  return useStore(moving, ({ wires }) => wires.has(id));
}
