/**
 * Imported data in this browser: held while this window's document or its history learns from it, and deleted once
 * nothing that is open or kept names it. The files that it came from are never touched.
 */
import { FILES } from '../../../src/compiler/files';
import type { Document } from '../../../src/graph/document';
import { holdFiles } from '../../../src/runtime/files/in-use';
import { markUsed } from '../../../src/runtime/files/store';
import { deleteUnused, type KeptFiles, keptFiles } from '../../../src/runtime/files/unused';
import { fingerprintsIn } from '../../shared/fingerprints';
import type { DocumentState, DocumentStore } from '../stores/document';
import { checkpointKeys } from '../training/checkpoints';
import { browserSessions } from './browser-sessions';

const DAY = 24 * 3600 * 1000;
/** A document that was saved as a file may ask for its data as long as this after it was last open. */
const KEPT_FOR = 30 * DAY;
/** Share of the browser's room above which age does not matter. */
const SHORT = 0.8;

/** Fingerprints that documents and checkpoints of this browser name, and on the desktop its recent files. */
async function named(): Promise<ReadonlySet<string>> {
  const sessions = await browserSessions.all();
  const texts = [...sessions.map(({ text }) => text), ...(await checkpointKeys())];
  const onDisk = (await window.netloom?.recentFingerprints()) ?? [];
  return new Set([...texts.flatMap(fingerprintsIn), ...onDisk]);
}

/** How much lies here. Throws where the browser keeps no files. */
export async function importedFiles(): Promise<KeptFiles> {
  return keptFiles({ named: await named() });
}

/** Deletes what no open or kept document names, and says how many bytes came free: a person asks for it. */
export async function deleteUnusedFiles(): Promise<number> {
  return deleteUnused({ named: await named() });
}

/** The same without being asked: what was made here, as pictures from the camera are, stays. */
export async function deleteUnusedImports(): Promise<number> {
  return deleteUnused({ named: await named(), keepsMadeHere: true });
}

/** Deletes what was not used for long; where the browser's room is short, as much as makes room again. */
async function tidy(): Promise<void> {
  const { usage = 0, quota = Number.POSITIVE_INFINITY } = await navigator.storage.estimate();
  const needs = { named: await named(), keepsMadeHere: true };
  await deleteUnused({ ...needs, usedAfter: Date.now() - KEPT_FOR });
  const missing = usage - SHORT * quota;
  if (missing > 0) await deleteUnused(needs, missing);
}

function fingerprintOf({ data }: Document): string {
  const { fingerprint } = data?.parameters ?? {};
  return data?.dataset === FILES && typeof fingerprint === 'string' ? fingerprint : '';
}

const documentsOf = ({ document, history }: DocumentState): readonly Document[] => [
  document,
  ...[...history.past, ...history.future].map((step) => step.document),
];

/** Holds what the document and its history learn from, then tidies up. */
export function startImportedFiles(store: DocumentStore): () => void {
  const held = new Map<string, Promise<() => void>>();
  const letGo = (fingerprint: string): void => {
    void held.get(fingerprint)?.then((release) => release());
    held.delete(fingerprint);
  };
  const hold = (state: DocumentState): void => {
    const wanted = new Set(documentsOf(state).map(fingerprintOf));
    wanted.delete('');
    for (const old of held.keys()) if (!wanted.has(old)) letGo(old);
    for (const fingerprint of wanted) {
      if (held.has(fingerprint)) continue;
      const holding = holdFiles(fingerprint);
      holding.then(() => markUsed(fingerprint)).catch(() => undefined);
      held.set(fingerprint, holding);
    }
  };
  hold(store.getState());
  const stop = store.subscribe((state, before) => {
    if (state.history !== before.history) hold(state);
  });
  // A browser that keeps nothing has nothing to tidy.
  tidy().catch(() => undefined);
  return () => {
    stop();
    for (const fingerprint of [...held.keys()]) letGo(fingerprint);
  };
}
