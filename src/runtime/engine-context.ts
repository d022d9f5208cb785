/** Notices when the graphics driver takes the context, and the weights in it, away. */
import * as tf from '@tensorflow/tfjs';

interface WebglBackend {
  readonly gpgpu?: { readonly gl?: { readonly canvas?: EventTarget } };
}
interface WebgpuBackend {
  readonly device?: GPUDevice;
}

/** Calls `onLost` once when the current backend loses its device; gives a function that stops watching. */
export function watchContext(onLost: () => void): () => void {
  let isWatching = true;
  const lost = (): void => {
    if (isWatching) onLost();
    isWatching = false;
  };
  // The types of tfjs hide what its GPU backends hold; both are looked at before use.
  const backend = tf.backend() as unknown as WebglBackend & WebgpuBackend;
  const canvas = backend.gpgpu?.gl?.canvas;
  canvas?.addEventListener('webglcontextlost', lost);
  void backend.device?.lost.then(lost);
  return () => {
    isWatching = false;
    canvas?.removeEventListener('webglcontextlost', lost);
  };
}
