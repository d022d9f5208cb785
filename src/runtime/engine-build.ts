/** The models of a document for the engine: weights that are kept, else what the networks start from, else drawn. */
import type { Program } from '../compiler/program';
import type { Document } from '../graph/document';
import type { StoredTensors } from './checkpoint';
import type { Host } from './host';
import type { Model } from './model';
import type { BackendId } from './protocol';
import { renamedWeights } from './renamed-weights';
import { buildModels, lowerAll } from './setup';
import { startWeights } from './start-weights';

/** Weights as an earlier document left them. */
export interface Held {
  readonly document: Document;
  readonly weights: StoredTensors;
}

/** Throws what people should read where a network has an error or its weights cannot be read. */
export async function buildDocument(
  document: Document,
  { readWeights }: Pick<Host, 'readWeights'>,
  backend: BackendId,
  held?: Held,
): Promise<Map<string, Model>> {
  const programs = lowerAll(document);
  const start = await startWeights(programs, readWeights);
  const kept = held ? renamedWeights(stillHeld(held, programs), programs) : [];
  return buildModels({
    programs,
    seed: document.training?.seed ?? 0,
    batchSize: document.training?.batchSize ?? 1,
    backend,
    weights: new Map([...start.tensors, ...kept]),
  });
}

/** Without the weights of calls that start from something else now. */
function stillHeld({ document, weights }: Held, programs: readonly Program[]): StoredTensors {
  const now = startsOf(programs);
  const before = startsOf(lowerAll(document));
  const isHeld = (name: string): boolean => {
    const call = name.slice(0, name.lastIndexOf('.'));
    return !now.has(call) || !before.has(call) || now.get(call) === before.get(call);
  };
  return new Map([...weights].filter(([name]) => isHeld(name)));
}

/** What calls start from, by `<network>.<call>`; `undefined` for those that are drawn. */
const startsOf = (programs: readonly Program[]): ReadonlyMap<string, string | undefined> =>
  new Map(
    programs.flatMap(({ network, calls }) =>
      calls.map(({ id, start }) => [`${network}.${id}`, start?.source] as const),
    ),
  );
