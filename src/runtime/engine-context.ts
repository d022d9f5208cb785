/** Notices when the graphics driver takes the context, and the weights in it, away. */
import * as tf from '@tensorflow/tfjs';

interface WebglBackend {
  readonly gpgpu?: { readonly gl?: { readonly canvas: EventTarget; isContextLost(): boolean } };
}
interface WebgpuBackend {
  readonly device?: GPUDevice;
}

export interface ContextWatch {
  /** Known at once for WebGL; WebGPU tells it in a later task. */
  readonly isLost: boolean;
  stop(): void;
}

/** Watches the device of the current backend; calls `onLost` once, in a task of its own, when it is lost. */
export function watchContext(onLost: () => void): ContextWatch {
  let isWatching = true;
  let isLost = false;
  const lost = (): void => {
    isLost = true;
    if (isWatching) onLost();
    isWatching = false;
  };
  // The types of tfjs hide what its GPU backends hold; both are looked at before use.
  const backend = tf.backend() as unknown as WebglBackend & WebgpuBackend;
  const gl = backend.gpgpu?.gl;
  gl?.canvas.addEventListener('webglcontextlost', lost);
  void backend.device?.lost.then(lost);
  return {
    get isLost() {
      return isLost || gl?.isContextLost() === true;
    },
    stop() {
      isWatching = false;
      gl?.canvas.removeEventListener('webglcontextlost', lost);
    },
  };
}
