import type { Translate } from '../../i18n';
import type { Curve } from '../chart-data';
import { metricName } from '../metric-words';

/** What a legend calls a curve: its part of the data, or its player where a chart has two. */
export function curveName(t: Translate, curve: Curve): string {
  if (curve.role === 'validation') return t('training.validationSeries');
  if (curve.role === 'earlier') return curve.name ?? t('training.earlierSeries');
  return /.Loss$/.test(curve.metric) ? metricName(t, curve.metric) : t('training.trainSeries');
}
