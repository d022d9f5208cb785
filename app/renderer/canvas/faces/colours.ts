/** The data ramps of the tokens as tables of 256 packed pixels, read again when the theme changes. */
import { rgb } from '../../training/picture';

/** RGBA in the byte order of `ImageData` on little-endian machines, which all that run browsers are. */
export type Table = Uint32Array;

export interface Tables {
  /** 0 at the ground, 255 at the strongest. */
  readonly values: Table;
  /** 0 at the most negative, 128 at zero (the ground), 255 at the most positive. */
  readonly signed: Table;
}

type Rgb = readonly [number, number, number];

export function pack([r, g, b]: Rgb): number {
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}

/** A table through evenly spaced colours. */
export function tableOf(stops: readonly Rgb[]): Table {
  return Uint32Array.from({ length: 256 }, (_, i) => {
    const place = (i / 255) * (stops.length - 1);
    const at = Math.min(stops.length - 2, Math.floor(place));
    const [a, b] = [stops[at]!, stops[at + 1]!];
    const part = place - at;
    return pack([0, 1, 2].map((c) => a[c]! + (b[c]! - a[c]!) * part) as unknown as Rgb); // three channels in, three out
  });
}

let cache: { readonly theme: string; readonly tables: Tables } | null = null;

/** Tables of the theme that the page shows. */
export function colourTables(): Tables {
  const root = document.documentElement;
  const theme = root.dataset.theme ?? 'light';
  if (cache?.theme !== theme) {
    const style = getComputedStyle(root);
    const read = (name: string) => rgb(style.getPropertyValue(name));
    cache = {
      theme,
      tables: {
        values: tableOf(['--ramp-0', '--ramp-1', '--ramp-2', '--ramp-3'].map(read)),
        signed: tableOf(['--signed-minus', '--signed-zero', '--signed-plus'].map(read)),
      },
    };
  }
  return cache.tables;
}
