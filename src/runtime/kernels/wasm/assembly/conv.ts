/**
 * Convolutions over NHWC pictures as matrix products whose rows are read where they lie: the values under one row
 * of the filter are contiguous in the picture. Padding is made by a copy with a border (`padPictures`).
 */
import { ADD, anyTile, gemm, SET } from './gemm';

/** Copies pictures of `height × width × channels` into the middle of zeroed ones of `paddedHeight × paddedWidth`. */
export function padPictures(
  x: usize, count: i32, height: i32, width: i32, channels: i32,
  top: i32, left: i32, paddedHeight: i32, paddedWidth: i32, target: usize,
): void {
  const rowBytes = <usize>(width * channels) << 2;
  const targetRow = <usize>(paddedWidth * channels) << 2;
  memory.fill(target, 0, <usize>(count * paddedHeight) * targetRow);
  for (let n = 0; n < count; n++) {
    let to = target + <usize>(n * paddedHeight + top) * targetRow + (<usize>(left * channels) << 2);
    for (let y = 0; y < height; y++) {
      memory.copy(to, x, rowBytes);
      x += rowBytes;
      to += targetRow;
    }
  }
}

/** The opposite of `padPictures`: copies the middle out. */
export function cropPictures(
  padded: usize, count: i32, paddedHeight: i32, paddedWidth: i32, channels: i32,
  top: i32, left: i32, height: i32, width: i32, target: usize,
): void {
  const rowBytes = <usize>(width * channels) << 2;
  const sourceRow = <usize>(paddedWidth * channels) << 2;
  for (let n = 0; n < count; n++) {
    let from = padded + <usize>(n * paddedHeight + top) * sourceRow + (<usize>(left * channels) << 2);
    for (let y = 0; y < height; y++) {
      memory.copy(target, from, rowBytes);
      target += rowBytes;
      from += sourceRow;
    }
  }
}

@inline
function pixel(x: usize, p: i32, last: i32, outWidth: i32, rowStep: usize, columnStep: usize): usize {
  p = min(p, last);
  return x + <usize>(p / outWidth) * rowStep + <usize>(p % outWidth) * columnStep;
}

/** y = x ⋆ filter + bias for already padded pictures; `panels` is the packed filter [kh·kw·channels, filters]. */
export function conv(
  x: usize, count: i32, height: i32, width: i32, channels: i32,
  kernelHeight: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32,
  outHeight: i32, outWidth: i32, filters: i32,
  panels: usize, bias: usize, mode: i32, y: usize, spare: usize,
): void {
  const pictureBytes = <usize>(height * width * channels) << 2;
  const lineBytes = <usize>(width * channels) << 2;
  const rowStep = lineBytes * <usize>strideHeight;
  const columnStep = <usize>(channels * strideWidth) << 2;
  const run = kernelWidth * channels;
  const pixels = outHeight * outWidth;
  const last = pixels - 1;
  const yStep = <usize>filters << 2;
  const panelBytes = <usize>(kernelHeight * run) << 5;
  for (let n = 0; n < count; n++) {
    for (let p = 0; p < pixels; p += 6) {
      const a0 = pixel(x, p, last, outWidth, rowStep, columnStep);
      const a1 = pixel(x, p + 1, last, outWidth, rowStep, columnStep);
      const a2 = pixel(x, p + 2, last, outWidth, rowStep, columnStep);
      const a3 = pixel(x, p + 3, last, outWidth, rowStep, columnStep);
      const a4 = pixel(x, p + 4, last, outWidth, rowStep, columnStep);
      const a5 = pixel(x, p + 5, last, outWidth, rowStep, columnStep);
      let panel = panels;
      for (let j = 0; j < filters; j += 8) {
        const c0 = y + <usize>p * yStep + (<usize>j << 2);
        anyTile(
          a0, a1, a2, a3, a4, a5, run, 4, kernelHeight, lineBytes, panel, 32,
          c0,
          p + 1 <= last ? c0 + yStep : spare,
          p + 2 <= last ? c0 + 2 * yStep : spare,
          p + 3 <= last ? c0 + 3 * yStep : spare,
          p + 4 <= last ? c0 + 4 * yStep : spare,
          p + 5 <= last ? c0 + 5 * yStep : spare,
          filters - j, bias + (<usize>j << 2), mode,
        );
        panel += panelBytes;
      }
    }
    x += pictureBytes;
    y += <usize>pixels * yStep;
  }
}

