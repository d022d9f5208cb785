/** What the last histograms and peaks say about a node's weights in training. Pure: the panel shows what this says. */
import type { Probe } from '../../../src/runtime/protocol';
import type { HistogramRow, Series } from '../stores/run';

export interface Health {
  /** Euclidean norm over all the node's gradients, oldest first. */
  readonly gradientNorms: readonly number[];
  readonly gradientNorm: number | null;
  /** Norm of what the last measured step changed over the norm of the weights: about 10⁻³ is healthy. */
  readonly ratio: number | null;
  /** Units or filters whose output was zero for every sample, and how many there are. */
  readonly inactive: { readonly count: number; readonly of: number } | null;
  /** NaN and infinite values. */
  readonly broken: number;
}

/** `null` before there is anything to say. */
export function healthOf(
  id: string,
  histograms: Series['histograms'],
  probes: readonly Probe[] = [],
): Health | null {
  const own = [...histograms].filter(([key, rows]) => key.startsWith(`${id}.`) && rows.length > 0);
  const inactive = inactiveOf(probes.find(({ of }) => of === 'peak'));
  if (own.length === 0 && !inactive) return null;
  const last = own.map(([, rows]) => rows.at(-1)!.histogram);
  const weights = last.filter(({ of }) => of === 'weight');
  const moved = weights.filter(({ update }) => update !== undefined);
  const update = root(moved.map((histogram) => histogram.update ?? 0));
  const size = root(moved.map(({ norm }) => norm));
  const gradientNorms = normsOver(
    own.flatMap(([, rows]) => (rows[0]?.histogram.of === 'gradient' ? [rows] : [])),
  );
  return {
    gradientNorms,
    gradientNorm: gradientNorms.at(-1) ?? null,
    ratio: moved.length > 0 && size > 0 ? update / size : null,
    inactive,
    broken: last.reduce((sum, { nans, infinities }) => sum + nans + infinities, 0),
  };
}

const root = (values: readonly number[]): number => Math.hypot(...values);

/** The variables of a node are told together, so the rows of their series belong together from the end. */
function normsOver(series: readonly (readonly HistogramRow[])[]): readonly number[] {
  const count = Math.min(...series.map((rows) => rows.length));
  if (!Number.isFinite(count)) return [];
  return Array.from({ length: count }, (_, i) =>
    root(series.map((rows) => rows[rows.length - count + i]!.histogram.norm)),
  );
}

function inactiveOf(peak: Probe | undefined): Health['inactive'] {
  if (!peak) return null;
  return { count: peak.values.filter((value) => value === 0).length, of: peak.values.length };
}
