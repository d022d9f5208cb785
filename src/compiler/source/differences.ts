/** What differs between the network that was printed and the one that was read: nodes, parameters, inputs. */
import {
  type Config,
  type Edge,
  type Json,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../../graph/document';
import { equalJson } from '../../graph/json';
import { INPUT_KIND, OUTPUT_KIND } from '../../graph/network';
import { edgesInto, nodesById } from '../../graph/topology';
import { type Matches, matchNodes } from './match';

type Networks = Readonly<Record<string, Network>>;

/** A value on its way into a node: from a node of the network before, or from a new one. */
export interface Source {
  readonly node: string;
  readonly isNew: boolean;
  readonly port: string;
}

export interface Input {
  readonly source: Source;
  /** Port of the receiving node. */
  readonly port: string;
}

/** Parameters of a node that differ; `undefined` stands for the default. */
export type Patch = Readonly<Record<string, Json | undefined>>;

export interface Change {
  /** Ids in the network before and after. */
  readonly before: string;
  readonly after: string;
  readonly patch: Patch;
  /** Where the kind is another, with the whole config. */
  readonly kind?: { readonly kind: string; readonly config: Config };
  readonly frozen?: boolean;
  /** All that comes in, where that differs. */
  readonly inputs?: readonly Input[];
}

export interface Differences {
  readonly matches: Matches;
  readonly changes: readonly Change[];
  /** Ids before. */
  readonly removed: readonly string[];
  /** Nodes after, sources first where the text has them first. */
  readonly added: readonly { readonly node: Node; readonly inputs: readonly Input[] }[];
}

export function differencesOf(before: Networks, after: Networks): Differences {
  const [old, now] = [before.main!, after.main!]; // the importer makes both
  const matches = matchNodes(old, now);
  const left = new Set(matches.values());
  const inputsAfter = (id: string): Input[] =>
    edgesInto(now, id).map((edge) => {
      const known = matches.get(edge.source);
      const source = { node: known ?? edge.source, isNew: known === undefined, port: edge.output };
      return { source, port: edge.input };
    });
  const changes: Change[] = [];
  for (const node of now.nodes) {
    const id = matches.get(node.id);
    if (id === undefined) continue;
    const was = nodesById(old).get(id)!; // matched
    const inputs = inputsAfter(node.id);
    const isSame = equalInputs(edgesInto(old, id), inputs);
    const content = contentChange(innerOf(before, was), innerOf(after, node));
    if (isSame && !content && node.id === id) continue;
    changes.push({
      before: id,
      after: node.id,
      patch: {},
      ...content,
      ...(isSame ? {} : { inputs }),
    });
  }
  return {
    matches,
    changes,
    removed: old.nodes.flatMap(({ id }) => (left.has(id) ? [] : [id])),
    added: now.nodes
      .filter(({ id }) => !matches.has(id))
      .map((node) => ({ node, inputs: inputsAfter(node.id) })),
  };
}

function equalInputs(edges: readonly Edge[], inputs: readonly Input[]): boolean {
  if (edges.length !== inputs.length) return false;
  return edges.every(({ source, output, input }, i) => {
    const other = inputs[i]!; // as many
    return (
      !other.source.isNew &&
      other.source.node === source &&
      other.source.port === output &&
      other.port === input
    );
  });
}

/** The layer itself where a network stands around it so that its calls can share weights. */
function innerOf(networks: Networks, node: Node): Node {
  if (node.kind !== NETWORK_KIND) return node;
  const inside = networks[String(node.config.network)]?.nodes ?? [];
  const layers = inside.filter(({ kind }) => kind !== INPUT_KIND && kind !== OUTPUT_KIND);
  return layers.length === 1 ? layers[0]! : node;
}

function contentChange(was: Node, now: Node): Partial<Change> | undefined {
  if (now.kind === OUTPUT_KIND) return undefined;
  if (was.kind !== now.kind) return { kind: { kind: now.kind, config: now.config } };
  const keys = [...new Set([...Object.keys(was.config), ...Object.keys(now.config)])];
  const patch = keys.flatMap((key): [string, Json | undefined][] =>
    equalJson(was.config[key], now.config[key]) ? [] : [[key, now.config[key]]],
  );
  const isFrozen = now.frozen === true;
  const frozen = (was.frozen === true) === isFrozen ? {} : { frozen: isFrozen };
  if (patch.length === 0 && !('frozen' in frozen)) return undefined;
  return { patch: Object.fromEntries(patch), ...frozen };
}
