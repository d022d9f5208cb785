/** A row of numbers as a line the size of a word; the number beside it says the last one. */
import styles from './inspector.module.css';

const WIDTH = 60;
const HEIGHT = 16;
const MOST = 40;

export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const shown = values.slice(-MOST).filter(Number.isFinite);
  if (shown.length < 2) return null;
  const low = Math.min(...shown);
  const span = Math.max(...shown) - low || 1;
  const points = shown.map((value, i) => {
    const x = 1 + (i / (shown.length - 1)) * (WIDTH - 2);
    const y = HEIGHT - 2 - ((value - low) / span) * (HEIGHT - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg className={styles.spark} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  );
}
