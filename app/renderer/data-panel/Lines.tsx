/** A series as lines, one a channel, over its own range: small enough for a row of a list. */
import styles from './DataPanel.module.css';

/** Points of a line; longer series are thinned out. */
const POINTS = 240;
const MOST_CHANNELS = 6;

export function Lines(props: {
  readonly values: ArrayLike<number>;
  /** `[time, channels]` or `[time]`. */
  readonly shape: readonly (number | null)[];
  readonly height: number;
  /** What is drawn faintly behind it, over the same range. */
  readonly before?: ArrayLike<number> | undefined;
}) {
  const { values, before, shape, height } = props;
  const channels = shape[1] ?? 1;
  const steps = Math.floor(values.length / channels);
  const every = Math.max(1, Math.ceil(steps / POINTS));
  const [low, high] = extent([values, ...(before ? [before] : [])]);
  const pathOf = (of: ArrayLike<number>, channel: number): string => {
    const points: string[] = [];
    for (let t = 0; t < steps; t += every) {
      const value = of[t * channels + channel]!;
      if (!Number.isFinite(value)) continue;
      const x = (t / Math.max(1, steps - 1)) * 100;
      const y = height - 2 - ((value - low) / (high - low || 1)) * (height - 4);
      points.push(`${points.length === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`);
    }
    return points.join('');
  };
  const all = Array.from({ length: Math.min(MOST_CHANNELS, channels) }, (_, channel) => channel);
  return (
    <svg
      className={styles.lines}
      viewBox={`0 0 100 ${height}`}
      height={height}
      preserveAspectRatio="none"
      aria-hidden
    >
      {before &&
        all.map((channel) => <path key={channel} data-before d={pathOf(before, channel)} />)}
      {all.map((channel) => (
        <path key={channel} data-channel={channel} d={pathOf(values, channel)} />
      ))}
    </svg>
  );
}

function extent(lists: readonly ArrayLike<number>[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
}
