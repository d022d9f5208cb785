/** True classes down, predicted across: the diagonal in green is right, the rest in red is wrong. Keys move in it. */
import { type KeyboardEvent, useState } from 'react';
import type { Confusion } from '../../../src/runtime/protocol';
import { formatCount } from '../controls/format';
import { useWords } from '../i18n';
import styles from './Evaluate.module.css';

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function ConfusionMatrix(props: {
  readonly confusion: Confusion;
  readonly chosen: number | null;
  readonly onChoose: (cell: number) => void;
}) {
  const t = useWords();
  const { classes, counts } = props.confusion;
  const n = classes.length;
  const [focus, setFocus] = useState(0);
  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.min(n - 1, Math.max(0, Math.floor(focus / n) + step[0]));
    const column = Math.min(n - 1, Math.max(0, (focus % n) + step[1]));
    setFocus(row * n + column);
    event.currentTarget.querySelectorAll('button')[row * n + column]?.focus();
  };
  return (
    <table className={styles.matrix} data-many={n >= 8 || undefined} onKeyDown={move}>
      <caption>{t('training.confusion')}</caption>
      <thead>
        <tr>
          <td className={styles.corner}>
            {t('training.trueClass')} ↓ {t('training.predictedClass')} →
          </td>
          {classes.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((actual, row) => {
          const total = sum(counts, row * n, n);
          return (
            <tr key={actual}>
              <th scope="row">{actual}</th>
              {classes.map((predicted, column) => {
                const cell = row * n + column;
                const count = counts[cell] ?? 0;
                return (
                  <td key={predicted}>
                    <button
                      type="button"
                      tabIndex={cell === focus ? 0 : -1}
                      aria-pressed={cell === props.chosen}
                      aria-label={t('training.cell', { count, actual, predicted })}
                      data-right={row === column}
                      style={{ '--share': share(count, total) } as React.CSSProperties} // a custom property
                      onFocus={() => setFocus(cell)}
                      onClick={() => props.onChoose(cell)}
                    >
                      {count === 0 ? '' : formatCount(count)}
                    </button>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Of the true class, by square root: a few mistakes among a thousand are still seen. */
function share(count: number, total: number): string {
  return `${Math.round(Math.sqrt(total > 0 ? count / total : 0) * 100)}%`;
}

function sum(counts: Int32Array, from: number, length: number): number {
  let total = 0;
  for (let i = from; i < from + length; i++) total += counts[i] ?? 0;
  return total;
}
