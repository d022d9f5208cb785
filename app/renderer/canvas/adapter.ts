/**
 * React Flow's nodes and edges as functions of the document, and its changes as edits. The only place where the two
 * meet. A node or edge keeps its identity while nothing that it shows has changed, so that React Flow skips it.
 */
import { type Edge as FlowEdge, type Node as FlowNode, Position as Side } from '@xyflow/react';
import { type NetworkFacts, shapeAt } from '../../../src/compiler/facts';
import type { Problem } from '../../../src/compiler/problem';
import {
  type Config,
  type Document,
  type Edge,
  edgeId,
  NETWORK_KIND,
  type Network,
  type Node,
  type Position,
} from '../../../src/graph/document';
import { isPort } from '../../../src/graph/network';
import { standsInside } from '../../../src/graph/still';
import { edgesInto, nodeById } from '../../../src/graph/topology';
import { formatShape } from '../controls/format';
import { type Translate, words } from '../i18n';
import { kindName } from '../i18n/names';
import { problemTitle } from '../problems/wording';
import type { Faces } from '../stores/view';
import { type Card, cardOf } from './card';
import { laneBetween, rectOf } from './edges/lane';
import { frameOf } from './frames/frame';
import { roomFor } from './frames/room';
import { CARD, handleY, type Rect } from './geometry';
import { Memo } from './memo';
import { targetHandle } from './ports';
import type { Grip } from './touch';

export type CardNode = FlowNode<Card, 'card'>;

export type Wire = {
  readonly label: string;
  /** `forecast`: the edge is there, its shape is what a previewed repair would bring. */
  readonly tone: 'plain' | 'selected' | 'problem' | 'unknown' | 'preview' | 'forecast';
  readonly delay: number;
  /** Height of the run between the cards; see `laneOf`. */
  readonly lane: number | null;
  /** What arrives and what is expected, on the edge that a problem blames. */
  readonly message: string;
  /** The layer whose gradient gives the width while training. */
  readonly gradientOf: string;
};
export type WireEdge = FlowEdge<Wire, 'wire'>;

/** A document as the canvas shows it, with everything that decides how. */
export interface Scene {
  readonly document: Document;
  /** Name of the shown network. */
  readonly name: string;
  readonly network: Network;
  readonly facts: NetworkFacts;
  /** Inside a placed block, whose Inputs and Outputs are its ports. */
  readonly isBlock?: boolean;
  /** The way to the shown network, and the placements that are open in place. */
  readonly path?: readonly string[];
  readonly opened?: ReadonlySet<string>;
  /** What expressions see in this network, where it was entered. */
  readonly scope: Config;
  readonly problems: readonly Problem[];
  readonly faces: Faces;
  readonly selection: ReadonlySet<string>;
  readonly selectedEdges: ReadonlySet<string>;
  /** The network without the repair, where a repair is previewed. */
  readonly before: Network | null;
  /** What was known of that network. */
  readonly beforeFacts: NetworkFacts | null;
  /** Which cards a drag takes along; all where nothing is said. */
  readonly grip?: Grip;
  readonly t: Translate;
}

/** One canvas' memory of what it made. */
export class Adapter {
  readonly #cards = new Memo<Card>();
  readonly #nodes = new Memo<CardNode>();
  readonly #wires = new Memo<WireEdge>();
  readonly #rects = new Memo<Rect>();
  readonly #lanes = new Memo<{ readonly lane: number | null }>();
  #edges: WireEdge[] = [];
  #room: ReadonlyMap<string, Position> = new Map();

