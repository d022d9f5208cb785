/** What the guide would do, in words, from the document before and after: nothing is said that the edit does not do. */
import type { Document, Network, Phase } from '../../../src/graph/document';
import { isConfig } from '../../../src/graph/json';
import { OUTPUT_KIND } from '../../../src/graph/network';
import { depthOf, stillNodes } from '../../../src/graph/still';
import { edgesInto } from '../../../src/graph/topology';
import { formatValue } from '../controls/format';
import type { Translate } from '../i18n/index';
import { kindName, thingName } from '../i18n/names';

export interface Change {
  readonly before: Document;
  readonly after: Document;
  /** Name of the network that the backbone is placed in, and of its own. */
  readonly host: string;
  readonly backbone: string;
}

export function planLines(t: Translate, change: Change): readonly string[] {
  const { phases = [] } = change.after.training ?? {};
  return [
    ...backboneLines(t, change),
    ...newLines(t, change),
    ...phases.map((phase, i) => phaseLine(t, phase, i + 1)),
  ];
}

function backboneLines(t: Translate, { before, after, backbone }: Change): string[] {
  const [old, now] = [before.networks[backbone], after.networks[backbone]];
  if (!old || !now) return [];
  const lines: string[] = [];
  if (now.nodes.length < old.nodes.length) lines.push(t('transfer.planCut', { id: lastOf(now) }));
  if (old.weights && !now.weights) lines.push(t('transfer.planScratch'));
  const total = depthOf(after, backbone).length;
  const count = stillNodes(after, backbone).size;
  lines.push(count === 0 ? t('transfer.planFree') : t('transfer.stillLayers', { count, total }));
  return lines;
}

const lastOf = (network: Network): string => {
  const output = network.nodes.find(({ kind }) => kind === OUTPUT_KIND);
  return (output && edgesInto(network, output.id)[0]?.source) ?? '';
};

function newLines(t: Translate, { before, after, host }: Change): string[] {
  const fresh = (old: Network | undefined, now: Network | undefined) => {
    const known = new Set(old?.nodes.map(({ id }) => id));
    return (now?.nodes ?? []).filter(({ id }) => !known.has(id)).map(({ kind }) => kind);
  };
  const layers = fresh(before.networks[host], after.networks[host]);
  const steps = fresh(before.data?.preparation, after.data?.preparation).filter(
    (kind) => kind !== 'Source' && kind !== 'Feed',
  );
  const list = (names: readonly string[]) => names.join(t('transfer.comma'));
  const kinds = list(layers.map((kind) => kindName(t, kind)));
  const preparation = list(steps.map((kind) => thingName(t, 'step', kind)));
  return [
    ...(layers.length > 0 ? [t('transfer.planLayers', { kinds })] : []),
    ...(steps.length > 0 ? [t('transfer.planSteps', { steps: preparation })] : []),
  ];
}

function phaseLine(t: Translate, { frozen, epochs, config }: Phase, number: number): string {
  const { optimizer } = config;
  const rate = isConfig(optimizer) ? formatValue(optimizer.learningRate) : '';
  const values = { number, epochs, rate };
  return t(frozen && frozen.length > 0 ? 'transfer.planHead' : 'transfer.planAll', values);
}
