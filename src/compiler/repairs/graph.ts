/** Repairs of nodes and edges: connect, delete, delay, add the ends that a network needs. */
import type { Document, Edge, Node } from '../../graph/document';
import { connect, disconnect, setDelay } from '../../graph/edits/edges';
import { addNode, idForNode, removeNodes, setConfig } from '../../graph/edits/nodes';
import { INPUT_KIND, networkOf, OUTPUT_KIND } from '../../graph/network';
import { cycles, edgesFrom, edgesInto, wouldCycle } from '../../graph/topology';
import { layerByKind } from '../layers/all';
import type { Repair } from '../problem';
import { clip, shapeText } from '../words';
import { appendLayer, type RepairContext, type RepairMaker, sceneOf } from './repair';

/** Deletes the edges that the problem names by their ends. */
export const deleteEdge: RepairMaker = ({ document, problem }) => {
  const source = String(problem.values.source);
  const target = String(problem.values.target ?? problem.node);
  const isMeant = (edge: Edge) =>
    clip(edge.source) === source &&
    clip(edge.target) === target &&
    (problem.code !== 'delayed-edge' || edge.delay !== undefined);
  const edges = networkOf(document, problem.network)?.edges.filter(isMeant) ?? [];
  if (edges.length === 0) return [];
  return [
    {
      id: 'delete-edge',
      title: 'Delete the edge',
      description: `Nothing will lead from ${source} to ${target}.`,
      apply: (before) => disconnect(before, problem.network, edges),
    },
  ];
};

/** The edge of a cycle that leads back, deleted or delayed by one step. */
export const openCycle: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const cycle = scene && cycles(scene.network).find((ids) => ids.includes(scene.node.id));
  if (!scene || !cycle) return [];
  const inside = new Set(cycle);
  const place = new Map(scene.network.nodes.map((node, i) => [node.id, i]));
  const back = scene.network.edges
    .filter((edge) => !edge.delay && inside.has(edge.source) && inside.has(edge.target))
    .sort((a, b) => place.get(b.source)! - place.get(a.source)!)[0];
  if (!back) return [];
  const ends = `${back.source} to ${back.target}`;
  return [
    {
      id: 'delete-back-edge',
      title: 'Delete the edge that leads back',
      description: `Nothing will lead from ${ends}.`,
      apply: (document) => disconnect(document, scene.name, [back]),
    },
    {
      id: 'delay-edge',
      title: 'Delay the edge by one step',
      description: `The value from ${ends} will arrive one time step later.`,
      apply: (document) => setDelay(document, scene.name, back, 1),
    },
  ];
};

/** An edge from a node whose value nobody uses yet, nearest on the left first. */
export const connectInput: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene || scene.node.kind === 'Network') return [];
  const { node, network, name } = scene;
  const distance = (other: Node) =>
    Math.abs(other.position.x - node.position.x) +
    Math.abs(other.position.y - node.position.y) +
    (other.position.x > node.position.x && other.position.y >= node.position.y ? 1e6 : 0) +
    (edgesFrom(network, other.id).length > 0 ? 1e4 : 0);
  const candidates = network.nodes
    .filter((other) => other.id !== node.id && other.kind !== OUTPUT_KIND)
    .filter((other) => !scene.edges.some((edge) => edge.source === other.id))
    .filter((other) => layerByKind(other.kind) && !wouldCycle(network, other.id, node.id))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 2);
  return candidates.map((other, i) => ({
    id: i === 0 ? 'connect' : 'connect-other',
    title: clip(`Connect ${other.id}`, 39),
    description: `${node.id} will receive the output of ${other.id}.`,
    apply: (document) => connect(document, name, { source: other.id, target: node.id }),
  }));
};

