/** A sample, what the machine remembers of it, and the filters it has learned. */
import { useMemo } from 'react';
import type { Document } from '../../../src/graph/document';
import { readSafetensors } from '../../../src/runtime/containers/safetensors';
import { useWords } from '../i18n';
import { useDocument } from '../stores/document';
import { useView } from '../stores/view';
import { lossText } from '../training/format';
import { PixelView } from '../training/PixelView';
import { useAnswer, useModelPulse, useSample } from '../training/use-worker';
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

/** `main.hidden`: the first fully connected layer, whose kernel reads the sample. */
function firstDense(document: Document): string | undefined {
  const [name, network] = Object.entries(document.networks)[0] ?? [];
  const node = network?.nodes.find(({ kind }) => kind === 'Dense');
  return node && `${name}.${node.id}`;
}

/** Columns of the first kernel as pictures: what each hidden unit looks for. */
function Filters({ size }: { readonly size: number }) {
  const t = useWords();
  const first = useDocument(({ document }) => firstDense(document));
  const pulse = useModelPulse();
  const file = useAnswer(first === undefined ? null : () => runClient.saveWeights(), [
    first,
    pulse,
  ]);
  const filters = useMemo(() => {
    if (!file.value || size === 0) return [];
    const kernel = readSafetensors(new Uint8Array(file.value)).tensors.get(`${first}.kernel`);
    if (!kernel) return [];
    const units = kernel.shape.at(-1) ?? 1;
    return Array.from({ length: Math.min(FILTERS, units) }, (_, unit) =>
      Float32Array.from({ length: size }, (_, i) => kernel.values[i * units + unit] ?? 0),
    );
  }, [file.value, first, size]);
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