  /** `moved` holds the places of cards that are not yet in the document. */
  nodes(scene: Scene, moved: ReadonlyMap<string, Position>): CardNode[] {
    const problems = byNode(scene);
    const { nodes } = scene.network;
    const cards = nodes.map((node) => this.#card(node, scene, problems.get(node.id) ?? none));
    this.#room = roomBeside(nodes, cards);
    const list = nodes.map((node, i) => {
      const card = cards[i]!;
      const { x, y } = moved.get(node.id) ?? this.onCanvas(node.id, node.position);
      const selected = scene.selection.has(node.id);
      const { before, grip = 'all' } = scene;
      const draggable = before === null && (grip === 'all' || (grip === 'selected' && selected));
      return this.#nodes.keep(node.id, [card, x, y, selected, draggable], () => ({
        ...flowNode(node.id, card, { x, y }, selected),
        draggable,
      }));
    });
    this.#cards.turn();
    this.#nodes.turn();
    return list;
  }

  /** Where a node's card stands: aside, where an open block needs the room. */
  onCanvas(id: string, { x, y }: Position): Position {
    const step = this.#room.get(id);
    return step ? { x: x + step.x, y: y + step.y } : { x, y };
  }

  /** Where the document has the node of a card that stands there. */
  inDocument(id: string, { x, y }: Position): Position {
    const step = this.#room.get(id);
    return step ? { x: x - step.x, y: y - step.y } : { x, y };
  }

  #card(node: Node, scene: Scene, problems: readonly Problem[]): Card {
    const { document, name, network, facts, scope, opened, t } = scene;
    const isStill = standsInside(document, scene.path ?? []);
    // Nothing tells what passes a block's ports.
    const faces = scene.isBlock && isPort(node) ? 'structure' : scene.faces;

    const ghost = ghostOf(node, scene.before);
    const of = facts.nodes.get(node.id);
    const { macs } = facts.totals;
    const key = [
      node.kind,
      node.config,
      node.label,
      node.frozen || isStill,
      document.training?.phases,
      of,
      macs,
      problems === none ? none : problems.map(({ message }) => message).join('\n'),
      faces,
      scopeKey(scope),
      ghost,
      t,
      wiring(network, node.id),
      // What a block shows depends on the network that it places, and on the way to it where it is open.
      ...(node.kind === NETWORK_KIND ? [document.networks, opened, scene.path] : []),
    ];
    return this.#cards.keep(node.id, key, () => {
      const frame =
        opened && scene.path && node.kind === NETWORK_KIND
          ? frameOf([...scene.path, node.id], { document, opened, t })
          : null;
      const shown = { document, name, network, isStill, facts: of, scope, macs };
      return cardOf(node, { ...shown, problems, faces, ghost, frame, t });
    });
  }

  /** Edges between the nodes that `nodes` made last. */
  edges(scene: Scene, nodes: readonly CardNode[]): WireEdge[] {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const cards = nodes.map((node) =>
      this.#rects.keep(node.id, [node.position, node.data.height], () => rectOf(node)),
    );
    const blame = blamed(scene);
    const list = scene.network.edges.flatMap((edge): WireEdge[] => {
      const source = byId.get(edge.source);
      const target = byId.get(edge.target);
      if (!source || !target) return [];
      const id = edgeId(edge);
      const tone = toneOf(edge, id, scene, blame);
      const shape = shapeAt(scene.facts.nodes.get(edge.source), edge.output);
      const label = shape ? formatShape(shape) : '';
      const message = blame.get(id) ?? '';
      const places = [edge, source.position, target.position, source.data, target.data, message];
      const { lane } = this.#lanes.keep(id, places, () => ({
        lane: laneBetween(edge, { source, target, message, cards }),
      }));
      // Positions are no part of an edge: a drag that changes no lane leaves React Flow's edges alone.
      const key = [edge, source.data, target.data, tone, message, label, lane];
      return [
        this.#wires.keep(id, key, () =>
          flowEdge(edge, { source, target, tone, message, label, lane }),
        ),
      ];
    });
    this.#rects.turn();
    this.#lanes.turn();
    this.#wires.turn();
    const same =
      list.length === this.#edges.length && list.every((wire, i) => wire === this.#edges[i]);
    if (!same) this.#edges = list;
    return this.#edges;
  }
}

function roomBeside(nodes: readonly Node[], cards: readonly Card[]): ReadonlyMap<string, Position> {
  if (cards.every(({ frame }) => frame === null)) return new Map();
  return roomFor(
    nodes.map(({ id, position }, i) => {
      const { width, height, frame } = cards[i]!;
      const closed = frame
        ? { width: CARD.width, height: CARD.header + CARD.lines }
        : { width, height };
      return { id, ...position, ...closed, grown: { width, height } };
    }),
  );
}

const none: readonly Problem[] = [];

/** Scopes are made anew with every document; cards depend on what stands in them. */
function scopeKey(scope: Config): string {
  let key = scopeKeys.get(scope);
  if (key === undefined) scopeKeys.set(scope, (key = JSON.stringify(scope)));
  return key;
}
const scopeKeys = new WeakMap<Config, string>();

/** How many edges end at and leave a node, as text: what the card's handles depend on. */
function wiring(network: Network, id: string): string {
  let counts = wirings.get(network.edges);
  if (!counts) {
    const made = new Map<string, string>();
    for (const { target, input, source, output } of network.edges) {
      made.set(target, `${made.get(target) ?? ''} ${input}`);
      if (output !== 'out') made.set(source, `${made.get(source) ?? ''} >${output}`);
    }
    counts = made;
    wirings.set(network.edges, counts);
  }
  return counts.get(id) ?? '';
}
const wirings = new WeakMap<readonly Edge[], ReadonlyMap<string, string>>();

