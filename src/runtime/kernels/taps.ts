/** Which pixels a convolution or a pooling joins, for kernels in plain JavaScript over typed arrays. */
import type { backend_util } from '@tensorflow/tfjs';

export type Geometry = backend_util.Conv2DInfo;

/** Offsets of every pair of input pixel and output pixel that one filter tap joins; `tap` counts taps. */
export function eachTap(
  g: Geometry,
  visit: (input: number, output: number, tap: number) => void,
): void {
  for (let n = 0; n < g.batchSize; n++) {
    for (let oy = 0; oy < g.outHeight; oy++) {
      for (let ox = 0; ox < g.outWidth; ox++) {
        const output = ((n * g.outHeight + oy) * g.outWidth + ox) * g.outChannels;
        for (let ky = 0; ky < g.filterHeight; ky++) {
          const iy = oy * g.strideHeight + ky * g.dilationHeight - g.padInfo.top;
          if (iy < 0 || iy >= g.inHeight) continue;
          for (let kx = 0; kx < g.filterWidth; kx++) {
            const ix = ox * g.strideWidth + kx * g.dilationWidth - g.padInfo.left;
            if (ix < 0 || ix >= g.inWidth) continue;
            const input = ((n * g.inHeight + iy) * g.inWidth + ix) * g.inChannels;
            visit(input, output, ky * g.filterWidth + kx);
          }
        }
      }
    }
  }
}
