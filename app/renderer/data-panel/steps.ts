/** The steps of a preparation as people change them: which fit where, and the edits that add and delete them. */
import { preparationByKind, preparations } from '../../../src/compiler/preparation/all';
import { inferPreparation } from '../../../src/compiler/preparation/infer';
import type { DatasetSpec } from '../../../src/compiler/world';
import type { Data, Document, Edge, Node } from '../../../src/graph/document';
import { insertOnEdge } from '../../../src/graph/edits/edges';
import { addNode, idForNode, removeNodes } from '../../../src/graph/edits/nodes';
import { PREPARATION } from '../../../src/graph/network';
import { edgesFrom, nodeById } from '../../../src/graph/topology';

export interface ChainOfNodes {
  readonly source: Node;
  /** In front of the Feed, first to last. */
  readonly steps: readonly Node[];
  readonly feed: Node | undefined;
  /** The way into the Feed, or out of the last step. */
  readonly last: Edge | undefined;
}

/** Every way from a column. A step behind which two ways go is on both. */
export function chainsOf({ preparation }: Data): readonly ChainOfNodes[] {
  return preparation.nodes
    .filter(({ kind }) => kind === 'Source')
    .map((source) => {
      const steps: Node[] = [];
      let last: Edge | undefined;
      for (let at = source; steps.length <= preparation.nodes.length; ) {
        const edge = edgesFrom(preparation, at.id)[0];
        const next = edge && nodeById(preparation, edge.target);
        if (!next) return { source, steps, feed: undefined, last };
        last = edge;
        if (next.kind === 'Feed') return { source, steps, feed: next, last };
        steps.push(next);
        at = next;
      }
      return { source, steps, feed: undefined, last };
    });
}

/** Steps that stand alone and hold for the whole data set. */
export function aloneSteps({ preparation }: Data): readonly Node[] {
  return preparation.nodes.filter(({ kind }) => isAlone(kind));
}

const isAlone = (kind: string): boolean => {
  const definition = preparationByKind.get(kind);
  return definition?.inputs.max === 0 && definition.outputs.max === 0;
};

/** Puts a step into an edge. The same document where it cannot stand there. */
export function insertStep(document: Document, kind: string, edge: Edge): Document {
  const id = idForNode(document, PREPARATION, kind);
  const added = addNode(document, PREPARATION, { kind, id, position: placeBefore(document, edge) });
  return insertOnEdge(added, PREPARATION, edge, { id });
}

function placeBefore({ data }: Document, { target }: Edge): Node['position'] {
  const at = data && nodeById(data.preparation, target)?.position;
  return at ? { x: at.x - 120, y: at.y + 80 } : { x: 0, y: 0 };
}

export function addAlone(document: Document, kind: string): Document {
  if (document.data?.preparation.nodes.some((node) => node.kind === kind)) return document;
  return addNode(document, PREPARATION, { kind, position: { x: 0, y: -120 } });
}

export function deleteStep(document: Document, id: string): Document {
  return removeNodes(document, PREPARATION, [id], { reconnect: true });
}

/** Kinds that can stand on this edge without a problem of the preparation that is not there already. */
export function fittingKinds(data: Data, spec: DatasetSpec, edge: Edge): readonly string[] {
  // No network has a say in it.
  const alone: Document = { format: 'netloom', version: 1, name: '', networks: {}, data };
  const problems = (preparation: Data): number =>
    inferPreparation(preparation, spec).problems.length;
  const now = problems(data);
  return preparations
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'Source' && kind !== 'Feed' && !isAlone(kind))
    .filter((kind) => problems(insertStep(alone, kind, edge).data ?? data) <= now);
}

/** Kinds that stand alone and are not there yet. */
export function aloneKinds(data: Data): readonly string[] {
  const there = new Set(data.preparation.nodes.map(({ kind }) => kind));
  return preparations.map(({ kind }) => kind).filter((kind) => isAlone(kind) && !there.has(kind));
}
