import { describe, expect, it } from 'vitest';
import { BackendUnavailable, chooseBackend, verdictText } from './backend';
import type { BackendProbe } from './backend-probes';
import type { BackendId } from './protocol';
import { isSoftware } from './renderers';
import { testHost } from './testing/host';

interface Fake {
  readonly renderer?: string | null;
  readonly values?: number[];
  readonly speed?: number;
  readonly hangs?: boolean;
}

const right = [1, 0.5, 0.25];
const never = new Promise<never>(() => {});

function fakes(given: Partial<Record<BackendId, Fake>>, opened: BackendId[] = []): BackendProbe[] {
  return (['webgpu', 'webgl', 'wasm', 'cpu'] as const).map((id) => {
    const fake = given[id] ?? { renderer: null };
    return {
      id,
      renderer: async () => (fake.renderer === undefined ? 'Real GPU' : fake.renderer),
      open: async () => {
        if (fake.hangs) await never;
        opened.push(id);
      },
      selfTest: async () => Float32Array.from(fake.values ?? right),
      speed: async () => fake.speed ?? 1,
    };
  });
}

const choose = (given: Partial<Record<BackendId, Fake>>, opened: BackendId[] = []) =>
  chooseBackend({ host: testHost(), choice: 'auto', probes: fakes(given, opened), limit: 30 });

describe('the choice of a backend', () => {
  it('is the fastest that passes, and says by how much', async () => {
    const opened: BackendId[] = [];
    const verdict = await choose(
      { webgpu: { speed: 40 }, webgl: { speed: 100 }, wasm: { speed: 25 }, cpu: {} },
      opened,
    );
    expect(verdict).toMatchObject({ backend: 'webgl', advantage: { ratio: 2.5, over: 'webgpu' } });
    expect(opened.at(-1)).toBe('webgl');
    expect(verdictText(verdict)).toBe('webgl is 2.5× faster than webgpu');
  });

  it('rejects a fast backend that computes something else', async () => {
    const verdict = await choose({
      webgl: { speed: 1000, values: [1, 0.5, 0.3] },
      wasm: { speed: 10 },
      cpu: {},
    });
    expect(verdict.backend).toBe('wasm');
    expect(verdict.candidates.find(({ id }) => id === 'webgl')).toMatchObject({
      selfTest: 'failed',
      reason: 'wrong',
    });
  });

  it('rejects a backend that gives NaN', async () => {
    const verdict = await choose({ webgl: { values: [1, Number.NaN, 0.25] }, wasm: {}, cpu: {} });
    expect(verdict.backend).toBe('wasm');
  });

  it('does not wait for a backend that never starts', async () => {
    const verdict = await choose({ webgpu: { hangs: true }, wasm: {}, cpu: {} });
    expect(verdict.backend).toBe('wasm');
    expect(verdict.candidates.find(({ id }) => id === 'webgpu')?.reason).toBe('timeout');
  });

  it('prefers a slow wasm to an emulated GPU, without measuring that', async () => {
    const verdict = await choose({
      webgl: { renderer: 'ANGLE (Google, SwiftShader Device)', speed: 1000 },
      wasm: { renderer: 'WebAssembly', speed: 1 },
      cpu: { renderer: 'JavaScript' },
    });
    expect(verdict.backend).toBe('wasm');
    expect(verdict.candidates.find(({ id }) => id === 'webgl')).toMatchObject({
      reason: 'software',
      selfTest: 'not run',
    });
  });

  it('takes an emulated GPU before cpu where wasm fails', async () => {
    const renderer = 'llvmpipe (LLVM 15)';
    const verdict = await choose({ webgl: { renderer }, wasm: { values: [0] }, cpu: {} });
    expect(verdict.backend).toBe('webgl');
  });

  it('is remembered until somebody measures again', async () => {
    const host = testHost();
    const slow = fakes({ webgl: { speed: 9 }, wasm: { speed: 1 }, cpu: {} });
    const fast = fakes({ webgl: { speed: 1 }, wasm: { speed: 9 }, cpu: {} });
    const ask = (probes: BackendProbe[], measureAgain = false) =>
      chooseBackend({ host, choice: 'auto', probes, measureAgain });
    expect(await ask(slow)).toMatchObject({ backend: 'webgl', cached: false });
    expect(await ask(fast)).toMatchObject({ backend: 'webgl', cached: true });
    expect(await ask(fast, true)).toMatchObject({ backend: 'wasm', cached: false });
  });

  it('refuses a backend that was asked for and is absent, naming what there is', async () => {
    const probes = fakes({ wasm: {}, cpu: {} });
    const choice = chooseBackend({ host: testHost(), choice: 'webgpu', probes });
    await expect(choice).rejects.toThrow(BackendUnavailable);
    await expect(choice).rejects.toThrow(/webgpu is not available here.*wasm, cpu or auto/);
  });

  it('of Node itself is wasm, which passes its test against cpu', async () => {
    const verdict = await chooseBackend({ host: testHost(), choice: 'auto' });
    expect(verdict.backend).toBe('wasm');
    expect(verdict.candidates.find(({ id }) => id === 'wasm')?.selfTest).toBe('passed');
    expect(verdict.candidates.find(({ id }) => id === 'webgl')?.reason).toBe('absent');
  });
});

describe('software renderers', () => {
  it.each([
    'Google SwiftShader',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'Mesa/X.org softpipe',
    'lavapipe',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)',
  ])('are known by name: %s', (name) => void expect(isSoftware(name)).toBe(true));

  it.each(['ANGLE (NVIDIA GeForce RTX 3060)', 'Apple M2', 'Mesa Intel(R) UHD Graphics'])(
    'are not confused with %s',
    (name) => void expect(isSoftware(name)).toBe(false),
  );
});
