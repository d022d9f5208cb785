// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Dropped } from './dropped-files';
import { closeImport, imports, openData } from './import-store';

const made = vi.fn();

beforeEach(() => {
  made.mockReset();
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        made();
      }
      postMessage() {}
      terminate() {}
    },
  );
});
afterEach(() => {
  closeImport();
  vi.unstubAllGlobals();
});

describe('data that was dropped', () => {
  it('is opened in a worker once its folder is listed', async () => {
    await openData(async () => ({ name: 'flowers.csv', files: [] }));
    expect(made).toHaveBeenCalledTimes(1);
    expect(imports.getState()).toMatchObject({ phase: 'reading', name: 'flowers.csv' });
  });

  it('is forgotten where the dialog was closed meanwhile, also when it cannot be listed', async () => {
    const endings: ((
      resolve: (dropped: Dropped) => void,
      reject: (error: Error) => void,
    ) => void)[] = [
      (resolve) => resolve({ name: 'pictures', files: [] }),
      (_, reject) => reject(new Error('gone')),
    ];
    for (const end of endings) {
      const opening = openData(
        () => new Promise((resolve, reject) => queueMicrotask(() => end(resolve, reject))),
      );
      closeImport();
      await opening;
      expect(imports.getState()).toEqual({ phase: 'idle' });
    }
    expect(made).not.toHaveBeenCalled();
  });
});
