/** One import at a time: from a drop through the worker's guesses to the document that learns from it. */
import { datasetOf } from '../../../src/compiler/dataset-of';
import { descriptionConfig, FILES, type FilesDescription } from '../../../src/compiler/files';
import type { Learning } from '../../../src/compiler/learn-from';
import { commit } from '../../../src/graph/history';
import type {
  Corrections,
  FromImporter,
  ToImporter,
} from '../../../src/runtime/files/import-protocol';
import { words } from '../i18n/index';
import { firstTraining } from '../inspector/first-training';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';
import { world } from '../stores/world';
import { type Dropped, fromFiles } from './dropped-files';
import { type Import, imports } from './import-state';

let worker: Worker | null = null;

const set = (state: Import): void => imports.setState(state, true);

/** Ends the import, wherever it stands; of a large one the pictures that were packed stay for the next try. */
export function closeImport(): void {
  worker?.terminate();
  worker = null;
  set({ phase: 'idle' });
}

/** Opens what was dropped and shows what it seems to be. */
export async function openData(read: () => Promise<Dropped>): Promise<void> {
  closeImport();
  const opening: Import = { phase: 'reading', name: '', share: 0 };
  set(opening);
  try {
    const { name, files } = await read();
    // Closed, or something else was dropped, while the folder was listed.
    if (imports.getState() !== opening) return;
    set({ phase: 'reading', name, share: 0 });
    const made = new Worker(new URL('../../../src/runtime/import-worker.ts', import.meta.url), {
      type: 'module',
      name: 'netloom-import',
    });
    worker = made;
    made.onmessage = (event: MessageEvent<FromImporter>) => receive(name, event.data);
    made.onerror = (event) => {
      event.preventDefault();
      set({ phase: 'failed', name, reason: 'unknown', message: event.message });
    };
    made.postMessage({ type: 'open', name, files } satisfies ToImporter);
  } catch (error) {
    if (imports.getState().phase !== 'reading') return;
    const message = error instanceof Error ? error.message : String(error);
    set({ phase: 'failed', name: '', reason: 'unknown', message });
  }
}

/** Asks for files where nothing is dropped. */
export function chooseFiles(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) void openData(async () => fromFiles(files));
  };
  input.click();
}

/** What the worker was asked for last, while it may be asked once more. */
let again: Corrections | null = null;

/** Reads what was opened, as people corrected it. */
export function importData(name: string, corrections: Corrections): void {
  again = corrections;
  ask(name, corrections);
}

function ask(name: string, corrections: Corrections): void {
  set({ phase: 'reading', name, share: 0 });
  worker?.postMessage({ type: 'import', corrections } satisfies ToImporter);
}

/** Where the browser's room is used up, imports that nobody needs go, and the import goes on where it stood. */
async function makeRoom(failed: Extract<Import, { phase: 'failed' }>): Promise<void> {
  const [corrections, asked] = [again, worker];
  again = null;
  const { deleteUnusedImports } = await import('../persistence/imported-files');
  const freed = corrections ? await deleteUnusedImports().catch(() => 0) : 0;
  // Closed, or something else was dropped meanwhile.
  if (worker !== asked) return;
  if (corrections && freed > 0) ask(failed.name, corrections);
  else set(failed);
}

function receive(name: string, message: FromImporter): void {
  if (message.type === 'progress') {
    const { done, total, resumes } = message;
    set({ phase: 'reading', name, share: total > 0 ? done / total : 0, resumes });
  } else if (message.type === 'opened') set({ phase: 'opened', name, guess: message.guess });
  else if (message.type === 'failed') {
    const { reason } = message;
    const failed = { phase: 'failed', name, reason, message: message.message } as const;
    if (reason === 'quota') void makeRoom(failed);
    else set(failed);
  } else {
    void finish(name, message);
  }
}

async function finish(
  name: string,
  { description, problems, more, storedBytes }: Extract<FromImporter, { type: 'imported' }>,
): Promise<void> {
  const asked = worker;
  const [learning, { learnFrom }] = await Promise.all([
    learningOf(description),
    import('../../../src/compiler/learn-from'),
  ]);
  // Closed, or something else was dropped meanwhile.
  if (worker !== asked) return;
  viewStore.getState().set({ screen: 'studio' });
  // One step that can be undone: data, its preparation, and ends that fit.
  documentStore()
    .getState()
    .dispatch(
      (document) => learnFrom(document, learning, world),
      commit(words('dataImport.choose', { name: description.name })),
    );
  const count = problems.length + more;
  set({ phase: 'done', name, description, problems, count, storedBytes });
}

async function learningOf(description: FilesDescription): Promise<Learning> {
  const data = {
    dataset: FILES,
    parameters: descriptionConfig(description),
    validation: description.test > 0 ? ('test' as const) : 0.2,
  };
  const spec = datasetOf(data, world);
  const learning = { data, training: firstTraining(spec) };
  const target = spec?.columns.target;
  if (!target || target.classes) return learning;
  const { targetSpread } = await import('./target-spread');
  const spread = await targetSpread({ ...data, seed: 7, preparation: { nodes: [], edges: [] } });
  return spread ? { ...learning, spread } : learning;
}
