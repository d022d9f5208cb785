// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patchData } from '../../../src/graph/edits/training';
import { commit } from '../../../src/graph/history';
import { heldFiles } from '../../../src/runtime/files/in-use';
import { privateFiles } from '../../../src/runtime/files/testing/private-files';
import { createDocumentStore } from '../stores/document';
import { startImportedFiles } from './imported-files';
import { firstTemplate } from './templates';

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
