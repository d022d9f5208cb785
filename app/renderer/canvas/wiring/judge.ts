/** What the document would say to an edge: it fits, a repair mends it, or it is refused and why. */
import type { Problem } from '../../../../src/compiler/problem';
import type { Document } from '../../../../src/graph/document';
import { connect, type NewEdge } from '../../../../src/graph/edits/edges';
import { networkOf } from '../../../../src/graph/network';
import { edgesInto, nodeById, nodesById, wouldCycle } from '../../../../src/graph/topology';
import { words } from '../../i18n';
import { factsOf } from '../../stores/facts';
import { layerOf } from '../language';
import { inputHandles, outputHandles, parseTarget } from '../ports';
import { type Answer, answerKey, type WiringState } from './wiring-store';

export interface End {
  readonly node: string;
  readonly handle: string;
  readonly side: 'source' | 'target';
}

/** The edge between an output and an input; an input that takes one edge gives up the one that it has. */
export function edgeBetween(
  document: Document,
  network: string,
  from: End,
  to: End,
): NewEdge | null {
  const source = from.side === 'source' ? from : to;
  const target = from.side === 'source' ? to : from;
  if (source.side !== 'source' || target.side !== 'target') return null;
  const host = networkOf(document, network);
  const node = host && nodeById(host, target.node);
  if (!host || !node) return null;
  const { port, index } = parseTarget(target.handle);
  const single = node.kind === 'Network' || (layerOf(node.kind)?.inputs.max ?? Infinity) === 1;
  const used = edgesInto(host, target.node).filter((edge) => edge.input === port).length;
  return {
    source: source.node,
    output: source.handle,
    target: target.node,
    input: port,
    ...(single ? { replace: true } : index < used ? { index } : {}),
  };
}

/** Judges one edge by making it: problems that it adds are mendable where they bring a repair. */
export function judge(document: Document, network: string, edge: NewEdge, delayed = false): Answer {
  const host = networkOf(document, network);
  if (!host) return { verdict: 'refused', reason: '' };
  if (!delayed && wouldCycle(host, edge.source, edge.target)) {
    return { verdict: 'refused', reason: words('canvas.cycleHint') };
  }
  const next = connect(document, network, delayed ? { ...edge, delay: 1 } : edge);
  if (next === document) return { verdict: 'refused', reason: '' };
  const problem = newProblem(document, next, network, edge.target);
  if (!problem) return { verdict: 'fits', reason: '' };
  const [repair] = problem.repairs;
  if (!repair) return { verdict: 'refused', reason: problem.message };
  return { verdict: 'mendable', reason: words('canvas.mend', { repair: repair.title }) };
}

/** The first error of the target that was not there before. Errors before it in the graph do not count against it. */
function newProblem(
  before: Document,
  after: Document,
  network: string,
  node: string,
): Problem | undefined {
  const errors = (document: Document) =>
    (factsOf(document).get(network)?.nodes.get(node)?.problems ?? []).filter(
      ({ severity }) => severity === 'error',
    );
  const known = new Set(errors(before).map(({ message }) => message));
  return errors(after).find(({ message }) => !known.has(message));
}

/** Every handle on the other side and what it says. */
export function judgeAll(
  document: Document,
  network: string,
  from: End,
  delayed: boolean,
): WiringState {
  const answers = new Map<string, Answer>();
  const takers = new Set([from.node]);
  const host = networkOf(document, network);
  for (const [id, node] of host ? nodesById(host) : []) {
    if (!host) break;
    const handles =
      from.side === 'source'
        ? inputHandles(document, host, node)
        : outputHandles(document, node, host);
    for (const { id: handle } of handles) {
      const side = from.side === 'source' ? 'target' : 'source';
      const edge = edgeBetween(document, network, from, { node: id, handle, side });
      if (!edge) continue;
      const answer = judge(document, network, edge, delayed);
      answers.set(answerKey(id, handle), answer);
      if (answer.verdict !== 'refused') takers.add(id);
    }
  }
  return { from, answers, takers, delayed };
}
