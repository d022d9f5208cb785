/** Random edits that fit any document: numbers pick networks, nodes and edges from what is there. */
import fc from 'fast-check';
import { copy, paste } from '../clipboard';
import {
  type Document,
  type Edge,
  type Json,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../document';
import { detachCopy, makeBlock, ungroup } from '../edits/blocks';
import { connect, disconnect, insertOnEdge, reorderInputs, setDelay } from '../edits/edges';
import { addNetwork, removeNetwork, setParameters } from '../edits/networks';
import {
  addNode,
  moveNodes,
  type NodeAddress,
  removeNodes,
  setConfig,
  setConfigMany,
  setFrozen,
  setKind,
  setLabel,
} from '../edits/nodes';
import { renameNetwork, renameNode } from '../edits/rename';
import {
  addPhase,
  movePhase,
  patchData,
  patchPhase,
  patchTraining,
  removePhase,
  setName,
  setPhaseConfig,
  setStop,
} from '../edits/training';
import { networkNames, networkOf, PREPARATION } from '../network';
import { arbitraryConfig } from './arbitrary';

/** What an edit may use: its place, and free choices. */
interface Choice {
  readonly document: Document;
  readonly name: string;
  readonly host: Network;
  readonly node: Node;
  readonly other: Node;
  /** Some nodes of the host. */
  readonly ids: readonly string[];
  readonly edge: Edge;
  /** The numbers from which all was chosen. */
  readonly a: number;
  readonly b: number;
  readonly value: Json;
}

const nowhere = { x: 0, y: 0 };

/** A placement of the host, else its chosen node. */
function placementIn({ name, host, node, a }: Choice): NodeAddress {
  const placements = host.nodes.filter((each) => each.kind === NETWORK_KIND);
  return { network: name, node: (placements[a % Math.max(1, placements.length)] ?? node).id };
}

/** Every edit by name, each applied to a choice. */
const edits: Readonly<Record<string, (choice: Choice) => Document>> = {
  addNode: ({ document, name, a, b }) =>
    addNode(document, name, { kind: a % 2 ? 'Conv2D' : 'Input', position: { x: a, y: b } }),
  removeNodes: ({ document, name, ids, a }) =>
    removeNodes(document, name, ids, { reconnect: a % 2 === 0 }),
  moveNodes: ({ document, name, ids, a, b }) =>
    moveNodes(document, name, new Map(ids.map((id) => [id, { x: a, y: b }]))),
  setConfig: ({ document, name, node, value }) =>
    setConfig(document, { network: name, node: node.id }, 'units', value),
  clearConfig: ({ document, name, ids }) =>
    setConfigMany(document, name, ids, { units: undefined, filters: undefined }),
  setLabel: ({ document, name, node, a }) =>
    setLabel(document, { network: name, node: node.id }, a % 2 ? '标签' : ''),
  setFrozen: ({ document, name, ids, a }) => setFrozen(document, name, ids, a % 2 === 0),
  setKind: ({ document, name, node }) =>
    setKind(document, { network: name, node: node.id }, 'Output'),
  renameNode: ({ document, name, node, a }) =>
    renameNode(document, { network: name, node: node.id }, `new-${a % 5}`),
  connect: ({ document, name, node, other, a, b }) =>
    connect(document, name, {
      source: node.id,
      target: other.id,
      replace: a % 3 === 0,
      ...(b % 2 ? { index: b % 4 } : {}),
      ...(b % 5 === 0 ? { delay: 2 } : {}),
    }),
  disconnect: ({ document, name, edge }) => disconnect(document, name, [edge]),
  reorderInputs: ({ document, name, edge, a, b }) =>
    reorderInputs(document, { network: name, node: edge.target, input: edge.input }, a % 3, b % 3),
  setDelay: ({ document, name, edge, a }) => setDelay(document, name, edge, a % 3),
  insertOnEdge: ({ document, name, edge, node }) =>
    insertOnEdge(document, name, edge, { id: node.id }),
  addNetwork: ({ document, a }) => addNetwork(document, `net${a % 4}`),
  removeNetwork: ({ document, name, a }) => (a % 8 ? document : removeNetwork(document, name)),
  renameNetwork: ({ document, name, a }) => renameNetwork(document, name, `renamed${a % 3}`),
  setParameters: ({ document, name, a }) =>
    setParameters(document, name, a % 2 ? { filters: a } : undefined),
  makeBlock: ({ document, name, ids }) => makeBlock(document, name, ids, 'group'),
  ungroup: (choice) => ungroup(choice.document, placementIn(choice)),
  detachCopy: (choice) => detachCopy(choice.document, placementIn(choice)),
  paste: ({ document, name, ids }) =>
    paste(document, name, copy(document, name, ids), nowhere).document,
  setName: ({ document, a }) => setName(document, `name ${a % 3}`),
  patchData: ({ document, a }) => patchData(document, { seed: a % 3 }),
  patchTraining: ({ document, a }) => patchTraining(document, { batchSize: 1 + (a % 3) }),
  setStop: ({ document, a }) =>
    setStop(
      document,
      a % 2
        ? { monitor: 'loss', patience: a % 4, minDelta: 0, restoreBestWeights: true }
        : undefined,
    ),
  addPhase: ({ document, a }) =>
    addPhase(document, { procedure: 'gradient', epochs: 1 + a, networks: {}, config: {} }, a % 3),
  removePhase: ({ document, a }) => removePhase(document, a % 3),
  movePhase: ({ document, a, b }) => movePhase(document, a % 3, b % 3),
  patchPhase: ({ document, a, b }) => patchPhase(document, a % 3, { epochs: 1 + (b % 3) }),
  setPhaseConfig: ({ document, a, value }) => setPhaseConfig(document, a % 3, 'clip', value),
};

export interface ArbitraryEdit {
  readonly name: string;
  readonly apply: (document: Document) => Document;
}

const missing = { id: 'missing', kind: 'Dense', config: {}, position: nowhere };
const noEdge: Edge = { source: 'missing', output: 'out', target: 'missing', input: 'in', index: 0 };

/** One edit with its arguments, of any sort; where there is nothing to choose it aims at what is missing. */
export const arbitraryEdit: fc.Arbitrary<ArbitraryEdit> = fc
  .record({
    name: fc.constantFrom(...Object.keys(edits)),
    a: fc.nat(1000),
    b: fc.nat(1000),
    where: fc.nat(100),
    mask: fc.nat(),
    config: arbitraryConfig,
  })
  .map(({ name: edit, a, b, where, mask, config }) => ({
    name: edit,
    apply: (document) => {
      const names = [...networkNames(document), ...(document.data ? [PREPARATION] : [])];
      const name = names[where % names.length] ?? 'main';
      const host = networkOf(document, name) ?? { nodes: [], edges: [] };
      const pick = <T>(items: readonly T[], i: number, fallback: T): T =>
        items[i % Math.max(1, items.length)] ?? fallback;
      return edits[edit]!({
        document,
        name,
        host,
        node: pick(host.nodes, a, missing),
        other: pick(host.nodes, b, missing),
        ids: host.nodes.filter((_, i) => (mask >> (i % 30)) & 1).map((node) => node.id),
        edge: pick(host.edges, a, noEdge),
        a,
        b,
        value: Object.values(config)[0] ?? null,
      });
    },
  }));

/** Edits to apply one after the other. */
export const arbitraryEdits: fc.Arbitrary<readonly ArbitraryEdit[]> = fc.array(arbitraryEdit, {
  minLength: 1,
  maxLength: 12,
});
