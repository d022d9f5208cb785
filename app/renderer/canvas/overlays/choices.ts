/** What the small windows list: layers that fit an edge's end, inputs that take it, edges of a node. */
import type { Network } from '../../../../src/graph/document';
import { edgeId, NETWORK_KIND } from '../../../../src/graph/document';
import { addNode } from '../../../../src/graph/edits/nodes';
import { edgesFrom, edgesInto, nodeById, order } from '../../../../src/graph/topology';
import type { Translate } from '../../i18n';
import { kindName } from '../../i18n/names';
import { documentStore } from '../../stores/document';
import { layerOf } from '../language';
import { inputHandles, outputHandles } from '../ports';
import { type End, edgeBetween, judge } from '../wiring/judge';
import type { Choice } from './Picker';

export interface TargetChoice extends Choice {
  readonly output?: string;
}

/** Every kind, or those that fit where an edge was dropped; mendable ones say by what. */
export function layerChoices(
  t: Translate,
  kinds: readonly string[],
  network: string,
  from: End | null,
): readonly Choice[] {
  const choices = kinds
    .filter((kind) => kind !== NETWORK_KIND)
    .map((kind): Choice => {
      const group = layerOf(kind)?.group ?? 'Unknown';
      return { id: kind, label: kindName(t, kind), also: kind, icon: { group, kind } };
    });
  if (!from) return choices;
  return choices.flatMap((choice): Choice[] => {
    const answer = tryLayer(choice.id, network, from);
    if (answer === null || answer.verdict === 'refused') return [];
    return [answer.reason === '' ? choice : { ...choice, note: answer.reason }];
  });
}

function tryLayer(kind: string, network: string, from: End) {
  const { document } = documentStore().getState();
  const id = 'candidate_layer';
  const added = addNode(document, network, { kind, id, position: { x: 0, y: 0 } });
  const host = added.networks[network];
  const node = host && nodeById(host, id);
  if (!host || !node) return null;
  const handles =
    from.side === 'source' ? inputHandles(added, host, node) : outputHandles(added, node, host);
  const [handle] = handles;
  if (!handle) return null;
  const side = from.side === 'source' ? ('target' as const) : ('source' as const);
  const edge = edgeBetween(added, network, from, { node: id, handle: handle.id, side });
  return edge && judge(added, network, edge, { repairs: true });
}

/** Inputs of the other nodes: those that take the edge first and numbered, the others with their reason. */
export function targetChoices(
  t: Translate,
  name: string,
  network: Network,
  source: string,
): readonly TargetChoice[] {
  const { document } = documentStore().getState();
  const node = nodeById(network, source);
  const [output] = node ? outputHandles(document, node, network) : [];
  if (!output) return [];
  const from: End = { node: source, handle: output.id, side: 'source' };
  const sorted = order(network);
  const ids = [
    ...sorted,
    ...network.nodes.map(({ id }) => id).filter((id) => !sorted.includes(id)),
  ];
  const choices = ids.flatMap((id): TargetChoice[] => {
    const target = nodeById(network, id);
    if (!target || id === source) return [];
    const handles = inputHandles(document, network, target);
    // A merge has a free input for the next edge; only that one is offered.
    const open = handles.filter(({ free }) => free);
    return (open.length > 0 ? open.slice(0, 1) : handles.slice(0, 1)).flatMap((handle) => {
      const edge = edgeBetween(document, name, from, {
        node: id,
        handle: handle.id,
        side: 'target',
      });
      if (!edge) return [];
      const { verdict, reason } = judge(document, name, edge, { repairs: true });
      const title = kindName(t, target.kind);
      return [
        {
          id: `${id} ${handle.id}`,
          label: target.label ?? id,
          also: `${title} ${target.kind}`,
          icon: { group: layerOf(target.kind)?.group ?? 'Unknown', kind: target.kind },
          note: reason === '' ? title : reason,
          disabled: verdict === 'refused',
          output: output.port,
        },
      ];
    });
  });
  return [...choices.filter((c) => !c.disabled), ...choices.filter((c) => c.disabled)];
}

/** The edges that end or start at a node. */
export function edgeChoices(
  _t: Translate,
  network: Network,
  node: string,
): readonly TargetChoice[] {
  return [...edgesInto(network, node), ...edgesFrom(network, node)].map((edge) => ({
    id: edgeId(edge),
    label: `${edge.source} → ${edge.target}`,
  }));
}
