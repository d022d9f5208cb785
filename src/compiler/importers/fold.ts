/**
 * Repeated structure of a flat network folded into blocks. Files list every layer; a ResNet-50 of 175 nodes reads as
 * the few blocks that it is made of. What is computed stays the same: only names of calls change, and a map says how.
 */
import {
  type Config,
  type Document,
  type Edge,
  type Json,
  MAIN,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../../graph/document';
import { arrangeEdges } from '../../graph/edges';
import { idMaker } from '../../graph/ids';
import { equalJson } from '../../graph/json';
import { INPUT_KIND, OUTPUT_KIND } from '../../graph/network';
import { edgesFrom, edgesInto, nodesById, order } from '../../graph/topology';
import type { NetworkFacts } from '../facts';
import { inferNetwork } from '../infer';
import { laidOut } from './laid-out';

export interface Folded {
  readonly networks: Readonly<Record<string, Network>>;
  /** New id of a call by the old one, for every node that went into a block. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Smaller pieces read better as the layers that they are. */
const LEAST_NODES = 3;
/** Longest run of segments that is looked at as one unit. */
const LONGEST_UNIT = 16;
const kept = new Set<string>([INPUT_KIND, OUTPUT_KIND, NETWORK_KIND]);

/** A part of the network that one value enters and one value leaves. */
interface Segment {
  /** In topological order; the last one gives the value that leaves. */
  readonly nodes: readonly Node[];
  /** Kinds, wiring and every value of the configs. */
  readonly exact: string;
  /** As `exact`, but without the values of numbers, which may become parameters. */
  readonly form: string;
}

/** The main network with its repeats as blocks; the same network where nothing repeats. */
export function folded(main: Network): Folded {
  const segments = segmentsOf(main);
  const units = unitsOf(segments);
  if (units.length === 0) return { networks: { [MAIN]: main }, renamed: new Map() };
  return new Folding(main).fold(units);
}

/** Between two points of the order at which a single value is alive. */
function segmentsOf(network: Network): readonly (Segment | undefined)[] {
  const nodes = nodesById(network);
  const sorted = order(network);
  const last = new Map<string, number>();
  sorted.forEach((id, at) => {
    for (const { source } of edgesInto(network, id)) last.set(source, at);
  });
  const segments: (Segment | undefined)[] = [];
  let open: Node[] = [];
  let furthest = -1;
  let entry: string | undefined;
  sorted.forEach((id, at) => {
    open.push(nodes.get(id)!);
    // Values of earlier nodes that are read later keep the segment open.
    const isAlone = furthest <= at;
    furthest = Math.max(furthest, last.get(id) ?? at);
    if (!isAlone) return;
    segments.push(segmentOf(network, open, entry));
    open = [];
    entry = id;
  });
  return segments;
}

function segmentOf(
  network: Network,
  nodes: readonly Node[],
  entry: string | undefined,
): Segment | undefined {
  const places = new Map(nodes.map(({ id }, i) => [id, i]));
  const isPlain = nodes.every(
    ({ id, kind }) =>
      !kept.has(kind) &&
      edgesInto(network, id).every(
        ({ source, delay }) => !delay && (places.has(source) || source === entry),
      ),
  );
  const isLeftOnce = nodes
    .slice(0, -1)
    .every(({ id }) => edgesFrom(network, id).every(({ target }) => places.has(target)));
  if (!isPlain || !isLeftOnce || entry === undefined) return undefined;
  const described = (config: (node: Node) => Json): string =>
    JSON.stringify(
      nodes.map((node) => [
        node.kind,
        node.frozen === true,
        config(node),
        edgesInto(network, node.id).map((e) => [
          places.get(e.source) ?? -1,
          e.output,
          e.input,
          e.index,
        ]),
      ]),
    );
  return {
    nodes,
    exact: described(({ config }) => config),
    form: described(({ config }) =>
      Object.entries(config).map(([name, value]) => [name, formOf(value)]),
    ),
  };
}

/** Numbers may differ from one placement to the next; everything else is structure. */
function formOf(value: Json): Json {
  if (typeof value === 'number') return 0;
  return Array.isArray(value) && value.every((item) => typeof item === 'number')
    ? [value.length]
    : value;
}

/** Places of one form that become one block. */
interface Unit {
  /** For every placement, its copies one after another, each as the nodes in order. */
  readonly placements: readonly (readonly (readonly Node[])[])[];
}

/** The units that fold most, one after the other, none overlapping. */
function unitsOf(segments: readonly (Segment | undefined)[]): readonly Unit[] {
  const taken = segments.map((segment) => segment === undefined);
  const units: Unit[] = [];
  for (let best = largest(segments, taken); best; best = largest(segments, taken)) {
    const { starts, length } = best;
    for (const start of starts) taken.fill(true, start, start + length);
    const at = (start: number) => segments.slice(start, start + length) as Segment[]; // none was taken
    const placements: (readonly Node[])[][] = [];
    starts.forEach((start, i) => {
      const nodes = at(start).flatMap((segment) => segment.nodes);
      const before = starts[i - 1];
      const isCopy =
        before !== undefined && before + length === start && sameExact(at(before), at(start));
      if (isCopy) placements.at(-1)!.push(nodes);
      else placements.push([nodes]);
    });
    units.push({ placements });
  }
  return units;
}

const sameExact = (a: readonly Segment[], b: readonly Segment[]): boolean =>
  a.every(({ exact }, i) => exact === b[i]!.exact);

interface Candidate {
  readonly starts: readonly number[];
  readonly length: number;
  readonly saved: number;
}

/** The run of segments whose folding leaves the fewest nodes on the canvas. */
function largest(
  segments: readonly (Segment | undefined)[],
  taken: readonly boolean[],
): Candidate | undefined {
  let best: Candidate | undefined;
  for (let length = 1; length <= LONGEST_UNIT; length++) {
    const byForm = new Map<string, number[]>();
    for (let start = 0; start + length <= segments.length; start++) {
      if (taken.slice(start, start + length).some(Boolean)) continue;
      const run = segments.slice(start, start + length) as Segment[]; // none of them is taken
      if (run.reduce((sum, { nodes }) => sum + nodes.length, 0) < LEAST_NODES) continue;
      const form = run.map((segment) => segment.form).join('\n');
      const starts = byForm.get(form) ?? [];
      if ((starts.at(-1) ?? Number.NEGATIVE_INFINITY) + length <= start) starts.push(start);
      byForm.set(form, starts);
    }
    for (const starts of byForm.values()) {
      if (starts.length < 2) continue;
      const size = segments
        .slice(starts[0], starts[0]! + length)
        .reduce((sum, s) => sum + s!.nodes.length, 0);
      const saved = starts.length * (size - 1) - size;
      if (saved > (best?.saved ?? 0)) best = { starts, length, saved };
    }
  }
  return best;
}

class Folding {
  readonly #main: Network;
  readonly #networks: Record<string, Network> = {};
  readonly #renamed = new Map<string, string>();
  readonly #name = idMaker([MAIN]);
  readonly #id: (wanted: string) => string;
  /** Placement that a node went into. */
  readonly #placeOf = new Map<string, string>();

  readonly #facts: NetworkFacts;

  constructor(main: Network) {
    this.#main = main;
    const document: Document = {
      format: 'netloom',
      version: 1,
      name: '',
      networks: { [MAIN]: main },
    };
    this.#facts = inferNetwork(document, MAIN);
    this.#id = idMaker(main.nodes.map(({ id }) => id));
  }

  fold(units: readonly Unit[]): Folded {
    const placed = units.flatMap((unit) => this.#foldUnit(unit));
    const ids = new Set(this.#placeOf.keys());
    const nodes = this.#main.nodes.filter(({ id }) => !ids.has(id));
    const edges = this.#main.edges.flatMap((edge): Edge[] => {
      const [source, target] = [this.#placeOf.get(edge.source), this.#placeOf.get(edge.target)];
      if (source !== undefined && source === target) return [];
      // One value enters a block, however many of its nodes read it.
      const into = target === undefined ? {} : { target, input: 'in', index: 0 };
      const from = source === undefined ? {} : { source, output: 'out' };
      return [{ ...edge, ...into, ...from }];
    });
    const main = {
      ...this.#main,
      nodes: [...nodes, ...placed],
      edges: arrangeEdges(distinct(edges)),
    };
    return { networks: { [MAIN]: laidOut(main), ...this.#networks }, renamed: this.#renamed };
  }

  #foldUnit({ placements }: Unit): Node[] {
    const first = placements[0]![0]!; // a unit has two placements or copies at least
    const parameters = parametersOf(placements.map((copies) => copies[0]!));
    const name = this.#name('block');
    this.#networks[name] = laidOut(this.#blockOf(first, parameters));
    const inner = first.map(({ id }) => id);
    return placements.map((copies) => {
      const id = this.#id(name);
      copies.forEach((nodes, copy) => {
        nodes.forEach((node, i) => {
          this.#placeOf.set(node.id, id);
          this.#renamed.set(node.id, `${id}.${copy}.${inner[i]}`);
        });
      });
      const values = parameters.map(({ name: parameter, node, param }) => [
        parameter,
        copies[0]![node]!.config[param] ?? null,
      ]);
      const config: Config = {
        network: name,
        ...(copies.length > 1 ? { repeat: copies.length } : {}),
        ...(values.length > 0 ? { parameters: Object.fromEntries(values) as Config } : {}),
      };
      return { id, kind: NETWORK_KIND, config, position: first[0]!.position };
    });
  }

  #blockOf(nodes: readonly Node[], parameters: readonly Parameter[]): Network {
    const ids = new Set(nodes.map(({ id }) => id));
    const makeId = idMaker(ids);
    const [input, output] = [makeId('input'), makeId('output')];
    const position = { x: 0, y: 0 };
    const inner = nodes.map((node, i) => {
      const own = parameters.filter((parameter) => parameter.node === i);
      const expressions = own.map(({ param, name }) => [param, `=${name}`]);
      return { ...node, config: { ...node.config, ...Object.fromEntries(expressions) } as Config };
    });
    const edges = nodes.flatMap(({ id }) =>
      edgesInto(this.#main, id).map((edge) =>
        ids.has(edge.source) ? edge : { ...edge, source: input, output: 'out' },
      ),
    );
    const end = nodes.at(-1)!.id;
    const entry = edgesInto(this.#main, nodes[0]!.id)[0]?.source;
    const shape = this.#facts.nodes.get(entry ?? '')?.output;
    return {
      nodes: [
        { id: input, kind: INPUT_KIND, config: shape ? { shape } : {}, position },
        ...inner,
        { id: output, kind: OUTPUT_KIND, config: { loss: 'none' }, position },
      ],
      edges: arrangeEdges([
        ...edges,
        { source: end, output: 'out', target: output, input: 'in', index: 0 },
      ]),
      ...(parameters.length > 0
        ? {
            parameters: Object.fromEntries(
              parameters.map(({ name, node, param }) => [name, nodes[node]!.config[param] ?? null]),
            ),
          }
        : {}),
    };
  }
}

interface Parameter {
  readonly name: string;
  /** Manyth node of the block, and its field. */
  readonly node: number;
  readonly param: string;
}

/** Fields whose values differ between placements; those that differ alike are one parameter. */
function parametersOf(placements: readonly (readonly Node[])[]): readonly Parameter[] {
  const makeName = idMaker([]);
  const names = new Map<string, string>();
  return placements[0]!.flatMap(({ config }, node) =>
    Object.keys(config).flatMap((param) => {
      const values = placements.map((nodes) => nodes[node]!.config[param] ?? null);
      if (values.every((value) => equalJson(value, values[0]!))) return [];
      const key = JSON.stringify(values);
      const name = names.get(key) ?? makeName(param);
      names.set(key, name);
      return [{ name, node, param }];
    }),
  );
}

function distinct(edges: readonly Edge[]): Edge[] {
  const found = new Map(
    edges.map((e) => [JSON.stringify([e.source, e.output, e.target, e.input, e.index]), e]),
  );
  return [...found.values()];
}
