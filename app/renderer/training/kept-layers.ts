/** Which layers keep their weights when training goes on with an edited document: those whose weights keep their shapes. */
import type { NodeFacts } from '../../../src/compiler/facts';
import type { Document } from '../../../src/graph/document';
import { factsOf } from '../stores/facts';

/** Counts layers of `now` that have weights; `kept` of them had the same weights, by id, shape and name, in `before`. */
export function keptLayers(
  before: Document,
  now: Document,
): { readonly kept: number; readonly total: number } {
  const old = factsOf(before);
  let kept = 0;
  let total = 0;
  for (const [name, facts] of factsOf(now)) {
    for (const [id, node] of facts.nodes) {
      if (node.weights.length === 0) continue;
      total += 1;
      if (signature(old.get(name)?.nodes.get(id)) === signature(node)) kept += 1;
    }
  }
  return { kept, total };
}

function signature(node: NodeFacts | undefined): string {
  return (node?.weights ?? []).map(({ name, shape }) => `${name}:${shape.join('×')}`).join(' ');
}
