/**
 * A network lowered to a `Program`: blocks expanded, repeats unrolled, expressions evaluated, every parameter
 * written. Nodes from which no Output is reached are left out. It refuses documents with errors; run `check` first.
 */
import {
  type Document,
  type Edge,
  MAIN,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../graph/document';
import { blockPorts, INPUT_KIND, networkOf, OUTPUT_KIND } from '../graph/network';
import { edgesInto, nodesById, order, reachable } from '../graph/topology';
import { edgesByPort, MOST_LAYERS, placementScope } from './blocks';
import { inferNetwork } from './infer';
import { classNameOf, type Shape } from './layer';
import { layerByKind } from './layers/all';
import { network as networkLayer } from './layers/network';
import { byDeclaredPort } from './ports';
import type { Problem } from './problem';
import { problemOf } from './problems/problem-of';
import { type Call, type Program, valueId } from './program';
import { applyRules } from './rules';
import { structureProblems } from './structure';
import { fill, type Scope } from './values';
import { shapeText } from './words';

/** The network cannot be lowered; `problems` say why. */
export class LowerError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'The network cannot be lowered.');
    this.name = 'LowerError';
    this.problems = problems;
  }
}

export function lower(document: Document, network: string = MAIN): Program {
  const found = networkOf(document, network);
  if (!found) throw new LowerError([problemOf('no-network', { network })]);
  const facts = inferNetwork(document, network);
  const problems = [
    ...structureProblems(document, network),
    ...[...facts.nodes.values()].flatMap((node) => node.problems),
  ].filter((problem) => problem.severity === 'error');
  if (problems.length > 0) throw new LowerError(problems);
  const lowering = new Lowering(document, network);
  lowering.expand(found, {
    network,
    scope: found.parameters ?? {},
    prefix: '',
    first: undefined,
    frozen: false,
    ...startOf(found, ''),
  });
  return lowering.program();
}

/** The same, or `undefined` where the network cannot be lowered: its problems are told where documents are checked. */
export function lowered(document: Document, network?: string): Program | undefined {
  try {
    return lower(document, network);
  } catch (error) {
    if (error instanceof LowerError) return undefined;
    throw error;
  }
}

/** A value on its way between calls. */
interface Wire {
  /** See `valueId`. */
  readonly value: string;
  readonly shape: Shape;
}

interface Frame {
  readonly network: string;
  readonly scope: Scope;
  /** Put before ids: `placement.index.`; empty outside blocks. */
  readonly prefix: string;
  /** The prefix of the copy whose weights this one uses. */
  readonly first: string | undefined;
  readonly frozen: boolean;
  /** Whose weights it starts from, and how much of the prefix is not part of their names. */
  readonly start?: { readonly source: string; readonly prefix: number };
  /** Values at the block's inputs by Input node; absent outside blocks. */
  readonly inputs?: ReadonlyMap<string, Wire>;
}

type Wires = ReadonlyMap<string, Wire>;

class Lowering {
  readonly #calls: Call[] = [];
  readonly #byId = new Map<string, Call>();
  readonly #shared = new Map<string, string>();
  readonly #document: Document;
  readonly #network: string;

  constructor(document: Document, network: string) {
    this.#document = document;
    this.#network = network;
  }

  program(): Program {
    const ids = (kind: string) => this.#calls.filter((c) => c.kind === kind).map((c) => c.id);
    return {
      network: this.#network,
      calls: this.#calls,
      inputs: ids(INPUT_KIND),
      outputs: ids(OUTPUT_KIND),
    };
  }

