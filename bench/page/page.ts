/** The benchmark inside a browser's page: waits to be called by `../chromium.ts`. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { CaseId } from '../cases';
import { type BenchLine, runContest } from '../contest';
import { launchCount } from '../launches';
import { planOf } from '../plan';

declare global {
  interface Window {
    /** CPU milliseconds of this page's main thread, from the browser's own accounting. */
    netloomCpu(): Promise<number>;
    netloomLine(line: BenchLine): Promise<void>;
    netloomBench(backend: string, cases: readonly CaseId[]): Promise<string>;
  }
}

const software = /swiftshader|llvmpipe|softpipe|software|basic render|microsoft basic/i;

/** The renderer's name, as far as the browser tells. */
async function renderer(backend: string): Promise<string> {
  if (backend === 'webgpu') {
    const adapter = await navigator.gpu?.requestAdapter();
    const { vendor, architecture, device, description } = adapter?.info ?? {};
    return [vendor, architecture, device, description].join(' ');
  }
  const gl = document.createElement('canvas').getContext('webgl2');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  return gl && names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'none';
}

window.netloomBench = async (backend, cases) => {
  // Before the backend starts, so that its context is one that counts.
  launchCount();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  });
  if (!(await tf.setBackend(backend))) return `${backend} could not start in this browser.`;
  await tf.ready();
  const isGpu = backend === 'webgl' || backend === 'webgpu';
  const name = isGpu ? await renderer(backend) : '';
  const isEmulated = isGpu && software.test(name);
  for (const plan of cases.flatMap((id) => planOf(id, backend, isEmulated))) {
    const cpu = () => window.netloomCpu();
    await window.netloomLine(
      await runContest({ ...plan, backend, host: 'chromium', isEmulated, cpu }),
    );
  }
  return isEmulated ? `The GPU is emulated in software (${name.trim()}).` : name;
};
