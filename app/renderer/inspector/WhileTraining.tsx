/** What training does to a node's weights: gradient norm, size of the last update, spread, dead values. */
import type { Node } from '../../../src/graph/document';
import { Chip } from '../controls/Chip';
import { useWords } from '../i18n/index';
import { type HistogramRow, series, useRun } from '../stores/run';
import styles from './inspector.module.css';
import { Section } from './Section';

interface Health {
  readonly gradientNorm: number | null;
  /** Learning rate times gradient norm over weight norm: about 10⁻³ is healthy for plain descent. */
  readonly ratio: number | null;
  readonly sigma: number | null;
  readonly broken: number;
}

export function WhileTraining({ node }: { readonly node: Node }) {
  const t = useWords();
  useRun((run) => run.seriesVersion);
  const learningRate = useRun((run) => run.telemetry?.learningRate);
  const health = healthOf(node.id, learningRate);
  if (!health) return null;
  return (
    <Section title={t('panels.whileTraining')}>
      <div style={{ float: 'right', marginTop: -32 }}>
        <Verdict health={health} />
      </div>
      <dl className={styles.facts}>
        {health.gradientNorm !== null && (
          <Fact name={t('panels.gradientNorm')} value={short(health.gradientNorm)} />
        )}
        {health.ratio !== null && (
          <Fact name={t('panels.updateRatio')} value={short(health.ratio)} />
        )}
        {health.sigma !== null && <Fact name={t('panels.spread')} value={short(health.sigma)} />}
        {health.broken > 0 && <Fact name={t('panels.nonFinite')} value={String(health.broken)} />}
      </dl>
    </Section>
  );
}

function Verdict({ health }: { readonly health: Health }) {
  const t = useWords();
  if (health.broken > 0) return <Chip tone="bad">{t('panels.notFinite')}</Chip>;
  if (health.gradientNorm === null) return null;
  if (health.gradientNorm < 1e-7) return <Chip tone="warn">{t('panels.vanishing')}</Chip>;
  if (health.gradientNorm > 1e3) return <Chip tone="warn">{t('panels.exploding')}</Chip>;
  return <Chip tone="ok">{t('panels.healthy')}</Chip>;
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Read from the last histograms of the node's own weights; `null` before there are any. */
function healthOf(id: string, learningRate: number | undefined): Health | null {
  let gradient = 0;
  let weight = 0;
  let sigma: number | null = null;
  let broken = 0;
  let seen = 0;
  let hasGradient = false;
  for (const [key, rows] of series.histograms) {
    if (!key.startsWith(`${id}.`)) continue;
    const last: HistogramRow | undefined = rows.at(-1);
    if (!last) continue;
    seen += 1;
    const { norm, nans, infinities, of } = last.histogram;
    broken += nans + infinities;
    if (of === 'gradient') {
      gradient += norm ** 2;
      hasGradient = true;
    } else {
      weight += norm ** 2;
      sigma ??= last.histogram.sigma;
    }
  }
  if (seen === 0) return null;
  const gradientNorm = hasGradient ? Math.sqrt(gradient) : null;
  const ratio =
    gradientNorm !== null && learningRate !== undefined && weight > 0
      ? (learningRate * gradientNorm) / Math.sqrt(weight)
      : null;
  return { gradientNorm, ratio, sigma, broken };
}

function short(value: number): string {
  if (value !== 0 && (Math.abs(value) < 0.01 || Math.abs(value) >= 1e4)) {
    return value.toExponential(1).replace('e-', 'e−').replace('e+', 'e');
  }
  return value.toPrecision(3);
}
