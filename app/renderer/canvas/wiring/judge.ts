/** What the document would say to an edge: it fits, a repair mends it, or it is refused and why. */
import { canConnect } from '../../../../src/compiler/connect';
import { portsOf } from '../../../../src/compiler/ports';
import type { Document, Network, Node } from '../../../../src/graph/document';
import type { NewEdge } from '../../../../src/graph/edits/edges';
import { networkOf } from '../../../../src/graph/network';
import { edgesInto, nodeById, nodesById } from '../../../../src/graph/topology';
import { words } from '../../i18n';
import { problemMessage, repairWords } from '../../problems/wording';
import { world } from '../../stores/world';
import { inputHandles, outputHandles, parseTarget } from '../ports';
import { type Answer, answerKey, type WiringState } from './wiring-store';

export interface End {
  readonly node: string;
  readonly handle: string;
  readonly side: 'source' | 'target';
}

function takesOne(document: Document, host: Network, node: Node, port: string): boolean {
  const ports = portsOf(document, node, host.parameters ?? {});
  return ports?.inputs.find((input) => input.port === port)?.max === 1;
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
  const single = takesOne(document, host, node, port);
  const used = edgesInto(host, target.node).filter((edge) => edge.input === port).length;
  return {
    source: source.node,
    output: source.handle,
    target: target.node,
    input: port,
    ...(single ? { replace: true } : index < used ? { index } : {}),
  };
}

/** What the compiler says to an edge. With `repairs` a mendable one names its repair, which takes longer. */
export function judge(
  document: Document,
  network: string,
  edge: NewEdge,
  { delayed = false, repairs = false } = {},
): Answer {
  const candidate = delayed ? { ...edge, delay: 1 } : edge;
  const result = canConnect(document, network, candidate, repairs ? world : undefined);
  if (result.verdict === 'ok') return { verdict: 'fits', reason: '' };
  if (result.verdict === 'refused') {
    // The input that an edge is on already takes it again: nothing would change.
    if (result.code === 'same-edge') return { verdict: 'refused', reason: '' };
    return { verdict: 'refused', reason: words(`canvas.refused-${result.code}`, result.values) };
  }
  const [repair] = result.problem.repairs;
  const reason = repair
    ? words('canvas.mend', { repair: repairWords(repair).title })
    : problemMessage(result.problem);
  return { verdict: 'mendable', reason };
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
      const answer = judge(document, network, edge, { delayed });
      answers.set(answerKey(id, handle), answer);
      if (answer.verdict !== 'refused') takers.add(id);
    }
  }
  return { from, answers, takers, delayed, clicked: false, refusal: '' };
}
