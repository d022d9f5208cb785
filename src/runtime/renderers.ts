/** What draws for WebGL here. */

/** Renderers that are a processor pretending to be a GPU. */
const SOFTWARE =
  /swiftshader|llvmpipe|softpipe|lavapipe|microsoft basic render|software rasterizer/i;

export function isSoftware(renderer: string): boolean {
  return SOFTWARE.test(renderer);
}

/** The name of the renderer, or `null` where there is no WebGL. */
export async function webglRenderer(): Promise<string | null> {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return null;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return String(name);
}
