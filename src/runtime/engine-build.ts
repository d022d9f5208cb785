/** The models of a document for the engine: weights that are kept, else what the networks start from, else drawn. */
import type { Document } from '../graph/document';
import type { StoredTensors } from './checkpoint';
import type { Host } from './host';
import type { Model } from './model';
import type { BackendId } from './protocol';
import { renamedWeights } from './renamed-weights';
import { buildModels, lowerAll } from './setup';
import { startWeights } from './start-weights';

/** Throws what people should read where a network has an error or its weights cannot be read. */
export async function buildDocument(
  document: Document,
  { readWeights }: Pick<Host, 'readWeights'>,
  backend: BackendId,
  kept: StoredTensors = new Map(),
): Promise<Map<string, Model>> {
  const programs = lowerAll(document);
  const start = await startWeights(programs, readWeights);
  return buildModels({
    programs,
    seed: document.training?.seed ?? 0,
    batchSize: document.training?.batchSize ?? 1,
    backend,
    weights: new Map([...start.tensors, ...renamedWeights(kept, programs)]),
  });
}
