/** What the dialogs of import and export show. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Quantization } from '../../../src/compiler/exporters/exporter';
import type { Mapping } from '../../../src/compiler/mapping/mapping';
import { startFrom } from '../../../src/graph/edits/start';
import { commit } from '../../../src/graph/history';
import type { ImportedReport, NamedFile, ToExchange } from '../../../src/runtime/exchange-protocol';
import type { Passport } from '../../../src/runtime/passport';
import type { ChosenRow } from '../../../src/runtime/start-from-file';
import { words } from '../i18n/index';
import { errorText, worded } from '../i18n/messages';
import { download, fileName } from '../persistence/download';
import { notify, show } from '../persistence/files';
import { documentStore } from '../stores/document';
import { runStore } from '../stores/run';
import { runClient } from '../worker-client';
import { type Exchange, type Progress, startExchange } from './exchange-client';

type Way = ToExchange['type'];

export type ExchangeState =
  | { readonly at: 'closed' }
  /** An exporter is chosen. */
  | { readonly at: 'choosing' }
  | ({ readonly at: 'working'; readonly way: Way } & Progress)
  | { readonly at: 'imported'; readonly report: ImportedReport }
  /** The tensors of a file wait to be given to weights. */
  | { readonly at: 'mapping'; readonly file: NamedFile; readonly mapping: Mapping }
  | { readonly at: 'exported'; readonly files: readonly string[]; readonly passport: Passport };

export const exchangeStore = createStore<{ readonly state: ExchangeState }>()(() => ({
  state: { at: 'closed' },
}));

export function useExchange(): ExchangeState {
  return useStore(exchangeStore, ({ state }) => state);
}

const set = (state: ExchangeState): void => exchangeStore.setState({ state });

let running: Exchange | null = null;

/** Closes the dialog; what is under way ends. */
export function closeExchange(): void {
  running?.cancel();
  running = null;
  set({ at: 'closed' });
}

export function chooseExporter(): void {
  set({ at: 'choosing' });
}

const named = async (file: File): Promise<NamedFile> => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
});

/** Reads a model file and opens what it holds; the open document stays under Recent. */
export async function importFiles(file: File, beside: readonly File[]): Promise<void> {
  try {
    await run({
      type: 'import',
      file: await named(file),
      beside: await Promise.all(beside.map(named)),
    });
  } catch {
    refuse(words('shell.fileTitle', { name: file.name }), words('shell.fileRead'));
  }
}

/** Reads a file of weights and shows which weight of the open document each tensor may become. */
export async function mapWeights(file: File): Promise<void> {
  const { document } = documentStore().getState();
  try {
    await run({ type: 'map', document, file: await named(file) });
  } catch {
    refuse(words('shell.fileTitle', { name: file.name }), words('shell.fileRead'));
  }
}

/** The open document starts from the file as the rows say: one step of undo. */
export async function startFromWeights(file: NamedFile, rows: readonly ChosenRow[]): Promise<void> {
  const { document } = documentStore().getState();
  await run({ type: 'start', document, file, rows });
}

export interface ExportChoice {
  readonly exporter: string;
  readonly quantization?: Quantization;
}

/** Exports the open document with its trained weights, or with fresh ones where nothing was trained. */
export async function exportModel({ exporter, quantization }: ExportChoice): Promise<void> {
  set({ at: 'working', way: 'export', stage: 'writing' });
  const { document } = documentStore().getState();
  try {
    const weights = await trainedWeights();
    // Closed while the weights were on their way.
    if (exchangeStore.getState().state.at !== 'working') return;
    await run({
      type: 'export',
      document,
      exporter,
      ...(weights ? { weights } : {}),
      ...(quantization ? { quantization } : {}),
    });
  } catch (error) {
    refuse(words('exchange.exportFailed', { name: document.name }), errorText(error));
  }
}

/** Weights exist once a step was trained. */
export function hasWeights(): boolean {
  const { state, checkpoint } = runStore.getState();
  return ['paused', 'finished', 'running'].includes(state.phase) || checkpoint !== null;
}

async function trainedWeights(): Promise<Uint8Array | undefined> {
  if (!hasWeights()) return undefined;
  return new Uint8Array(await runClient.saveWeights());
}

async function run(message: ToExchange): Promise<void> {
  running?.cancel();
  const way = message.type;
  set({ at: 'working', way, stage: way === 'export' ? 'writing' : 'reading' });
  const exchange = startExchange(message, ({ stage, percent }) =>
    set({ at: 'working', way, stage, ...(percent === undefined ? {} : { percent }) }),
  );
  running = exchange;
  const outcome = await exchange.outcome;
  if (!outcome || running !== exchange) return;
  running = null;
  switch (outcome.type) {
    case 'imported':
      show(outcome.report.document);
      set({ at: 'imported', report: outcome.report });
      return;
    case 'exported': {
      const { bytes, name } = outcome.file;
      const archive = fileName(name.replace(/\.zip$/, ''), 'zip');
      // The worker made the bytes, so they are never shared memory.
      download(archive, bytes.buffer as ArrayBuffer, 'application/zip');
      set({ at: 'exported', files: outcome.files, passport: outcome.passport });
      return;
    }
    case 'mapped':
      if (message.type !== 'map') return;
      set({ at: 'mapping', file: message.file, mapping: outcome.mapping });
      return;
    case 'started': {
      const { sources, released } = outcome.starts;
      documentStore()
        .getState()
        .dispatch(
          (document) => startFrom(document, sources, released),
          commit(words('exchange.startEdit')),
        );
      set({ at: 'closed' });
      return;
    }
    // The form lets nobody start an export with gaps; what it did not foresee is said as any other failure.
    case 'gaps':
    case 'failed': {
      const title = message.type === 'export' ? message.document.name : message.file.name;
      const key = message.type === 'export' ? 'exchange.exportFailed' : 'shell.fileTitle';
      const text =
        outcome.type === 'failed'
          ? worded(outcome.message)
          : outcome.gaps
              .map((gap) => words('exchange.gap', { ...gap, reason: worded(gap.reason) }))
              .join('; ');
      refuse(words(key, { name: title }), text);
    }
  }
}

function refuse(title: string, text: string): void {
  set({ at: 'closed' });
  notify({ title, text });
}
