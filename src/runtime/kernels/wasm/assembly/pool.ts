/** Gradient of max pooling over NHWC pictures: it goes to the first largest value of a window, as on cpu. */

export function maxPoolGradient(
  dy: usize,
  x: usize,
  y: usize,
  count: i32,
  height: i32,
  width: i32,
  channels: i32,
  poolHeight: i32,
  poolWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
  outHeight: i32,
  outWidth: i32,
  dx: usize,
): void {
  const lineBytes = (<usize>(width * channels)) << 2;
  const pixelBytes = (<usize>channels) << 2;
  const away = dx - x;
  memory.fill(dx, 0, <usize>(count * height) * lineBytes);
  for (let n = 0; n < count; n++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = max(0, oy * strideHeight - top);
      const y1 = min(height, oy * strideHeight - top + poolHeight);
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = max(0, ox * strideWidth - left);
        const x1 = min(width, ox * strideWidth - left + poolWidth);
        let c = 0;
        for (; c + 4 <= channels; c += 4) {
          const best = v128.load(y + ((<usize>c) << 2));
          let open = v128.load(dy + ((<usize>c) << 2));
          for (let iy = y0; iy < y1; iy++) {
            let at = x + <usize>iy * lineBytes + <usize>x0 * pixelBytes + ((<usize>c) << 2);
            for (let ix = x0; ix < x1; ix++) {
              const hit = f32x4.eq(v128.load(at), best);
              v128.store(at + away, f32x4.add(v128.load(at + away), v128.and(open, hit)));
              open = v128.andnot(open, hit);
              at += pixelBytes;
            }
          }
        }
        for (; c < channels; c++) {
          const best = f32.load(y + ((<usize>c) << 2));
          let open = f32.load(dy + ((<usize>c) << 2));
          for (let iy = y0; iy < y1; iy++) {
            let at = x + <usize>iy * lineBytes + <usize>x0 * pixelBytes + ((<usize>c) << 2);
            for (let ix = x0; ix < x1; ix++) {
              if (f32.load(at) == best) {
                f32.store(at + away, f32.load(at + away) + open);
                open = 0;
              }
              at += pixelBytes;
            }
          }
        }
        y += pixelBytes;
        dy += pixelBytes;
      }
    }
    x += <usize>height * lineBytes;
  }
}