function byNode({ name, problems, facts, network }: Scene): Map<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  const add = (id: string, problem: Problem) => {
    const list = found.get(id);
    if (list === undefined) found.set(id, [problem]);
    else if (!list.includes(problem)) list.push(problem);
  };
  for (const problem of problems) {
    if (problem.network === name && problem.node !== undefined) add(problem.node, problem);
  }
  // `facts` know a node's own problems before the whole document is checked again.
  if (problems.length === 0) {
    for (const { id } of network.nodes) {
      for (const problem of facts.nodes.get(id)?.problems ?? []) add(id, problem);
    }
  }
  return found;
}

function ghostOf(node: Node, before: Network | null): Card['ghost'] {
  if (before === null) return null;
  const old = nodeById(before, node.id);
  if (old === undefined) return 'added';
  return old.config === node.config || sameJson(old.config, node.config) ? null : 'changed';
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Chips by the id of the edge that a problem of wiring blames: the one from the node that it names as the source. */
function blamed({ name, problems, network, t }: Scene): Map<string, string> {
  const found = new Map<string, string>();
  for (const problem of problems) {
    const { code, severity, node, port, values } = problem;
    if (problem.network !== name || node === undefined || severity !== 'error') continue;
    if (!isWiring(code)) continue;
    const into = edgesInto(network, node);
    const edge =
      [...into].reverse().find((candidate) => candidate.source === values.source) ??
      into.find((candidate) => candidate.input === port) ??
      into.at(-1);
    const kind = nodeById(network, node)?.kind ?? '';
    if (edge) found.set(edgeId(edge), chipOf(problem, kindName(t, kind), t));
  }
  return found;
}

function chipOf(problem: Problem, kind: string, t: Translate): string {
  const { received, expected } = problem.values;
  return received === undefined || expected === undefined
    ? problemTitle(problem)
    : t('canvas.arrives', { received, expected, kind });
}

/** Problems of what arrives, as against problems of a node's own parameters. */
function isWiring(code: string): boolean {
  return /shape|rank|merge|axes/.test(code) && !/^feed|class/.test(code);
}

function toneOf(
  edge: Edge,
  id: string,
  { before, beforeFacts, selection, selectedEdges, facts }: Scene,
  blame: ReadonlyMap<string, string>,
): Wire['tone'] {
  if (before !== null && !before.edges.some((old) => edgeId(old) === id)) return 'preview';
  if (blame.has(id)) return 'problem';
  if (selectedEdges.has(id) || selection.has(edge.source) || selection.has(edge.target)) {
    return 'selected';
  }
  const shape = shapeAt(facts.nodes.get(edge.source), edge.output);
  if (!shape) return 'unknown';
  const was = shapeAt(beforeFacts?.nodes.get(edge.source), edge.output);
  return beforeFacts === null || sameJson(was, shape) ? 'plain' : 'forecast';
}

function flowNode(id: string, card: Card, position: Position, selected: boolean): CardNode {
  const { width, height } = card;
  const size = { width, height };
  const half = CARD.handle / 2;
  return {
    id,
    type: 'card',
    position,
    data: card,
    selected,
    ...size,
    // Known beforehand, so that React Flow neither measures nor draws what is out of sight.
    measured: size,
    handles: [
      ...card.inputs.map((handle, i) => ({
        id: handle.id,
        type: 'target' as const,
        position: Side.Left,
        x: -half,
        y: handleY(i, card.inputs.length, height) - half,
        width: CARD.handle,
        height: CARD.handle,
      })),
      ...card.outputs.map((handle, i) => ({
        id: handle.id,
        type: 'source' as const,
        position: Side.Right,
        x: width - half,
        y: handleY(i, card.outputs.length, height) - half,
        width: CARD.handle,
        height: CARD.handle,
      })),
    ],
  };
}

interface WireParts {
  readonly source: CardNode;
  readonly target: CardNode;
  readonly tone: Wire['tone'];
  readonly message: string;
  readonly label: string;
  readonly lane: number | null;
}

function flowEdge(edge: Edge, parts: WireParts): WireEdge {
  const { source, target, tone, message, label, lane } = parts;
  const delay = edge.delay ?? 0;
  return {
    id: edgeId(edge),
    type: 'wire',
    source: edge.source,
    sourceHandle: edge.output,
    target: edge.target,
    targetHandle: targetHandle(edge.input, edge.index),
    focusable: false,
    ariaLabel: words('canvas.edge', {
      source: source.data.name,
      target: target.data.name,
      shape: label === '' ? '?' : label,
    }),
    data: {
      label,
      tone,
      delay,
      message,
      lane,
      gradientOf: edge.target,
    },
  };
}
