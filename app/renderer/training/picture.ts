/** Samples as small pictures: pixels through the tokens' ramps, on a canvas. */

export interface Ramp {
  readonly stops: readonly string[];
}

/** Ink on the ground of a field, as digits are shown everywhere. */
export function valueRamp(element: Element): readonly [number, number, number][] {
  return ramp(element, ['--ramp-0', '--ramp-1', '--ramp-2', '--ramp-3']);
}

/** Minus, nothing, plus. */
export function signedRamp(element: Element): readonly [number, number, number][] {
  return ramp(element, ['--signed-minus', '--signed-zero', '--signed-plus']);
}

function ramp(element: Element, names: readonly string[]): [number, number, number][] {
  const style = getComputedStyle(element);
  return names.map((name) => rgb(style.getPropertyValue(name).trim()));
}

/** `#rrggbb` as three bytes, also as `#rgb`, which builds shorten it to; anything else is black. */
export function rgb(hex: string): [number, number, number] {
  const digits = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(hex.trim())?.[1] ?? '000000';
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The colour at `share` (0 to 1) of a ramp of evenly spaced stops. */
export function colourAt(
  stops: readonly (readonly [number, number, number])[],
  share: number,
): [number, number, number] {
  const place = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(place));
  const [a, b] = [stops[low]!, stops[low + 1]!];
  const t = place - low;
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** Where a picture's values lie: `[height, width]`, `[height, width, channels]`, or a square of a flat length. */
export function pictureSize(
  shape: readonly (number | null)[],
): { readonly height: number; readonly width: number; readonly channels: number } | null {
  const [height, width, channels = 1] = shape;
  if (shape.length >= 2 && shape.length <= 3 && height && width && channels) {
    return width > 3 || height > 3 ? { height, width, channels } : null;
  }
  const side = Math.round(Math.sqrt(height ?? 0));
  return shape.length === 1 && side > 3 && side * side === height
    ? { height: side, width: side, channels: 1 }
    : null;
}
