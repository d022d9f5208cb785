/** Draws one grey sample through the value ramp, nearest-neighbour. */
import { colourAt, valueRamp } from '../../training/picture';

export interface Tile {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** `values` are square, row-major, 0 to `most`; `ink` draws on nothing instead of on the ramp's ground. */
export function drawDigit(
  context: CanvasRenderingContext2D,
  values: ArrayLike<number>,
  tile: Tile,
  { most = 255, ink = false }: { readonly most?: number; readonly ink?: boolean } = {},
): void {
  const side = Math.round(Math.sqrt(values.length));
  const small = new OffscreenCanvas(side, side);
  const image = new ImageData(side, side);
  const stops = valueRamp(context.canvas);
  const dark = stops.at(-1)!;
  for (let i = 0; i < side * side; i++) {
    const share = values[i]! / most;
    const colour = ink ? dark : colourAt(stops, share);
    image.data.set([...colour, ink ? share * 255 : 255], i * 4);
  }
  small.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = ink;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, tile.left, tile.top, tile.side, tile.side);
}

/** Half as wide and high, by the mean of four pixels. */
export function halve(values: ArrayLike<number>): Float32Array {
  const side = Math.round(Math.sqrt(values.length));
  const half = side >> 1;
  return Float32Array.from({ length: half * half }, (_, i) => {
    const x = (i % half) * 2;
    const y = Math.floor(i / half) * 2;
    const at = (dx: number, dy: number) => values[(y + dy) * side + x + dx] ?? 0;
    return (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4;
  });
}
