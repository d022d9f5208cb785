import { Check, X } from 'lucide-react';
import { formatMeasured } from '../../controls/format';
import { useWords } from '../../i18n';
import styles from './faces.module.css';
import { className, largest, useActivation, useSample } from './probes';

/** The network's answer to the shown sample beside the target: class and probability, or the value. */
export function Answer({ node }: { readonly node: string }) {
  const t = useWords();
  const probe = useActivation(node);
  const target = useSample()?.targets[node];
  if (!probe) return <div className={styles.answer} />;
  const { values } = probe;
  if (!isDistribution(values)) {
    return (
      <div className={styles.answer} data-long>
        <strong>{numbers(values)}</strong>
        {target && <span>{t('canvas.targetIs', { name: formatMeasured(target[0] ?? 0) })}</span>}
      </div>
    );
  }
  const top = largest(values);
  const right = target && (target.length === 1 ? target[0] : largest(target));
  const name = className(node, top);
  return (
    <div className={styles.answer} data-long={name.length > 3 || undefined}>
      <strong title={name}>{name}</strong>
      <span>
        {right !== undefined && (
          <span className={styles.verdict} data-correct={right === top || undefined}>
            {right === top ? <Check size={13} aria-hidden /> : <X size={13} aria-hidden />}
            {right === top ? t('canvas.correct') : t('canvas.wrong')}
          </span>
        )}
        <span>{t('canvas.probability', { value: (values[top] ?? 0).toFixed(4) })}</span>
      </span>
    </div>
  );
}

/** Probabilities of several classes, as against numbers that mean themselves. */
function isDistribution(values: Float32Array): boolean {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.length > 1 && values.every((value) => value >= 0) && Math.abs(sum - 1) < 1e-2;
}

/** The first numbers, as many as the card has room for. */
function numbers(values: Float32Array): string {
  const short = (value: number) => formatMeasured(Number(value.toPrecision(2)));
  const shown = Array.from(values.subarray(0, 3), values.length === 1 ? formatMeasured : short);
  return `${shown.join('  ')}${values.length > 3 ? ' …' : ''}`;
}
