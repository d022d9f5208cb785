/** What a card says of a template, derived from its document and from runs on this machine; nothing is made up. */

import { datasetOf } from '../../../src/compiler/dataset-of';
import { type Document, MAIN } from '../../../src/graph/document';
import type { BackendId } from '../../../src/runtime/protocol';
import { formatMeasured } from '../controls/format';
import type { Key, Translate } from '../i18n';
import { templateDoc, templateName } from '../i18n/names';
import type { Template } from '../persistence/templates';
import { factsOf } from '../stores/facts';
import { world } from '../stores/world';
import { compileKey } from '../training/compile-key';
import { baseMetric, isShare, metricName, metricText } from '../training/metric-words';
import { timeText } from '../training/run-words';
import { knownSpeed } from '../training/speeds';

export function templateText(t: Translate, { id, document }: Template): string {
  return templateDoc(t, id, document.about?.description ?? '');
}

export function familyName(t: Translate, family: string): string {
  const key = `gallery.${family}` as Key; // made of data; i18next gives back a key that it does not know
  const found = t(key);
  return found === key ? family : found;
}

/** Families as the gallery lists them, the easiest to see first. */
export const families: readonly string[] = [
  'Images',
  'Transfer',
  'Tables',
  'Text',
  'Series',
  'Plane',
  'Generative',
  'Memory',
  'Architectures',
];

/** Templates by family; within one the first template first, then the smaller network. */
export function inOrder(templates: readonly Template[]): readonly Template[] {
  const [first, ...rest] = templates;
  const place = ({ document }: Template) => {
    const at = families.indexOf(familyOf(document));
    return at < 0 ? families.length : at;
  };
  const size = ({ document }: Template) =>
    Object.values(document.networks).reduce((sum, { nodes }) => sum + nodes.length, 0);
  rest.sort((a, b) => place(a) - place(b) || size(a) - size(b));
  return first ? [first, ...rest] : [];
}

export function familyOf(document: Document): string {
  return document.about?.family ?? '';
}

/** Of the networks that are trained, else of `main`; a block counts where it is placed. */
export function totalsOf(document: Document): {
  readonly parameters: number;
  readonly macs: number;
} {
  const trained = document.training?.phases.flatMap((p) => Object.values(p.networks)) ?? [MAIN];
  const facts = factsOf(document);
  const totals = { parameters: 0, macs: 0 };
  for (const name of new Set(trained)) {
    totals.parameters += facts.get(name)?.totals.parameters ?? 0;
    totals.macs += facts.get(name)?.totals.macs ?? 0;
  }
  return totals;
}

export function expectation(t: Translate, document: Document): string | null {
  const expects = document.about?.expects;
  if (!expects) return null;
  const { metric, threshold } = expects;
  const value = metricText(metric, threshold);
  if (isShare(metric)) {
    const epochs = document.training?.phases.reduce((sum, phase) => sum + phase.epochs, 0) ?? 0;
    return t('gallery.accuracyAfter', { value: value.replace(/\.?0+%$/, '%'), epochs });
  }
  if (/modes/i.test(metric)) {
    const total = columnClasses(document);
    return t('gallery.modesAfter', { value: threshold, total });
  }
  if (baseMetric(metric) === 'loss') {
    return t('gallery.errorAfter', { value: formatMeasured(threshold) });
  }
  return t('gallery.valueAfter', {
    metric: metricName(t, metric),
    value: formatMeasured(threshold),
  });
}

function columnClasses(document: Document): number {
  const spec = datasetOf(document.data, world);
  return spec?.columns.target?.classes?.length ?? 0;
}

/** Only where this machine has trained this template; `null` otherwise. */
export function timeOf(
  t: Translate,
  document: Document,
  backend: BackendId | undefined,
): string | null {
  const speed = knownSpeed(compileKey(document), backend);
  const spec = datasetOf(document.data, world);
  const { data, training } = document;
  if (!speed || !spec || !data || !training) return null;
  const share = data.validation === 'test' ? 1 : 1 - data.validation;
  const epochs = training.phases.reduce((sum, phase) => sum + phase.epochs, 0);
  return timeText(t, (spec.samples.train * share * epochs) / speed);
}

/** Names, texts in both languages of the screen, and the kinds of its layers. */
export function searchText(t: Translate, template: Template): string {
  const kinds = Object.values(template.document.networks).flatMap(({ nodes }) =>
    nodes.map((node) => node.kind),
  );
  const { document, id } = template;
  const { description = '', paper = '' } = document.about ?? {};
  const own = [document.name, description, paper, familyOf(document), id];
  const words = [templateName(t, id), templateText(t, template), ...own, ...new Set(kinds)];
  return words.join(' ').toLowerCase();
}
