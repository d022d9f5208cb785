/** Numbers, shapes and times as the studio writes them; the same in both languages. */
import type { Shape } from '../../../src/compiler/layer';
import type { Json } from '../../../src/graph/document';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `32,998` */
export function formatCount(value: number): string {
  return grouped.format(value).replace('-', '−');
}

const units = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `3.86 G`, `118 M`, `960`: three significant digits and a unit from a thousand on. */
export function formatBig(value: number): string {
  for (const [size, unit] of units) {
    if (Math.abs(value) < size) continue;
    const scaled = value / size;
    const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
    return `${scaled.toFixed(digits)} ${unit}`.replace('-', '−');
  }
  return formatCount(value);
}

/** `14.2 MB`; a thousand bytes are a kilobyte. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** Shape without the batch axis: `24×24×6`; a free size is `?`, a scalar is `1`. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? '1' : shape.map((size) => size ?? '?').join('×');
}

/** `37%`; `0%` and `100%` are nothing and all, what rounds to them is `<1%` and `>99%`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share) || share <= 0) return '0%';
  if (share < 1 && share > 0.99) return '>99%';
  return share < 0.01 ? '<1%' : `${Math.round(share * 100)}%`;
}

/** A number in a field: the shortest that reads back the same, small ones in scientific notation. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential().replace('e+', 'e');
  return String(Number(value.toPrecision(10)));
}

/** A measurement or an estimate of one in four significant digits: `643,200`, `0.689`, `1.2e9`; `–` where it is missing. */
export function formatMeasured(value: number): string {
  if (Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e7 || (size > 0 && size < 1e-4)) {
    return value.toExponential(1).replace('e+', 'e').replaceAll('-', '−');
  }
  const short = Number(value.toPrecision(4));
  // A year is no count.
  return size < 1e4 ? String(short).replace('-', '−') : formatCount(short);
}

/** `0:31`, from an hour `1:04:10`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** `14:32` */
export function formatClock(time: number): string {
  const date = new Date(time);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** A config value in one line, for defaults and tooltips. */
export function formatValue(value: Json | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (isList(value)) return value.length === 0 ? 'none' : value.map(formatValue).join('×');
  return typeof value.id === 'string' ? value.id : JSON.stringify(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
