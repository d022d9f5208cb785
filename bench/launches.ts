/** Counts what is handed to the GPU: draw calls of WebGL contexts, dispatches of WebGPU passes. */

type Method = (...args: unknown[]) => unknown;

/** A DOM class whose methods are replaced by name; some hosts lack some of them. */
interface Patched {
  readonly prototype: Record<string, Method | undefined>;
}

const methods = [
  ['WebGL2RenderingContext', 'drawArrays'],
  ['WebGL2RenderingContext', 'drawElements'],
  ['WebGLRenderingContext', 'drawArrays'],
  ['WebGLRenderingContext', 'drawElements'],
  ['GPUComputePassEncoder', 'dispatchWorkgroups'],
  ['GPUComputePassEncoder', 'dispatchWorkgroupsIndirect'],
] as const;

let count = 0;
let isInstalled = false;

function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  for (const [className, method] of methods) {
    const owner = (globalThis as unknown as Record<string, Patched | undefined>)[className];
    const original = owner?.prototype[method];
    if (!owner || !original) continue;
    owner.prototype[method] = function counted(this: unknown, ...args: unknown[]) {
      count++;
      return original.apply(this, args);
    };
  }
}

/** Launches since the page started counting; always 0 on wasm and cpu. */
export function launchCount(): number {
  install();
  return count;
}

/** Runs `work` and gives the number of launches it made. */
export async function countLaunches(work: () => unknown): Promise<number> {
  const before = launchCount();
  await work();
  return launchCount() - before;
}
