import { registerMissingKernels } from './wasm/missing';

/** Makes the wasm backend whole and fast. Call it once, after `setBackend('wasm')` is ready; again is harmless. */
export function registerKernelPack(): void {
  registerMissingKernels();
}
