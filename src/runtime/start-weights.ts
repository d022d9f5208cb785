/** First values of the networks that start from weights that come with Netloom, matched by name and shape. */
import type { Program } from '../compiler/program';
import { isKept, type WeightsSpec } from '../compiler/world';
import { readSafetensors, type StoredTensor } from './containers/safetensors';
import type { ReadAsset } from './dataset';
import { DataError } from './preparation/step';
import { pretrained } from './pretrained/all';
import { readPretrained } from './pretrained/pretrained';
import type { StartTensors } from './pretrained/start-tensors';

/** What became of the weights of one source. */
export interface StartReport {
  readonly source: string;
  /** Weights that found their place, as `<network>.<call>.<weight>`. */
  readonly loaded: readonly string[];
  /** Weights that are drawn: the source has none of that name, or one of another shape. */
  readonly drawn: readonly {
    readonly weight: string;
    readonly reason: 'name' | 'shape';
  }[];
  /** Names of the source that no layer asked for, such as those behind a cut. */
  readonly unused: readonly string[];
}

export interface StartWeights {
  /** By `<network>.<call>.<weight>`. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly reports: readonly StartReport[];
}

/** Reads what the programs start from; nothing is read where none does. */
export async function startWeights(
  programs: readonly Program[],
  readWeights: ReadAsset,
): Promise<StartWeights> {
  const sources = new Set(
    programs.flatMap(({ calls }) => calls.flatMap(({ start }) => start?.source ?? [])),
  );
  const tensors = new Map<string, StoredTensor>();
  const reports: StartReport[] = [];
  for (const source of sources) {
    const given = await cached(source, readWeights);
    reports.push(match(programs, source, given, tensors));
  }
  return { tensors, reports };
}

/** What was read last by each reader: the same network is built again and again while somebody draws. */
const last = new WeakMap<ReadAsset, { readonly source: string; readonly given: StartTensors }>();

async function cached(source: string, readWeights: ReadAsset): Promise<StartTensors> {
  const known = last.get(readWeights);
  if (known?.source === source) return known.given;
  const given = isKept(source)
    ? await readOwn(source, readWeights)
    : await readPretrained(findPretrained(source), readWeights);
  last.set(readWeights, { source, given });
  return given;
}

/** Weights of an imported model, which only the machine has that imported it. */
async function readOwn(source: string, readWeights: ReadAsset): Promise<StartTensors> {
  try {
    const { tensors } = readSafetensors(await readWeights(`${source}/weights.safetensors`));
    return new Map(
      [...tensors].flatMap(([name, { shape, values }]) =>
        values instanceof Float32Array ? [[name, { shape, values }] as const] : [],
      ),
    );
  } catch {
    throw new DataError(
      'missing-weights',
      `A network starts from weights of an imported model (${source}), which are not on this computer.`,
      'Import the model here, or let the weights be drawn.',
    );
  }
}

function findPretrained(id: string): WeightsSpec {
  const found = pretrained.find((each) => each.id === id);
  if (found) return found;
  throw new DataError(
    'unknown-weights',
    `A network starts from the weights "${id}"; this version has ${pretrained.map((each) => each.id).join(', ')}.`,
    'Choose one of these, or let the weights be drawn.',
  );
}

function match(
  programs: readonly Program[],
  source: string,
  given: StartTensors,
  tensors: Map<string, StoredTensor>,
): StartReport {
  const loaded: string[] = [];
  const drawn: { weight: string; reason: 'name' | 'shape' }[] = [];
  const unused = new Set(given.keys());
  for (const { network, calls } of programs) {
    for (const call of calls) {
      if (call.start?.source !== source || call.sharesWith) continue;
      for (const { name, shape } of call.weights) {
        const key = `${call.start.name}.${name}`;
        const weight = `${network}.${call.id}.${name}`;
        const found = given.get(key);
        unused.delete(key);
        if (found?.shape.join() === shape.join()) {
          loaded.push(weight);
          tensors.set(weight, { dtype: 'float32', ...found });
        } else drawn.push({ weight, reason: found ? 'shape' : 'name' });
      }
    }
  }
  return { source, loaded, drawn, unused: [...unused] };
}