/** Too many inputs meet in an Add first, or only the first one stays. */
export const mergeInputs: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene || scene.node.kind === 'Network' || scene.node.kind === INPUT_KIND) return [];
  const { name, node, edges } = scene;
  const [first, ...others] = edges;
  if (!first) return [];
  const shapes = edges.map(({ source }) => scene.facts.get(source)?.output);
  const areSame = shapes.every((s) => s && shapes[0] && shapeText(s) === shapeText(shapes[0]));
  const keep: Repair = {
    id: 'keep-first',
    title: clip(`Keep only ${first.source}`, 39),
    description: `${node.id} will receive the output of ${first.source} alone.`,
    apply: (document) => disconnect(document, name, others),
  };
  const kind = areSame ? 'Add' : 'Concatenate';
  const merge: Repair = {
    id: 'insert-merge',
    title: `Insert ${kind}`,
    description: `${node.id} will receive all ${edges.length} inputs, merged.`,
    apply: (document) => {
      const id = idForNode(document, name, kind.toLowerCase());
      const position = { x: node.position.x - 105, y: node.position.y + 40 };
      const added = addNode(document, name, { kind, id, position });
      const freed = disconnect(added, name, edges);
      const joined = edges.reduce(
        (doc, { source, output }) => connect(doc, name, { source, output, target: id }),
        freed,
      );
      return connect(joined, name, { source: id, target: node.id });
    },
  };
  return [merge, keep];
};

/** The end that a network misses, connected to the node that needs it. */
export const addEnd: RepairMaker = ({ document, problem }) => {
  const network = networkOf(document, problem.network);
  if (!network || network.nodes.length === 0) return [];
  if (problem.code === 'no-output' || problem.code === 'unused-output') {
    // A second Output would want a target of its own.
    if (network.nodes.some((node) => node.kind === OUTPUT_KIND)) return [];
    const sinks = network.nodes.filter(
      (node) => layerByKind(node.kind) && edgesFrom(network, node.id).length === 0,
    );
    const last = sinks.find((node) => node.id === problem.node) ?? sinks.at(-1);
    if (!last || last.kind === OUTPUT_KIND) return [];
    return [
      {
        id: 'add-output',
        title: 'Add an Output',
        description: `The value of ${last.id} will leave the network.`,
        apply: (before) =>
          appendLayer(before, problem.network, last, { kind: 'Output', id: 'output', config: {} }),
      },
    ];
  }
  const first = network.nodes.find((node) => isWaiting(network.edges, node));
  if (!first) return [];
  return [
    {
      id: 'add-input',
      title: 'Add an Input',
      description: `Samples will arrive at ${first.id}.`,
      apply: (before) => addInput(before, problem.network, first),
    },
  ];
};

const isWaiting = (edges: readonly Edge[], node: Node): boolean =>
  (layerByKind(node.kind)?.inputs.max ?? 0) > 0 && !edges.some((edge) => edge.target === node.id);

function addInput(document: Document, network: string, first: Node): Document {
  const id = idForNode(document, network, 'input');
  const position = { x: first.position.x - 210, y: first.position.y };
  const added = addNode(document, network, { kind: INPUT_KIND, id, position });
  return connect(added, network, { source: id, target: first.id });
}

/** Deletes the node, or all but the first of those that share an id. */
export const deleteNode: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene) return [];
  return [
    {
      id: 'delete-node',
      title: clip(`Delete ${scene.node.id}`, 39),
      description: 'What came in will go on to where its output went.',
      apply: (document) =>
        removeNodes(document, scene.name, [scene.node.id], { reconnect: hasBoth(context) }),
    },
  ];
};

function hasBoth({ document, problem }: RepairContext): boolean {
  const network = networkOf(document, problem.network);
  const id = problem.node ?? '';
  return !!network && edgesInto(network, id).length > 0 && edgesFrom(network, id).length > 0;
}

/** The default instead of a value that a parameter refuses. */
export const resetParam: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const param = context.problem.param;
  if (!scene || param === undefined || !Object.hasOwn(scene.node.config, param)) return [];
  const isUnknown = context.problem.code === 'param-unknown';
  return [
    {
      id: isUnknown ? 'remove-param' : 'reset-param',
      title: clip(isUnknown ? `Remove ${param}` : `Reset ${param}`, 39),
      description: isUnknown
        ? `${param} will no longer be in the file.`
        : `${param} will have its default.`,
      apply: (document) =>
        setConfig(document, { network: scene.name, node: scene.node.id }, param, undefined),
    },
  ];
};
