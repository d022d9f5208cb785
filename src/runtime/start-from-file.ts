/** A document whose networks start from a file of weights: keeps them, and says which networks start from what. */
import type { FileTensor } from '../compiler/mapping/file-tensor';
import type { LayoutId } from '../compiler/mapping/layouts';
import { corrected, type Mapping, mapTensors } from '../compiler/mapping/mapping';
import type { Program } from '../compiler/program';
import type { Document } from '../graph/document';
import { openFloatTensors } from './containers/float-tensors';
import { type StoredTensor, writeSafetensors } from './containers/safetensors';
import type { ReadAsset } from './dataset';
import { keepWeights } from './kept-weights';
import { mappedTensors } from './map-weights';
import { DataError } from './preparation/step';
import { lowerAll } from './setup';
import { startWeights } from './start-weights';

/** A row of a mapping as it crosses to a worker. */
export interface ChosenRow {
  readonly tensor: string;
  /** `<network>.<call>.<weight>`. */
  readonly to: string;
  readonly layout: LayoutId;
}

export interface Starts {
  /** What each network starts from, by its name. */
  readonly sources: Readonly<Record<string, string>>;
  /** Blocks whose own weights went into those of the networks around them. */
  readonly released: readonly string[];
}

interface StartOptions {
  readonly document: Document;
  readonly bytes: Uint8Array;
  readonly rows: readonly ChosenRow[];
  readonly readWeights: ReadAsset;
}

/**
 * Keeps what the rows say, and beside it what the networks start from already. Throws where the bytes are no file of
 * weights or the browser keeps nothing.
 */
export async function startFromFile(options: StartOptions): Promise<Starts> {
  const { document, bytes, rows, readWeights } = options;
  const programs = lowerAll(document);
  const file = openFloatTensors(bytes);
  const nothing = cleared(mapTensors(file, programs), file.tensors);
  const mapping = rows.reduce(
    (before, { tensor, to, layout }) => corrected(before, tensor, { key: to, layout }),
    nothing,
  );
  const mapped = mappedTensors(file, mapping);
  const replaced = sourcesUnder(document, programs, mapped);
  const before =
    replaced.size > 0
      ? await startWeights(programs, readWeights).catch(withoutMissing)
      : { tensors: mapped };
  const sources: Record<string, string> = {};
  for (const { network, calls } of programs) {
    const tensors = new Map<string, StoredTensor>();
    for (const { id, weights, start } of calls) {
      for (const { name } of weights) {
        const key = `${network}.${id}.${name}`;
        const isReplaced = start !== undefined && replaced.has(start.source);
        const tensor = mapped.get(key) ?? (isReplaced ? before.tensors.get(key) : undefined);
        if (tensor) tensors.set(`${id}.${name}`, tensor);
      }
    }
    if (tensors.size > 0) sources[network] = await keep(tensors);
  }
  const released = Object.entries(document.networks).flatMap(([name, { weights }]) =>
    weights && replaced.has(weights.source) && !(name in sources) ? [name] : [],
  );
  return { sources, released };
}

const cleared = (mapping: Mapping, tensors: readonly FileTensor[]): Mapping =>
  tensors.reduce((before, { name }) => corrected(before, name, null), mapping);

/** What networks and blocks start from that now take other weights. */
function sourcesUnder(
  { networks }: Document,
  programs: readonly Program[],
  mapped: ReadonlyMap<string, StoredTensor>,
): ReadonlySet<string> {
  return new Set(
    programs.flatMap(({ network, calls }) => {
      const taking = calls.filter(({ id, weights }) =>
        weights.some(({ name }) => mapped.has(`${network}.${id}.${name}`)),
      );
      const own = taking.length > 0 ? networks[network]?.weights?.source : undefined;
      return [...(own ? [own] : []), ...taking.flatMap(({ start }) => start?.source ?? [])];
    }),
  );
}

/** What is not on this computer cannot be kept beside the new weights; it was drawn before, too. */
function withoutMissing(error: unknown): { readonly tensors: ReadonlyMap<string, StoredTensor> } {
  if (error instanceof DataError) return { tensors: new Map() };
  throw error;
}

function keep(tensors: Map<string, StoredTensor>): Promise<string> {
  const bytes = writeSafetensors({ tensors, metadata: { format: 'netloom-weights' } });
  // Made here, so never shared memory.
  return keepWeights(bytes as Uint8Array<ArrayBuffer>);
}
