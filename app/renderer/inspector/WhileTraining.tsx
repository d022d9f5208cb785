/** What training does to a node's weights: gradient norm, inactive units, size of the last update, broken values. */
import type { ReactNode } from 'react';
import { layerByKind } from '../../../src/compiler/layers/all';
import type { Node } from '../../../src/graph/document';
import { Chip } from '../controls/Chip';
import { useWords } from '../i18n/index';
import { series, useRun } from '../stores/run';
import { type Health, healthOf } from './health';
import styles from './inspector.module.css';
import { Section } from './Section';
import { Sparkline } from './Sparkline';

export function WhileTraining({ node, probe }: { readonly node: Node; readonly probe: string }) {
  const t = useWords();
  // The series are appended in place; their version says when
  useRun((run) => run.seriesVersion);
  const probes = useRun((run) => run.probes.get(probe));
  const health = healthOf(probe, series.histograms, probes);
  if (!health || (health.gradientNorm === null && health.ratio === null)) return null;
  const hasFilters = layerByKind(node.kind)?.params.filters !== undefined;
  return (
    <Section title={t('panels.whileTraining')} aside={<Verdict health={health} />}>
      <dl className={styles.facts}>
        {health.gradientNorm !== null && (
          <Fact name={t('panels.gradientNorm')}>
            <Sparkline values={health.gradientNorms} />
            {short(health.gradientNorm)}
          </Fact>
        )}
        {health.inactive && (
          <Fact name={t(hasFilters ? 'panels.inactiveFilters' : 'panels.inactiveUnits')}>
            {health.inactive.count} / {health.inactive.of}
          </Fact>
        )}
        {health.ratio !== null && <Fact name={t('panels.updateRatio')}>{short(health.ratio)}</Fact>}
        {health.broken > 0 && <Fact name={t('panels.nonFinite')}>{health.broken}</Fact>}
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

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function short(value: number): string {
  if (value !== 0 && (Math.abs(value) < 0.01 || Math.abs(value) >= 1e4)) {
    return value.toExponential(1).replace('e-', 'e−').replace('e+', 'e');
  }
  return value.toPrecision(3);
}
