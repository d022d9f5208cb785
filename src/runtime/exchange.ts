/** Imports and exports for the studio: what a worker does with one request. */
import { exporters } from '../compiler/exporters/all';
import { LowerError } from '../compiler/lower';
import { mapTensors } from '../compiler/mapping/mapping';
import { type Document, MAIN } from '../graph/document';
import { BackendUnavailable, chooseBackend } from './backend';
import type { Draw } from './containers/encode';
import { openFloatTensors } from './containers/float-tensors';
import { joined, type Parts } from './containers/parts';
import { readSafetensors, SafetensorsError, writeSafetensors } from './containers/safetensors';
import { ArchiveTooLarge, zipParts } from './containers/zip';
import { runnerHere } from './exchange-execute';
import type { FromExchange, ImportedReport, NamedFile, ToExchange } from './exchange-protocol';
import { exportDocument } from './export';
import { failureOf, RunFailure } from './failure';
import { WeightsError } from './fitting-weights';
import type { Host } from './host';
import type { ImportedModel } from './import-model';
import { importModel, isAboutFile } from './import-model';
import { doesNotRun, importPassport } from './import-passport';
import { keepWeights } from './kept-weights';
import { lowerAll } from './setup';
import { startFromFile } from './start-from-file';

type Send = (message: FromExchange) => void;

export interface ExchangeHost {
  readonly host: Host;
  /** The built module of layer classes that TensorFlow.js lacks. */
  readonly ownLayers: () => Promise<string>;
  /** The built script of a web page that runs a model. */
  readonly pageScript: () => Promise<string>;
  readonly draw: Draw;
}

/** Never rejects: what went wrong is a message. */
export async function exchange(
  message: ToExchange,
  around: ExchangeHost,
  send: Send,
): Promise<void> {
  try {
    send(await answerTo(message, around, send));
  } catch (error) {
    send({ type: 'failed', message: sentenceOf(error) });
  }
}

async function answerTo(
  message: ToExchange,
  around: ExchangeHost,
  send: Send,
): Promise<FromExchange> {
  switch (message.type) {
    case 'import':
      return { type: 'imported', report: await read(message, around, send) };
    case 'export':
      return write(message, around, send);
    case 'map': {
      const file = openFloatTensors(message.file.bytes);
      return { type: 'mapped', mapping: mapTensors(file, lowerAll(message.document)) };
    }
    case 'start': {
      const { document, file, rows } = message;
      const { readWeights } = around.host;
      const starts = await startFromFile({ document, bytes: file.bytes, rows, readWeights });
      return { type: 'started', starts };
    }
  }
}

/** Errors whose text is a sentence for people. */
const worded = [
  ArchiveTooLarge,
  BackendUnavailable,
  LowerError,
  RunFailure,
  SafetensorsError,
  WeightsError,
];

/** Any other error is a fault of the program, and its text is never put as if it were about the file. */
function sentenceOf(error: unknown): string {
  const { code, message, hint } = failureOf(error);
  const isWorded = isAboutFile(error) || worded.some((kind) => error instanceof kind);
  if (isWorded && error instanceof Error) return error.message;
  if (code !== 'unknown') return `${message} ${hint}`;
  return `Netloom itself failed, which says nothing about the file or the document: ${message}`;
}

async function read(
  { file, beside }: Extract<ToExchange, { type: 'import' }>,
  { host }: ExchangeHost,
  send: Send,
): Promise<ImportedReport> {
  send({ type: 'stage', stage: 'reading' });
  const imported = await importModel({
    ...file,
    beside: (name) => beside.find((other) => other.name === name)?.bytes,
  });
  const { importer, placeholders, notes, weights } = imported;
  send({ type: 'stage', stage: 'comparing' });
  const passport = await importPassport({
    imported,
    host,
    runner: async ({ runtime, name }, program, samples) => {
      const runner = runnerHere(runtime);
      if ('missing' in runner) return runner;
      const files = new Map([[name, file.bytes], ...beside.map((b) => [b.name, b.bytes] as const)]);
      const { inputOrders } = imported;
      const options = { files, program, samples, ...(inputOrders ? { inputOrders } : {}) };
      // What only its own runtime refuses is no fault of the import.
      return (ids) =>
        runner(options, ids).catch((error: unknown) =>
          doesNotRun(error instanceof Error ? error.message : String(error)),
        );
    },
  });
  const source = weights.size > 0 ? await keep(imported) : undefined;
  return {
    document: source ? startingFrom(imported.document, source) : imported.document,
    importer,
    weights: weights.size,
    kept: weights.size === 0 || source !== undefined,
    placeholders,
    notes,
    passport,
  };
}

/** The id of the kept weights; `undefined` where the browser keeps nothing. */
async function keep({ weights }: ImportedModel): Promise<string | undefined> {
  const tensors = new Map(
    [...weights].map(([key, { shape, values }]) => [
      key,
      { dtype: 'float32' as const, shape, values },
    ]),
  );
  const bytes = writeSafetensors({ tensors, metadata: { format: 'netloom-weights' } });
  try {
    // Made here, so never shared memory.
    return await keepWeights(bytes as Uint8Array<ArrayBuffer>);
  } catch {
    return undefined;
  }
}

function startingFrom(document: Document, source: string): Document {
  const main = document.networks[MAIN];
  if (!main) return document;
  return {
    ...document,
    networks: { ...document.networks, [MAIN]: { ...main, weights: { source } } },
  };
}

async function write(
  message: Extract<ToExchange, { type: 'export' }>,
  { host, ownLayers, pageScript, draw }: ExchangeHost,
  send: Send,
): Promise<FromExchange> {
  const exporter = exporters.get(message.exporter);
  if (!exporter) throw new Error(`There is no exporter ${message.exporter}.`);
  send({ type: 'stage', stage: 'writing' });
  await chooseBackend({ host, choice: 'wasm' });
  const files = new Map<string, Parts>();
  const { document, weights, metrics, quantization } = message;
  const result = await exportDocument({
    document,
    exporter,
    host,
    ...(weights ? { weights: readSafetensors(weights, { inPlace: true }).tensors } : {}),
    ...(metrics ? { metrics } : {}),
    ...(quantization ? { quantization } : {}),
    ownLayers,
    pageScript,
    draw,
    write: async (path, parts) => void files.set(path, parts),
    onWritten: inPercent((percent) => send({ type: 'stage', stage: 'writing', percent })),
    executor: async (program, samples) => {
      const runner = runnerHere(exporter.runtime);
      if ('missing' in runner) return runner;
      return (ids) => {
        send({ type: 'stage', stage: 'comparing' });
        const written = new Map([...files].map(([path, parts]) => [path, joined(parts)]));
        return runner({ files: written, program, samples }, ids);
      };
    },
  });
  if ('gaps' in result) return { type: 'gaps', gaps: result.gaps };
  const file = packed(document.name, files);
  return { type: 'exported', file, files: result.files, passport: result.passport };
}

/** Tells whole per cents, each once. */
function inPercent(tell: (percent: number) => void): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === told) return;
    told = percent;
    tell(percent);
  };
}

/** All files in one archive, since a browser saves one at a time. */
function packed(name: string, files: ReadonlyMap<string, Parts>): NamedFile {
  const isText = (path: string): boolean =>
    /\.(json|html|py|ts|js|md|mmd|ipynb|txt|svg)$/.test(path);
  const entries = new Map(
    [...files].map(([path, parts]) => [path, { parts, isText: isText(path) }]),
  );
  return { name: `${name}.zip`, bytes: joined(zipParts(entries)) };
}