@inline
function tap(x: usize, k: i32, last: i32, run: i32, lineBytes: usize): usize {
  k = min(k, last);
  return x + <usize>(k / run) * lineBytes + (<usize>(k % run) << 2);
}

/**
 * gradient[kh·kw·channels, filters] += patches(x)ᵀ · dy, a picture at a time so that both stay in cache and the
 * sums stay short. `dy` has `dyStep` bytes between pixels and room to read eight columns at every start.
 */
export function convFilterGradient(
  x: usize, count: i32, height: i32, width: i32, channels: i32,
  kernelHeight: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32,
  outHeight: i32, outWidth: i32, filters: i32,
  dy: usize, dyStep: usize, zeros: usize, gradient: usize, spare: usize,
): void {
  const pictureBytes = <usize>(height * width * channels) << 2;
  const lineBytes = <usize>(width * channels) << 2;
  const run = kernelWidth * channels;
  const taps = kernelHeight * run;
  const last = taps - 1;
  const gStep = <usize>filters << 2;
  const innerStep = <usize>(channels * strideWidth) << 2;
  const outerStep = lineBytes * <usize>strideHeight;
  memory.fill(gradient, 0, <usize>taps * gStep);
  for (let n = 0; n < count; n++) {
    for (let k = 0; k < taps; k += 6) {
      const a0 = tap(x, k, last, run, lineBytes);
      const a1 = tap(x, k + 1, last, run, lineBytes);
      const a2 = tap(x, k + 2, last, run, lineBytes);
      const a3 = tap(x, k + 3, last, run, lineBytes);
      const a4 = tap(x, k + 4, last, run, lineBytes);
      const a5 = tap(x, k + 5, last, run, lineBytes);
      for (let j = 0; j < filters; j += 8) {
        const c0 = gradient + <usize>k * gStep + (<usize>j << 2);
        anyTile(
          a0, a1, a2, a3, a4, a5, outWidth, innerStep, outHeight, outerStep, dy + (<usize>j << 2), dyStep,
          c0,
          k + 1 <= last ? c0 + gStep : spare,
          k + 2 <= last ? c0 + 2 * gStep : spare,
          k + 3 <= last ? c0 + 3 * gStep : spare,
          k + 4 <= last ? c0 + 4 * gStep : spare,
          k + 5 <= last ? c0 + 5 * gStep : spare,
          filters - j, zeros, ADD,
        );
      }
    }
    x += pictureBytes;
    dy += <usize>(outHeight * outWidth) * dyStep;
  }
}

/**
 * dx (padded, zeroed here) = fold(dy · filterᵀ): `panels` is the packed filterᵀ [filters, kh·kw·channels],
 * `patches` room for the patches of one picture.
 */
export function convInputGradient(
  dy: usize, count: i32, height: i32, width: i32, channels: i32,
  kernelHeight: i32, kernelWidth: i32, strideHeight: i32, strideWidth: i32,
  outHeight: i32, outWidth: i32, filters: i32,
  panels: usize, zeros: usize, patches: usize, dx: usize, spare: usize,
): void {
  const lineBytes = <usize>(width * channels) << 2;
  const run = kernelWidth * channels;
  const taps = kernelHeight * run;
  const pixels = outHeight * outWidth;
  memory.fill(dx, 0, <usize>(count * height) * lineBytes);
  for (let n = 0; n < count; n++) {
    gemm(dy, <usize>filters << 2, 4, panels, filters, patches, pixels, taps, zeros, SET, spare);
    let patch = patches;
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        let to = dx + <usize>(oy * strideHeight) * lineBytes + (<usize>(ox * strideWidth * channels) << 2);
        for (let ky = 0; ky < kernelHeight; ky++) {
          let i = 0;
          for (; i + 4 <= run; i += 4) {
            const at = to + (<usize>i << 2);
            v128.store(at, f32x4.add(v128.load(at), v128.load(patch)));
            patch += 16;
          }
          for (; i < run; i++) {
            const at = to + (<usize>i << 2);
            f32.store(at, f32.load(at) + f32.load(patch));
            patch += 4;
          }
          to += lineBytes;
        }
      }
    }
    dy += <usize>(pixels * filters) << 2;
    dx += <usize>height * lineBytes;
  }
}
