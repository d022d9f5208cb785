/** The modes of a cloud of points and which of them a generator has found. */
import type { LabelledPoint } from './TryPlane';

interface Mode {
  readonly x: number;
  readonly y: number;
  /** Three standard deviations. */
  readonly radius: number;
}

/** The mean of each class of the data and how far it spreads. */
export function centres(points: readonly LabelledPoint[]): readonly Mode[] {
  const labels = [...new Set(points.map((point) => point.label))].sort((a, b) => a - b);
  return labels.map((label) => {
    const own = points.filter((point) => point.label === label);
    const x = own.reduce((sum, p) => sum + p.x, 0) / own.length;
    const y = own.reduce((sum, p) => sum + p.y, 0) / own.length;
    const variance = own.reduce((sum, p) => sum + (p.x - x) ** 2 + (p.y - y) ** 2, 0);
    return { x, y, radius: 3 * Math.sqrt(variance / own.length / 2) };
  });
}

/** How many modes have at least one point within their three standard deviations. */
export function modesFound(modes: readonly Mode[], points: readonly LabelledPoint[]): number {
  return modes.filter((mode) => points.some((point) => near(point, mode))).length;
}

function near(point: LabelledPoint, mode: Mode): boolean {
  return Math.hypot(point.x - mode.x, point.y - mode.y) <= mode.radius;
}
