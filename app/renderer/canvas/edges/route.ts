/** Where an edge runs: corner points between two handles, and the path that rounds them. */
import type { Rect } from '../geometry';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far an edge leaves a handle before it turns. */
const LEAD = 18;
const RADIUS = 12;

export interface Ends {
  readonly source: Point;
  readonly target: Point;
  /** Height at which the edge runs between the cards, where it cannot run straight; see `laneOf`. */
  readonly lane: number | null;
}

/** Corner points from source to target, ends included. */
export function route({ source, target, lane }: Ends): Point[] {
  const forward = target.x - source.x >= LEAD * 2;
  if (lane === null && forward) {
    if (Math.abs(source.y - target.y) < 1) return [source, { x: target.x, y: source.y }];
    const x = (source.x + target.x) / 2;
    return [source, { x, y: source.y }, { x, y: target.y }, target];
  }
  const y = lane ?? (source.y + target.y) / 2;
  const out = source.x + LEAD;
  const into = target.x - LEAD;
  return [
    source,
    { x: out, y: source.y },
    { x: out, y },
    { x: into, y },
    { x: into, y: target.y },
    target,
  ];
}

/** An SVG path through the points with corners of at most 12 px. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  for (let i = 0; i < rest.length - 1; i += 1) {
    const [before, corner, after] = [points[i]!, rest[i]!, rest[i + 1]!];
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    const enter = towards(corner, before, radius);
    const leave = towards(corner, after, radius);
    path += `L${enter.x} ${enter.y}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`;
  }
  const last = rest.at(-1);
  return last ? `${path}L${last.x} ${last.y}` : path;
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1;
  return {
    x: from.x + ((to.x - from.x) * length) / whole,
    y: from.y + ((to.y - from.y) * length) / whole,
  };
}

export interface LabelPlace extends Point {
  /** Length of the piece of edge that the label sits on. */
  readonly room: number;
  /** On the line with a ground patch, or above it. */
  readonly on: boolean;
}

/** Above the middle of a straight edge, on the longest piece of one with corners. */
export function labelPlace(points: readonly Point[]): LabelPlace {
  let best = { x: 0, y: 0, room: -1 };
  for (let i = 0; i < points.length - 1; i += 1) {
    const [a, b] = [points[i]!, points[i + 1]!];
    const horizontal = Math.abs(a.y - b.y) < 1;
    // A vertical piece only has to hold the height of a line.
    const room = horizontal ? Math.abs(a.x - b.x) : Math.abs(a.y - b.y) > 36 ? 200 : 0;
    const weight = horizontal ? room : Math.min(room, 60);
    if (weight > best.room) best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, room };
  }
  const on = points.length > 2;
  return { ...best, y: on ? best.y : best.y - 13, on };
}

export interface LaneQuestion {
  readonly source: Point;
  readonly target: Point;
  readonly delayed: boolean;
  /** A chip will sit on it: run below the handles, where there is room. */
  readonly roomy: boolean;
  /** Cards of the network. */
  readonly cards: readonly Rect[];
}

const CLEARANCE = 24;
const CHIP_DROP = 68;

/**
 * The height of the run between two handles that no plain step joins: between the rows for a wrapped chain,
 * below the cards for a delayed edge, around cards that stand in the way of a skip. `null` for a plain step.
 */
export function laneOf(question: LaneQuestion): number | null {
  const { source, target, delayed, roomy, cards } = question;
  const forward = target.x - source.x >= LEAD * 2;
  if (forward && !delayed) {
    const around = laneAround(source, target, cards);
    if (around !== null || !roomy || target.x - source.x < 200) return around;
    return Math.max(source.y, target.y) + CHIP_DROP;
  }
  const [left, right] = [Math.min(source.x, target.x) - LEAD, Math.max(source.x, target.x) + LEAD];
  const between = cards.filter((card) => card.x < right && card.x + card.width > left);
  const [top, bottom] = [Math.min(source.y, target.y), Math.max(source.y, target.y)];
  const gap = delayed ? null : widestGap(between, top, bottom);
  if (gap !== null) return gap;
  const beside = between.filter(
    (card) => card.y < bottom + CLEARANCE && card.y + card.height > top,
  );
  return Math.max(bottom, ...beside.map((card) => card.y + card.height)) + CLEARANCE;
}

/** Middle of the widest strip without cards between two heights; `null` where none is 16 px wide. */
function widestGap(cards: readonly Rect[], top: number, bottom: number): number | null {
  const spans = cards
    .map((card) => [card.y, card.y + card.height] as const)
    .filter(([from, to]) => to > top && from < bottom)
    .sort((a, b) => a[0] - b[0]);
  let best: readonly [number, number] | null = null;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans) {
    if (reached > Number.NEGATIVE_INFINITY && from - reached > (best ? best[1] - best[0] : 15)) {
      best = [reached, from];
    }
    reached = Math.max(reached, to);
  }
  return best ? (best[0] + best[1]) / 2 : null;
}

function laneAround(source: Point, target: Point, cards: readonly Rect[]): number | null {
  const [left, right] = [source.x + LEAD + 1, target.x - LEAD - 1];
  if (right - left < 120) return null;
  const blocking = (y: number) =>
    cards.filter(
      (card) =>
        card.x < right && card.x + card.width > left && card.y < y && card.y + card.height > y,
    );
  if (blocking(source.y).length === 0 && blocking(target.y).length === 0) return null;
  let below = Math.max(source.y, target.y);
  for (let hit = blocking(below); hit.length > 0; hit = blocking(below)) {
    below = Math.max(...hit.map((card) => card.y + card.height)) + CLEARANCE;
  }
  return below;
}
