/** The document that the engine has ready: data on the host, models on the device, until another takes their place. */
import type { Document } from '../graph/document';
import { readWeights } from './checkpoint';
import type { PreparedData } from './dataset';
import type { EngineBackend } from './engine-backend';
import { buildDocument, type Held } from './engine-build';
import type { Ready, Send } from './engine-requests';
import { failureOf, RunFailure } from './failure';
import type { Host } from './host';
import { prepareData } from './prepare';
import type { RunState } from './protocol';
import { disposeModels } from './setup';

/** A newer request took the place of the one at work. */
class Superseded extends Error {}

export interface Making {
  /** Weights that fit are kept unless they are to be drawn again. */
  readonly weights: 'keep' | 'draw';
  /** Whether nothing newer was asked for; asked between two parts of the work, which ends in a `Superseded` then. */
  readonly isWanted: () => boolean;
}

export interface ReadyDocument {
  readonly ready: Ready | null;
  make(document: Document, making: Making): Promise<Ready>;
  /** Carries the models over a change of the backend; weights of a lost one are drawn again by the next `make`. */
  across(change: () => Promise<unknown>): Promise<void>;
  dispose(): void;
}

export function createReadyDocument(
  host: Host,
  backend: EngineBackend,
  { send, tell }: { readonly send: Send; readonly tell: (state: RunState) => void },
): ReadyDocument {
  let ready: Ready | null = null;
  let dataKey = '';

  const release = (): void => {
    if (ready) disposeModels(ready.models);
    ready = null;
  };

  const dataOf = async (document: Document, isWanted: () => boolean): Promise<PreparedData> => {
    const key = JSON.stringify(document.data ?? null);
    if (ready && key === dataKey) return ready.data;
    const onProgress = (done: number, total: number): void => {
      if (isWanted()) tell({ phase: 'compiling', stage: 'data', done, total });
    };
    onProgress(0, 0);
    const data = await prepareData({ document, ...host, onProgress }).catch((error: unknown) => {
      throw new RunFailure(failureOf(error, 'data'));
    });
    require(isWanted);
    dataKey = key;
    return data;
  };

  return {
    get ready() {
      return ready;
    },
    async make(document, { weights, isWanted }) {
      require(isWanted);
      await backend.ensure();
      require(isWanted);
      const data = await dataOf(document, isWanted);
      tell({ phase: 'compiling', stage: 'build', done: 0, total: 1 });
      const held = ready && weights === 'keep' ? await heldBy(ready) : undefined;
      release();
      ready = { document, data, models: await buildDocument(document, host, backend.id, held) };
      require(isWanted);
      const { train, validation, classes } = data;
      send({ type: 'data', train: train.count, validation: validation.count, classes });
      return ready;
    },
    async across(change) {
      const held = ready;
      const kept = held && !backend.isLost ? await heldBy(held) : null;
      release();
      await change();
      if (!held || !kept) return;
      const models = await buildDocument(held.document, host, backend.id, kept);
      ready = { ...held, models };
    },
    dispose: release,
  };
}

async function heldBy({ document, models }: Ready): Promise<Held> {
  return { document, weights: await readWeights(models) };
}

function require(isWanted: () => boolean): void {
  if (!isWanted()) throw new Superseded();
}
