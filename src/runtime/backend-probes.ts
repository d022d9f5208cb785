/** The four backends of TensorFlow.js as candidates: is it there, what draws it, how to switch it on. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { fiveSteps, measureSpeed } from './backend-test';
import type { Host } from './host';
import { registerKernelPack } from './kernels/register';
import type { BackendId } from './protocol';
import { webglRenderer } from './renderers';

/** One backend as `chooseBackend` sees it; tests give slow and wrong ones. */
export interface BackendProbe {
  readonly id: BackendId;
  /** The name of what computes, or `null` where the host does not have this backend. */
  readonly renderer: () => Promise<string | null>;
  /** Makes it the current backend; throws where that fails. */
  readonly open: () => Promise<void>;
  /** Values of the self-test on the current backend. */
  readonly selfTest: () => Promise<Float32Array>;
  /** Training steps a second on the current backend. */
  readonly speed: () => Promise<number>;
}

async function webgpuRenderer(): Promise<string | null> {
  const gpu = typeof navigator === 'undefined' ? undefined : navigator.gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { vendor, architecture, device, description } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
  return adapter.info.isFallbackAdapter ? `SwiftShader ${name}` : name || 'unnamed adapter';
}

async function use(id: BackendId): Promise<void> {
  if (!(await tf.setBackend(id))) throw new Error(`TensorFlow.js could not start ${id}.`);
  await tf.ready();
  registerKernelPack();
}

async function openWasm({ wasmPaths }: Host): Promise<void> {
  // Threads need a blob: worker, which the content security policy refuses, and then wait for ever.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!tf.findBackendFactory('wasm') || tf.findBackend('wasm') === null) {
    if (typeof wasmPaths === 'string') setWasmPaths(wasmPaths);
    else setWasmPaths({ ...wasmPaths });
  }
  await use('wasm');
}

/** The backends of this host, the most promising first. */
export function backendProbes(host: Host): readonly BackendProbe[] {
  const measure = { selfTest: fiveSteps, speed: () => measureSpeed(host.now) };
  return [
    {
      id: 'webgpu',
      renderer: webgpuRenderer,
      open: async () => {
        // Only where there is a GPU to use it on: the package is large.
        await import('@tensorflow/tfjs-backend-webgpu');
        await use('webgpu');
      },
      ...measure,
    },
    { id: 'webgl', renderer: webglRenderer, open: () => use('webgl'), ...measure },
    {
      id: 'wasm',
      renderer: async () => (typeof WebAssembly === 'undefined' ? null : 'WebAssembly'),
      open: () => openWasm(host),
      ...measure,
    },
    { id: 'cpu', renderer: async () => 'JavaScript', open: () => use('cpu'), ...measure },
  ];
}
