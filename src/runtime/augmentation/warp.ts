/** Turning, moving, scaling, slanting and mirroring of pictures: all of them one sampling of each picture. */

/** Where a pixel of the new picture is read in the old one, about the middle: `[a b; c d] · (x, y) + (e, f)`. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `second`, then `first`, as with matrices. */
export function times(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = second;
  return [
    a * p + b * r,
    a * q + b * s,
    c * p + d * r,
    c * q + d * s,
    a * t + b * u + e,
    c * t + d * u + f,
  ];
}

export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Writes the picture `from`, as the matrix says, to `into`; beyond its borders the nearest pixel goes on. */
export function warp(
  from: Float32Array,
  into: Float32Array,
  matrix: Matrix,
  { height, width, channels }: Picture,
): void {
  const [a, b, c, d, e, f] = matrix;
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  const [lastX, lastY] = [width - 1, height - 1];
  let to = 0;
  for (let row = 0; row < height; row++) {
    const dy = row - midY;
    let x = -midX * a + dy * b + e + midX;
    let y = -midX * c + dy * d + f + midY;
    for (let column = 0; column < width; column++) {
      const inX = Math.min(Math.max(x, 0), lastX);
      const inY = Math.min(Math.max(y, 0), lastY);
      const [left, top] = [inX | 0, inY | 0];
      const [shareX, shareY] = [inX - left, inY - top];
      const at = (top * width + left) * channels;
      const right = left < lastX ? channels : 0;
      const below = top < lastY ? width * channels : 0;
      for (let k = 0; k < channels; k++) {
        const i = at + k;
        const high = from[i]! + (from[i + right]! - from[i]!) * shareX;
        const low = from[i + below]! + (from[i + below + right]! - from[i + below]!) * shareX;
        into[to++] = high + (low - high) * shareY;
      }
      x += a;
      y += c;
    }
  }
}
