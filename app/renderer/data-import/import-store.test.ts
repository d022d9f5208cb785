// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromImporter, ToImporter } from '../../../src/runtime/files/import-protocol';
import type { Dropped } from './dropped-files';
import { imports } from './import-state';
import { closeImport, importData, openData } from './import-store';

const made = vi.fn();
const asked = vi.fn<(message: ToImporter) => void>();
const deleteUnusedImports = vi.hoisted(() => vi.fn<() => Promise<number>>());
vi.mock('../persistence/imported-files', () => ({ deleteUnusedImports }));
let answer: (message: FromImporter) => void = () => undefined;

beforeEach(() => {
  made.mockReset();
  asked.mockReset();
  vi.stubGlobal(
    'Worker',
    class {
      onmessage: ((event: { readonly data: FromImporter }) => void) | null = null;
      constructor() {
        made();
        answer = (data) => this.onmessage?.({ data });
      }
      postMessage(message: ToImporter) {
        asked(message);
      }
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

describe('an import that the browser has no room for', () => {
  const noRoom = { type: 'failed', reason: 'quota', message: 'no room' } as const;
  const importing = { type: 'import', corrections: { types: {} } } as const;

  it('is tried once more when what nobody uses made room, and then says so', async () => {
    deleteUnusedImports.mockResolvedValue(1e6);
    await openData(async () => ({ name: 'pets', files: [] }));
    importData('pets', { types: {} });
    answer(noRoom);
    await vi.waitFor(() => expect(asked.mock.calls.slice(1)).toEqual([[importing], [importing]]));
    expect(imports.getState()).toMatchObject({ phase: 'reading' });
    answer(noRoom);
    await vi.waitFor(() =>
      expect(imports.getState()).toMatchObject({ phase: 'failed', reason: 'quota' }),
    );
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it('fails at once when nothing can go', async () => {
    deleteUnusedImports.mockResolvedValue(0);
    await openData(async () => ({ name: 'pets', files: [] }));
    importData('pets', { types: {} });
    answer(noRoom);
    await vi.waitFor(() => expect(imports.getState()).toMatchObject({ phase: 'failed' }));
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
