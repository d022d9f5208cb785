/** Names of metrics and losses for people; a metric that nobody has named yet shows its own name. */
import type { Key, Translate } from '../i18n';
import { lossText, percent } from './format';

const names: Readonly<Record<string, Key>> = {
  loss: 'training.loss',
  accuracy: 'training.accuracy',
  top3Accuracy: 'training.top3Accuracy',
  top5Accuracy: 'training.top5Accuracy',
  f1Score: 'training.f1Score',
  modes: 'training.modes',
  reconstructionError: 'training.reconstructionError',
  meanAbsoluteError: 'training.meanAbsoluteError',
  meanSquaredError: 'training.meanSquaredError',
  rootMeanSquaredError: 'training.rootMeanSquaredError',
  generatorLoss: 'training.generatorLoss',
  discriminatorLoss: 'training.discriminatorLoss',
};

/** Longest first: a root mean squared error is not the mean squared error of an output called root. */
const byLength = Object.entries(names).sort(([a], [b]) => b.length - a.length);

/** `valAccuracy` → `accuracy`. */
export function baseMetric(metric: string): string {
  const rest = /^val([A-Z].*)$/.exec(metric)?.[1];
  return rest === undefined ? metric : rest[0]!.toLowerCase() + rest.slice(1);
}

/** `accuracy` → `valAccuracy`. */
export function validationMetric(metric: string): string {
  return `val${capital(metric)}`;
}

/** `accuracy` → Accuracy; `digitAccuracy`, where there are several outputs, → digit · Accuracy. */
export function metricName(t: Translate, metric: string): string {
  const base = baseMetric(metric);
  const key = names[base];
  if (key) return t(key);
  const own = byLength.find(([name]) => base.endsWith(capital(name)));
  return own ? `${base.slice(0, -own[0].length)} · ${t(own[1])}` : base;
}

const capital = (name: string): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;

/** In a sentence: lower case where the language has one. */
export function metricInText(t: Translate, metric: string): string {
  const name = metricName(t, metric);
  return names[baseMetric(metric)] ? name.toLowerCase() : name;
}

export function isShare(metric: string): boolean {
  return /accuracy$/i.test(metric);
}

/** `98.60%` for accuracies, four digits for the rest. */
export function metricText(metric: string, value: number): string {
  if (isShare(metric)) return percent(value);
  return Number.isInteger(value) && /modes/i.test(metric) ? String(value) : lossText(value);
}
