import * as tf from '@tensorflow/tfjs';
import { registerGpuKernels } from './gpu/register';
import { registerConvolutions } from './wasm/convolution';
import { registerMissingKernels } from './wasm/missing';
import { simdOfBackend } from './wasm/pack';
import { registerProducts } from './wasm/product';
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
  const simd = simdOfBackend(tf.backend());
  if (!simd) return;
  registered = true;
  registerProducts(simd);
  registerConvolutions(simd);
  registerTraining(simd);
}
