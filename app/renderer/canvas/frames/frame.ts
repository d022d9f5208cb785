/** What a block shows where it is opened in place: its nodes as small cards, its edges, and blocks opened within it. */
import {
  type Document,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../../../../src/graph/document';
import { cornerOf } from '../../../../src/graph/edits/blocks';
import { isPort, networkOf, placedNetwork } from '../../../../src/graph/network';
import { standsInside } from '../../../../src/graph/still';
import type { IconGroup } from '../../controls/icons';
import type { Translate } from '../../i18n';
import { kindName } from '../../i18n/names';
import { placedFacts } from '../../stores/placed';
import { shownNetworkName } from '../../stores/shown';
import { laneOf, roundedPath, route } from '../edges/route';
import { CARD, type Rect } from '../geometry';
import { type Glyph, glyphOf } from '../glyph';
import { blockLine, faceLine, layerOf } from '../language';
import { roomFor } from './room';

export interface FrameNode extends Rect {
  readonly id: string;
  readonly kind: string;
  readonly group: IconGroup;
  readonly name: string;
  readonly line: string;
  readonly frozen: boolean;
  readonly glyph: Glyph | null;
  readonly frame: Frame | null;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly FrameNode[];
  /** SVG paths. */
  readonly edges: readonly string[];
}

/** A small card; the places of a network are drawn closer together, so that they keep their order. */
const MINI = { width: 116, height: 34, scaleX: 0.75, scaleY: 0.5 } as const;
const PADDING = 14;

/** Key of a placement among those that are open: the way to it. */
export const frameKey = (path: readonly string[]): string => path.join('\n');

interface FrameView {
  readonly document: Document;
  /** Keys of all placements that are open. */
  readonly opened: ReadonlySet<string>;
  readonly t: Translate;
}

/** The frame of the placement at the end of `path`; `null` while it is closed, and of a block that is not there. */
export function frameOf(path: readonly string[], view: FrameView): Frame | null {
  if (!view.opened.has(frameKey(path))) return null;
  const { document } = view;
  const outer = networkOf(document, shownNetworkName(document, path.slice(0, -1)));
  const placement = outer?.nodes.find(({ id }) => id === path.at(-1));
  const network = placement && networkOf(document, placedNetwork(placement) ?? '');
  // A network that places itself would open for ever; the way ends early where it does.
  if (!network || path.length > MOST_LEVELS) return null;
  return draw(network, path, view);
}

const MOST_LEVELS = 8;

function draw(network: Network, path: readonly string[], view: FrameView): Frame {
  const { scope } = placedFacts(view.document, path);
  const isStill = standsInside(view.document, path);
  const inner = network.nodes.filter((node) => !isPort(node));
  const corner = cornerOf(inner);
  const drawn = inner.map((node) => {
    const frame = node.kind === NETWORK_KIND ? frameOf([...path, node.id], view) : null;
    const place: Rect = {
      x: PADDING + Math.round((node.position.x - corner.x) * MINI.scaleX),
      y: CARD.header + Math.round((node.position.y - corner.y) * MINI.scaleY),
      width: MINI.width,
      height: MINI.height,
    };
    return { node, frame, place };
  });
  const room = roomFor(
    drawn.map(({ node, frame, place }) => ({ ...place, id: node.id, grown: frame ?? MINI })),
  );
  const nodes = drawn.map(({ node, frame, place }): FrameNode => {
    const step = room.get(node.id) ?? { x: 0, y: 0 };
    return {
      ...contents(node, scope, view),
      frozen: isStill || node.frozen === true,
      frame,
      x: place.x + step.x,
      y: place.y + step.y,
      width: frame?.width ?? MINI.width,
      height: frame?.height ?? MINI.height,
    };
  });
  const width = Math.max(CARD.width, ...nodes.map((one) => one.x + one.width + PADDING));
  const height = Math.max(
    CARD.header + CARD.lines,
    ...nodes.map((one) => one.y + one.height + PADDING),
  );
  return { width, height, nodes, edges: edgesOf(network, nodes, width) };
}

function contents(
  node: Node,
  scope: Parameters<typeof faceLine>[1],
  { document, t }: FrameView,
): Pick<FrameNode, 'id' | 'kind' | 'group' | 'name' | 'line' | 'glyph'> {
  const placed = networkOf(document, placedNetwork(node) ?? '');
  const [left, right] = placed ? blockLine(node, scope) : faceLine(node, scope);
  return {
    id: node.id,
    kind: node.kind,
    group: layerOf(node.kind)?.group ?? 'Unknown',
    name: node.label ?? node.id,
    line: left || right || (placed ? '' : kindName(t, node.kind)),
    glyph: placed ? glyphOf(placed) : null,
  };
}

/** Edges between the small cards, and from and to the frame's border where the block's ports are. */
function edgesOf(network: Network, nodes: readonly FrameNode[], width: number): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const middle = (node: Rect): number =>
    node.y + (node.height > MINI.height ? CARD.firstHandle : node.height / 2);
  return network.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.source), byId.get(edge.target)];
    if (!from && !to) return [];
    const source = from
      ? { x: from.x + from.width, y: middle(from) }
      : { x: 0, y: middle(to ?? from!) };
    const target = to ? { x: to.x, y: middle(to) } : { x: width, y: middle(from ?? to!) };
    const delayed = (edge.delay ?? 0) > 0;
    // The border is nearer than an edge takes to turn.
    if (!from || !to) return [`M${source.x} ${source.y}L${target.x} ${target.y}`];
    const lane = laneOf({ source, target, delayed, roomy: false, cards: nodes });
    return [roundedPath(route({ source, target, lane }))];
  });
}

/** Every placement below `path` that could be opened, outermost first, with whether it holds further blocks. */
export function placementsBelow(
  document: Document,
  path: readonly string[],
  /** Networks on the way: one that places itself is not opened in itself. */
  around: readonly string[] = [],
): readonly { readonly key: string; readonly holdsBlocks: boolean }[] {
  const name = shownNetworkName(document, path);
  const network = networkOf(document, name);
  if (!network) return [];
  return network.nodes.flatMap((node) => {
    const placed = placedNetwork(node);
    if (placed === undefined || !networkOf(document, placed)) return [];
    if (placed === name || around.includes(placed)) return [];
    const way = [...path, node.id];
    const below = placementsBelow(document, way, [...around, name]);
    return [{ key: frameKey(way), holdsBlocks: below.length > 0 }, ...below];
  });
}
