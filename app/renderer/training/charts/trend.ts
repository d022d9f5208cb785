/** A chart in one sentence, for who cannot see it. */
import type { Translate } from '../../i18n';
import type { Curve, RunPoint } from '../chart-data';
import { isShare, metricText } from '../metric-words';

export function trend(t: Translate, name: string, curves: readonly Curve[]): string {
  const sentences = curves.flatMap((curve) => {
    if (curve.role === 'validation') return validation(t, curve);
    const [first, last] = [curve.points[0], curve.points.at(-1)];
    return first && last ? [moves(t, name, curve.metric, [first.y, last.y])] : [];
  });
  return sentences.length > 0 ? sentences.join(' ') : t('training.trendNone', { name });
}

function moves(
  t: Translate,
  name: string,
  metric: string,
  [from, to]: readonly [number, number],
): string {
  const values = { name, from: metricText(metric, from), to: metricText(metric, to) };
  const level = Math.abs(to - from) <= 0.02 * Math.max(Math.abs(from), Math.abs(to));
  if (level) return t('training.trendLevel', values);
  return t(to < from ? 'training.trendFalls' : 'training.trendRises', values);
}

function validation(t: Translate, curve: Curve): string[] {
  const last = curve.points.at(-1);
  if (!last) return [];
  const better = (a: RunPoint, b: RunPoint) => (isShare(curve.metric) ? b.y > a.y : b.y < a.y);
  const best = curve.points.reduce((a, b) => (better(a, b) ? b : a));
  return [
    t('training.trendValidation', {
      value: metricText(curve.metric, last.y),
      epoch: last.epoch,
      best: metricText(curve.metric, best.y),
      bestEpoch: best.epoch,
    }),
  ];
}