  /** Adds the calls of a network and returns the values at its Output nodes by port. */
  expand(network: Network, frame: Frame): Wires {
    const nodes = nodesById(network);
    const outputs = network.nodes.filter((node) => node.kind === OUTPUT_KIND);
    const used = reachable(
      network,
      outputs.map((node) => node.id),
      'upstream',
    );
    const values = new Map<string, Wires>();
    for (const id of order(network)) {
      if (!used.has(id)) continue;
      const node = nodes.get(id)!;
      const edges = edgesInto(network, id).filter((edge) => !edge.delay);
      const arranged = byDeclaredPort(node, edges, frame.scope);
      values.set(id, this.#lowerNode(node, arranged, values, frame));
    }
    const ports = blockPorts(network).outputs;
    return new Map(ports.map(({ port, node }) => [port, this.#at(values, node, 'out')]));
  }

  #at(values: ReadonlyMap<string, Wires>, node: string, port: string): Wire {
    const found = values.get(node);
    const wire = found?.get(port) ?? found?.get('out');
    if (wire) return wire;
    throw new LowerError([problemOf('missing-value', { network: this.#network, node })]);
  }

  #lowerNode(
    node: Node,
    edges: readonly Edge[],
    values: ReadonlyMap<string, Wires>,
    frame: Frame,
  ): Wires {
    if (node.kind === NETWORK_KIND) return this.#place(node, edges, values, frame);
    const outer = frame.inputs?.get(node.id);
    if (node.kind === INPUT_KIND && outer) return new Map([['out', outer]]);
    const arriving = edges.map((edge) => this.#at(values, edge.source, edge.output));
    // Inside a block an Output is a port and computes nothing.
    if (node.kind === OUTPUT_KIND && frame.inputs) return new Map([['out', arriving[0]!]]);
    const ports = layerByKind(node.kind)?.inputPorts && edges.map((edge) => edge.input);
    return this.#call(node, arriving, ports, frame);
  }

  #call(
    node: Node,
    arriving: readonly Wire[],
    ports: readonly string[] | undefined,
    frame: Frame,
  ): Wires {
    const place = { network: frame.network, node: node.id };
    const layer = layerByKind(node.kind);
    if (!layer) throw new LowerError([problemOf('unknown-kind', place, { kind: node.kind })]);
    const inputShapes = arriving.map((wire) => wire.shape);
    const came = { shapes: inputShapes, ...(ports ? { ports } : {}) };
    const rules = applyRules(layer, node.config, frame.scope, came);
    if (!rules.output) throw new LowerError([problemOf('missing-value', place)]);
    if (this.#calls.length >= MOST_LAYERS) {
      throw new LowerError([problemOf('block-too-large', place, { limit: MOST_LAYERS })]);
    }
    const id = frame.prefix + node.id;
    const sharesWith = frame.first === undefined ? undefined : frame.first + node.id;
    const call: Call = {
      id,
      kind: node.kind,
      className: classNameOf(layer),
      config: rules.config,
      inputs: arriving.map((wire) => wire.value),
      ...(ports ? { inputPorts: ports } : {}),
      inputShapes,
      outputShape: rules.output,
      ...(rules.moreOutputs ? { moreOutputs: rules.moreOutputs } : {}),
      weights: rules.weights,
      macs: rules.macs,
      frozen: frame.frozen || node.frozen === true,
      ...(frame.start && rules.weights.length > 0
        ? { start: { source: frame.start.source, name: id.slice(frame.start.prefix) } }
        : {}),
      ...(sharesWith !== undefined && rules.weights.length > 0 ? { sharesWith } : {}),
      origin: place,
    };
    this.#requireSameWeights(call);
    this.#calls.push(call);
    this.#byId.set(id, call);
    const outputs = Object.entries({ out: rules.output, ...rules.moreOutputs });
    return new Map(outputs.map(([port, shape]) => [port, { value: valueId(id, port), shape }]));
  }

  #requireSameWeights(call: Call): void {
    const other = call.sharesWith === undefined ? undefined : this.#byId.get(call.sharesWith);
    other?.weights.forEach((weight, i) => {
      const [expected, received] = [weight.shape, call.weights[i]?.shape ?? []].map(shapeText);
      if (expected === received) return;
      const values = {
        other: other.id,
        weight: weight.name,
        received: received!,
        expected: expected!,
      };
      throw new LowerError([problemOf('share-shape', call.origin, values)]);
    });
  }

  #place(
    node: Node,
    edges: readonly Edge[],
    values: ReadonlyMap<string, Wires>,
    frame: Frame,
  ): Wires {
    const { network, repeat, share } = fill(networkLayer.params, node.config, frame.scope);
    const inner = networkOf(this.#document, network);
    const place = { network: frame.network, node: node.id };
    if (!inner) throw new LowerError([problemOf('block-unknown', place, { placed: network })]);
    const scope = placementScope(this.#document, node, frame.scope);
    const ports = blockPorts(inner);
    const outer = edgesByPort(ports.inputs, edges).map((edge) =>
      edge ? this.#at(values, edge.source, edge.output) : undefined,
    );
    let arriving = outer;
    let outputs: Wires = new Map();
    for (let copy = 0; copy < repeat; copy++) {
      const prefix = `${frame.prefix}${node.id}.${copy}.`;
      outputs = this.expand(inner, {
        network,
        scope,
        prefix,
        first: this.#firstCopy(`${network}|${JSON.stringify(scope)}`, share, prefix, frame),
        frozen: frame.frozen || node.frozen === true,
        ...(inner.weights ? startOf(inner, prefix) : frame.start && { start: frame.start }),
        inputs: wiresByNode(ports.inputs, arriving),
      });
      arriving = outer.map((wire, i) => {
        const fed = ports.outputs[i];
        return fed ? outputs.get(fed.port) : wire;
      });
    }
    return outputs;
  }

  #firstCopy(key: string, share: boolean, prefix: string, frame: Frame): string | undefined {
    if (share) {
      const first = this.#shared.get(key);
      if (first === undefined) this.#shared.set(key, prefix);
      return first;
    }
    // The inside of a copy that borrows its weights borrows them too.
    return frame.first === undefined ? undefined : frame.first + prefix.slice(frame.prefix.length);
  }
}

/** A network's own weights come before those of the networks around it. */
function startOf({ weights }: Network, prefix: string): Pick<Frame, 'start'> {
  return weights ? { start: { source: weights.source, prefix: prefix.length } } : {};
}

function wiresByNode(
  ports: readonly { readonly node: string }[],
  wires: readonly (Wire | undefined)[],
): ReadonlyMap<string, Wire> {
  const found = new Map<string, Wire>();
  ports.forEach(({ node }, i) => {
    const wire = wires[i];
    if (wire) found.set(node, wire);
  });
  return found;
}
