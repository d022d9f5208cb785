import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { registerCpuGradients } from './cpu/gradients';
import { registerDilatedGradients } from './dilated';
import { registerGpuKernels } from './gpu/register';
import { registerConvolutions } from './wasm/convolution';
import { registerDepthwise } from './wasm/depthwise';
import { registerMissingKernels } from './wasm/missing';
import { registerProducts } from './wasm/product';
import { simdOf } from './wasm/simd';
import { registerSlices } from './wasm/slice';
import { registerTraining } from './wasm/training';

let registered = false;
let cpuRegistered = false;

/**
 * Makes the current backend whole and fast. Call it after every `setBackend` that is ready; again is harmless.
 * On wasm without SIMD only the missing kernels are added; cpu gets faster gradients of convolution and pooling.
 */
export function registerKernelPack(): void {
  registerGpuKernels();
  registerDilatedGradients();
  registerMissingKernels();
  if (tf.getBackend() === 'cpu' && !cpuRegistered) {
    cpuRegistered = true;
    registerCpuGradients();
  }
  if (registered || tf.getBackend() !== 'wasm') return;
  // `tf.backend()` is typed by what all backends share; the id says which one it is.
  if (!simdOf(tf.backend() as unknown as BackendWasm)) return;
  registered = true;
  registerProducts();
  registerSlices();
  registerConvolutions();
  registerDepthwise();
  registerTraining();
}
