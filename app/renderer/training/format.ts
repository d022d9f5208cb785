/** Numbers of a run as the dock writes them; counts and times are in `controls/format.ts`. Minus is `−`. */
import { formatCount } from '../controls/format';

/** A loss or an error: `2.310`, `0.0298`, `4.1e−5`, `24,310`, `2.0e11`. */
export function lossText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text =
    size === 0
      ? '0'
      : size >= 1e7
        ? value.toExponential(1)
        : size >= 1000
          ? formatCount(value)
          : size >= 1
            ? value.toPrecision(4)
            : size >= 0.001
              ? value.toFixed(4)
              : value.toExponential(1);
  return text.replace('e+', 'e').replaceAll('-', '−');
}

/** A share of one as per cent with two decimals: `98.60%`; what only rounds to none or all is `<0.01%` and `>99.99%`. */
export function percent(share: number, decimals = 2): string {
  if (!Number.isFinite(share)) return 'NaN';
  const text = (share * 100).toFixed(decimals);
  const least = 10 ** -decimals;
  if (share > 0 && Number(text) === 0) return `<${least.toFixed(decimals)}%`;
  if (share < 1 && Number(text) === 100) return `>${(100 - least).toFixed(decimals)}%`;
  return `${text}%`;
}

/** Short tick text: `0.03`, `1`, `10`, `50k`, `1e−5`. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 0.0001 || size >= 1e6)
      ? value.toExponential(0)
      : size >= 1e4
        ? `${Number((value / 1000).toPrecision(6))}k`
        : String(Number(value.toPrecision(6)));
  return text.replace('e+', 'e').replaceAll('-', '−');
}

/** Megabytes with one decimal under ten: `9.8`, `45`. */
export function megabytes(bytes: number): string {
  const mb = bytes / 1e6;
  return mb < 10 ? mb.toFixed(1) : mb.toFixed(0);
}
