/** A sample, what the machine remembers of it, and the filters it has learned. */
import { useEffect, useMemo } from 'react';
import { useWords } from '../i18n';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { useView } from '../stores/view';
import { lossText } from '../training/format';
import { PixelView } from '../training/PixelView';
import { useSample } from '../training/use-worker';
import { runClient } from '../worker-client';
import { usePreparedAnswer } from './asked';
import { SamplePicker } from './SamplePicker';
import { FirstInput, inputsOf } from './TryDigit';
import styles from './TryIt.module.css';

const FILTERS = 32;

export function TryReconstruction() {
  const t = useWords();
  const index = useView((view) => view.sample);
  const sample = useSample('validation', index).value;
  const answer = usePreparedAnswer(inputsOf(sample));
  const input = sample ? Object.values(sample.inputs)[0] : undefined;
  const output = answer.value ? Object.values(answer.value)[0] : undefined;
  return (
    <>
      <section className={styles.column} aria-label={t('training.original')}>
        <h3>{t('training.original')}</h3>
        {sample && <FirstInput sample={sample} label={t('training.original')} />}
        <SamplePicker />
      </section>
      <section className={styles.column} aria-label={t('training.reconstruction')}>
        <h3>{t('training.reconstruction')}</h3>
        {output && input && (
          <>
            <PixelView
              values={output}
              shape={input.shape}
              size={168}
              label={t('training.reconstruction')}
            />
            <p className={styles.where}>
              {t('training.difference')} <b>{lossText(meanSquare(input.values, output))}</b>
            </p>
          </>
        )}
      </section>
      <Filters size={input?.values.length ?? 0} />
    </>
  );
}

function meanSquare(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - (b[i] ?? 0)) ** 2;
  return a.length > 0 ? sum / a.length : 0;
}

/** Columns of the first kernel as pictures: what each hidden unit looks for. */
function Filters({ size }: { readonly size: number }) {
  const t = useWords();
  const node = useDocument(({ document }) =>
    Object.values(document.networks)[0]?.nodes.find(({ kind }) => kind === 'Dense'),
  );
  const id = node?.id;
  const canvasWatches = useView((view) => view.faces);
  const kernel = useRun((run) =>
    id === undefined
      ? undefined
      : run.probes.get(id)?.find((p) => p.of === 'weight' && p.weight === 'kernel'),
  );
  useEffect(() => {
    if (id === undefined) return;
    runClient.watch({ probes: 'weights', nodes: [id] });
    return () => runClient.watch({ probes: canvasWatches });
  }, [id, canvasWatches]);
  const filters = useMemo(() => {
    if (!kernel || size === 0) return [];
    const units = kernel.shape.at(-1) ?? 1;
    const shown = Math.min(FILTERS, units);
    return Array.from({ length: shown }, (_, unit) =>
      Float32Array.from({ length: size }, (_, i) => kernel.values[i * units + unit] ?? 0),
    );
  }, [kernel, size]);
  const most = useMemo(
    () => filters.reduce((m, f) => f.reduce((a, v) => Math.max(a, Math.abs(v)), m), 0),
    [filters],
  );
  return (
    <section className={styles.filters} aria-label={t('training.filters')}>
      <h3>{t('training.filters')}</h3>
      <div>
        {filters.map((filter, i) => (
          <PixelView
            key={i}
            values={filter}
            shape={[size]}
            size={46}
            signed
            range={[-most, most]}
            label={`${t('training.filters')} ${i + 1}`}
          />
        ))}
      </div>
    </section>
  );
}
