// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patchData } from '../../../src/graph/edits/training';
import { commit } from '../../../src/graph/history';
import { heldFiles } from '../../../src/runtime/files/in-use';
import { storedParts, storeParts } from '../../../src/runtime/files/store';
import { privateFiles } from '../../../src/runtime/files/testing/private-files';
import { createDocumentStore } from '../stores/document';
import { deleteUnusedImports, startImportedFiles } from './imported-files';
import { firstTemplate } from './templates';

vi.mock('./browser-sessions', () => ({ browserSessions: { all: async () => [] } }));
vi.mock('../training/checkpoints', () => ({ checkpointKeys: async () => [] }));

beforeEach(() => void vi.stubGlobal('navigator', privateFiles()));
afterEach(() => vi.unstubAllGlobals());

const { document: lenet } = firstTemplate();
const fingerprint = (digit: string): string => digit.repeat(64);
const learnFrom = (digit: string) => (document: typeof lenet) =>
  patchData(document, { dataset: 'files', parameters: { fingerprint: fingerprint(digit) } });

it('a window holds what its document and its history learn from, and nothing else', async () => {
  const store = createDocumentStore(learnFrom('a')(lenet));
  const stop = startImportedFiles(store);
  const holds = async (...digits: string[]) =>
    vi.waitFor(async () => expect(await heldFiles()).toEqual(new Set(digits.map(fingerprint))));
  await holds('a');
  store.getState().dispatch(learnFrom('b'), commit('learn from b'));
  store.getState().undo();
  await holds('a', 'b');
  store.getState().open(learnFrom('c')(lenet));
  await holds('c');
  stop();
  await holds();
});

it('on the desktop data that a recent file names stays', async () => {
  const none = { count: 0, columns: {} };
  const columns = { a: { shape: [], values: new Uint8Array(10) } };
  const parts = { train: { count: 10, columns }, test: none };
  const browser = privateFiles();
  // The worker that imported has ended, and what it held is free.
  vi.stubGlobal('navigator', { ...browser, locks: privateFiles().locks });
  for (const digit of ['a', 'b']) await storeParts(fingerprint(digit), parts);
  vi.stubGlobal('navigator', browser);
  vi.stubGlobal('netloom', { recentFingerprints: async () => [fingerprint('a')] });
  await deleteUnusedImports();
  await expect(storedParts(fingerprint('a'))).resolves.toBeDefined();
  await expect(storedParts(fingerprint('b'))).resolves.toBeUndefined();
});
