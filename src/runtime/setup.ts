/** From a document to models on the device: the networks that its phases name, lowered, measured and built. */

import { lower } from '../compiler/lower';
import type { Program } from '../compiler/program';
import { type Document, MAIN } from '../graph/document';
import { buildModel } from './build';
import { requireMemory } from './build-memory';
import type { StoredTensors } from './checkpoint';
import type { Model } from './model';
import type { BackendId } from './protocol';

/** Names of the networks that training touches; without training, `main` or the only one. */
export function trainedNetworks(document: Document): string[] {
  const named = (document.training?.phases ?? []).flatMap((phase) => Object.values(phase.networks));
  if (named.length > 0) return [...new Set(named)];
  return [document.networks[MAIN] ? MAIN : (Object.keys(document.networks)[0] ?? MAIN)];
}

/** Throws `LowerError` where a network has an error. */
export function lowerAll(document: Document): Program[] {
  return trainedNetworks(document).map((name) => lower(document, name));
}

/** Weights of one network by `<call>.<weight>`, as `buildModel` takes them. */
function weightsOf(network: string, weights: StoredTensors) {
  const prefix = `${network}.`;
  const own = [...weights].filter(([name]) => name.startsWith(prefix));
  return new Map(
    own.map(([name, { shape, values }]) => [
      name.slice(prefix.length),
      { shape, values: Float32Array.from(values) },
    ]),
  );
}

export interface SetupOptions {
  readonly programs: readonly Program[];
  readonly seed: number;
  readonly batchSize: number;
  readonly backend: BackendId;
  /** Start values by `<network>.<call>.<weight>`; what does not fit is drawn. */
  readonly weights?: StoredTensors;
}

/** The models by network name. Throws a `RunFailure` where they need more memory than there is. */
export function buildModels(options: SetupOptions): Map<string, Model> {
  const { programs, seed, batchSize, backend, weights } = options;
  requireMemory(programs, batchSize, backend);
  return new Map(
    programs.map((program) => {
      const given = weights ? { weights: weightsOf(program.network, weights) } : {};
      return [program.network, buildModel(program, { seed, ...given })];
    }),
  );
}

export function disposeModels(models: ReadonlyMap<string, Model>): void {
  for (const model of models.values()) model.dispose();
}

/** Sets the dropout rate of a node, in every placement, while training runs. */
export function setDropout(models: ReadonlyMap<string, Model>, node: string, rate: number): void {
  for (const model of models.values()) {
    for (const call of model.program.calls) {
      if (call.origin.node === node || call.id === node) model.setRate(call.id, rate);
    }
  }
}
