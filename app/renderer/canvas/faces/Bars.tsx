import { useRun } from '../../stores/run';
import { FACE } from './face';
import styles from './faces.module.css';
import { largest, useActivation } from './probes';

/** Probabilities as bars with their classes; the largest in accent's place, by weight of the type as well. */
export function Bars({ node, count }: { readonly node: string; readonly count: number }) {
  const probe = useActivation(node);
  const values = probe?.values ?? new Float32Array(count);
  const top = probe ? largest(values) : -1;
  const named = count <= 12;
  const names = useNames(count);
  // A letter is about 6 px wide.
  const letters = Math.max(2, Math.floor(FACE.width / count / 6));
  return (
    <div className={styles.bars} aria-hidden>
      {Array.from({ length: count }, (_, i) => (
        <span key={i} className={styles.bar} data-top={i === top || undefined}>
          <i style={{ height: `${Math.max(0, Math.min(1, values[i] ?? 0)) * 100}%` }} />
          {named && <b>{(names?.[i] ?? String(i)).slice(0, letters)}</b>}
        </span>
      ))}
    </div>
  );
}

/** The classes that these probabilities are of: those of the one output that has as many. */
function useNames(count: number): readonly string[] | undefined {
  const classes = useRun((run) => run.data?.classes);
  const fitting = Object.values(classes ?? {}).filter((names) => names.length === count);
  return fitting.length === 1 ? fitting[0] : undefined;
}
