/** How many nodes an edit deleted. Pure: what the toast says is told by two documents. */
import type { Document } from '../../../src/graph/document';

const nodesOf = (document: Document): number =>
  Object.values(document.networks).reduce((sum, { nodes }) => sum + nodes.length, 0);

/** 0 for an edit that only moves nodes into a block, out of it or adds some. */
export function deletedNodes(before: Document, after: Document): number {
  const names = Object.keys(before.networks);
  const same =
    names.length === Object.keys(after.networks).length &&
    names.every((name) => Object.hasOwn(after.networks, name));
  return same ? Math.max(0, nodesOf(before) - nodesOf(after)) : 0;
}
