import styles from './faces.module.css';
import { className, largest, useActivation } from './probes';

/** Probabilities as bars with their classes; the largest in accent's place, by weight of the type as well. */
export function Bars({ node, count }: { readonly node: string; readonly count: number }) {
  const probe = useActivation(node);
  const values = probe?.values ?? new Float32Array(count);
  const top = probe ? largest(values) : -1;
  const named = count <= 12;
  return (
    <div className={styles.bars} aria-hidden>
      {Array.from({ length: count }, (_, i) => (
        <span key={i} className={styles.bar} data-top={i === top || undefined}>
          <i style={{ height: `${Math.max(0, Math.min(1, values[i] ?? 0)) * 100}%` }} />
          {named && <b>{shortName(className(node, i))}</b>}
        </span>
      ))}
    </div>
  );
}

/** A bar is 13 px wide: two letters at most. */
function shortName(name: string): string {
  return name.slice(0, 2);
}
