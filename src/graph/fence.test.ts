import { expect, it, vi } from 'vitest';

vi.mock('@tensorflow/tfjs', () => {
  throw new Error('The document must not import TensorFlow.js.');
});

const modules = import.meta.glob(['./**/*.ts', '!./**/*.test.ts']);

it('the fence stands', async () => {
  await expect(import('@tensorflow/tfjs')).rejects.toThrow();
});

it.each(Object.keys(modules))('%s loads where TensorFlow.js cannot', async (path) => {
  await expect(modules[path]!()).resolves.toBeDefined();
});
