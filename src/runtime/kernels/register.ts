import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { registerGpuKernels } from './gpu/register';
import { registerConvolutions } from './wasm/convolution';
import { registerMissingKernels } from './wasm/missing';
import { registerProducts } from './wasm/product';
import { simdOf } from './wasm/simd';
import { registerTraining } from './wasm/training';

let registered = false;

/**
 * Makes the current backend whole and fast. Call it after every `setBackend` that is ready; again is harmless.
 * On wasm without SIMD only the missing kernels are added; cpu stays as it is.
 */
export function registerKernelPack(): void {
  registerGpuKernels();
  registerMissingKernels();
  if (registered || tf.getBackend() !== 'wasm') return;
  // `tf.backend()` is typed by what all backends share; the id says which one it is.
  if (!simdOf(tf.backend() as unknown as BackendWasm)) return;
  registered = true;
  registerProducts();
  registerConvolutions();
  registerTraining();
}
