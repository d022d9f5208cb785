import { Check, X } from 'lucide-react';
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
  if (values.length === 1) {
    return (
      <div className={styles.answer} data-long>
        <strong>{(values[0] ?? 0).toPrecision(3)}</strong>
        {target && <span>{t('canvas.targetIs', { name: (target[0] ?? 0).toPrecision(3) })}</span>}
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
