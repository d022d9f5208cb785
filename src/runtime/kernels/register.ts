import * as tf from '@tensorflow/tfjs';
import { registerConvolutions } from './wasm/convolution';
import { registerMissingKernels } from './wasm/missing';
import { simdOfBackend } from './wasm/pack';
import { registerProducts } from './wasm/product';
import { registerTraining } from './wasm/training';

let registered = false;

/**
 * Makes the wasm backend whole and fast. Call it after `setBackend('wasm')` is ready; again is harmless.
 * Without SIMD only the missing kernels are added.
 */
export function registerKernelPack(): void {
  registerMissingKernels();
  if (registered || tf.getBackend() !== 'wasm') return;
  const simd = simdOfBackend(tf.backend());
  if (!simd) return;
  registered = true;
  registerProducts(simd);
  registerConvolutions(simd);
  registerTraining(simd);
}
