/** A model file of any format that is known to a document with weights. What it is, its content says, not its name. */
import { type ImporterId, importers } from '../compiler/importers/all';
import { folded } from '../compiler/importers/fold';
import { ImportError, type Imported } from '../compiler/importers/importer';
import { type ImportedNetworks, importKerasConfig } from '../compiler/importers/keras-config';
import { isObject } from '../compiler/importers/keras-values';
import {
  type KerasFile,
  type MatchedWeights,
  matchKeras3,
  matchKerasH5,
} from '../compiler/importers/keras-weights';
import { importOnnx } from '../compiler/importers/onnx';
import { importTfjs, weightValues } from '../compiler/importers/tfjs';
import { lowered } from '../compiler/lower';
import type { Program } from '../compiler/program';
import { type Mark, markText } from '../compiler/source/marks';
import { readSource } from '../compiler/source/read';
import type { Language } from '../compiler/source/tree';
import { type Document, MAIN } from '../graph/document';
import { parse } from '../graph/serialise';
import { ContainerError } from './containers/container-error';
import { readOnnx } from './containers/onnx-read';
import { joined } from './containers/parts';
import { openZip } from './containers/read-zip';
import { FileProblems, FilesError } from './files/problems';
import { readWhole } from './files/tree';

export interface ModelFile {
  /** `net.onnx`; gives the document its name. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Bytes of a file in the same folder, by its name alone. */
  readonly beside: (name: string) => Uint8Array | undefined;
}

export interface ImportedModel extends Imported {
  readonly importer: ImporterId;
}

/** A `.keras` file has these; other zip archives are no models. */
const CONFIG = 'config.json';
const WEIGHTS = 'model.weights.h5';
const DOCUMENT = 'netloom.json';
const ZIP = [0x50, 0x4b];
const HDF5 = [0x89, 0x48, 0x44, 0x46];

/** The C library is five megabytes; only Keras needs it. */
async function readHdf5(bytes: Uint8Array): Promise<KerasFile> {
  return (await import('./containers/hdf5-read')).readHdf5(bytes);
}

/**
 * Throws an `ImportError`, `ContainerError` or `FilesError`: one sentence that says what was received, what was
 * expected and what to do.
 */
export async function importModel(file: ModelFile): Promise<ImportedModel> {
  const { bytes } = file;
  if (bytes.length === 0) throw new ImportError(`${file.name} is empty. Choose the model's file.`);
  const language = languageOf(file.name);
  if (language) return importSource(file, language);
  const starts = (magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
  if (starts(HDF5)) return importH5(file);
  if (starts(ZIP)) return importKerasZip(file);
  if (bytes[0] === 0x7b || bytes[0] === 0x5b) return importJson(file);
  if (bytes[0] === 0x80) {
    throw new ImportError(
      `${file.name} looks like a pickle of Python, which can hold any program and is never run. Export the model to ONNX or safetensors.`,
    );
  }
  const imported = importOnnx(readProtobuf(file), titleOf(file));
  const { networks, nameOf } = foldedNetworks(imported.document.networks, imported.placeholders);
  const weights = new Map(
    [...imported.weights].map(([key, value]) => [inBlock(key, nameOf), value]),
  );
  return { ...imported, document: { ...imported.document, networks }, weights, importer: 'onnx' };
}

/** ONNX files begin like many others: where these bytes are none, the name tells what was meant. */
function readProtobuf({ name, bytes, beside }: ModelFile): ReturnType<typeof readOnnx> {
  try {
    return readOnnx(bytes, beside);
  } catch (error) {
    const isNamed = importers.onnx.endings.some((ending) => name.toLowerCase().endsWith(ending));
    if (isNamed || !(error instanceof ContainerError)) throw error;
    throw new ImportError(
      `${name} is no model that can be read. Choose a file of Keras (.keras, .h5), TensorFlow.js (model.json) or ONNX (.onnx).`,
    );
  }
}

/** Networks with what repeats as blocks, and the new id of a call by the old one. */
function foldedNetworks(networks: Document['networks'], placeholders: Imported['placeholders']) {
  const main = networks[MAIN];
  // Nested models are blocks already, and a placeholder is easier to replace in the open.
  const isFlat = main && Object.keys(networks).length === 1 && placeholders.length === 0;
  const found = isFlat ? folded(main) : { networks, renamed: new Map<string, string>() };
  return { networks: found.networks, nameOf: (call: string) => found.renamed.get(call) ?? call };
}

/** `<call>.<weight>` with the call's new id. */
function inBlock(key: string, nameOf: (call: string) => string): string {
  const at = key.lastIndexOf('.');
  return nameOf(key.slice(0, at)) + key.slice(at);
}

/** `nets/mobile_v2.onnx` → `mobile_v2`. */
const titleOf = ({ name }: ModelFile): string => name.replace(/\.[^.]*$/, '').slice(0, 200) || name;

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ImportError(`${name} is not whole JSON. Export or download it again.`);
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function importJson(file: ModelFile): ImportedModel {
  const json = jsonOf(textOf(file.bytes), file.name);
  if (isObject(json) && json.format === 'netloom') {
    throw new ImportError(`${file.name} is a Netloom document. Open it instead of importing it.`);
  }
  if (!isObject(json) || !('weightsManifest' in json)) {
    const imported = importKerasConfig(json);
    return { ...resultOf(file, imported), importer: 'keras-json' };
  }
  const imported = importTfjs(json, besideBytes(json, file));
  const weights = new Map(
    [...imported.weights].map(([key, stored]) => [
      key,
      { shape: stored.shape, values: weightValues(stored) },
    ]),
  );
  const { userDefinedMetadata: own } = json;
  const document = isObject(own) ? documentIn(JSON.stringify(own.netloom)) : undefined;
  const result = resultOf(file, imported, document);
  // Names of layers are those of calls: what the document itself would have written.
  const named = document
    ? renamed(weights, imported, result.document)
    : new Map([...weights].map(([key, value]) => [inBlock(key, result.nameOf), value]));
  return { ...result, weights: named, importer: 'tfjs' };
}

/** In a document of Netloom's own a layer's name is its call's id, dots and all. */
function renamed<T>(
  weights: ReadonlyMap<string, T>,
  imported: ImportedNetworks,
  document: Document,
) {
  const calls = new Map(imported.layers.map(({ call, path }) => [call, path]));
  const program = lowered(document);
  const known = new Set(program?.calls.map(({ id }) => id));
  return new Map(
    [...weights].map(([key, value]) => {
      const at = key.lastIndexOf('.');
      const path = calls.get(key.slice(0, at)) ?? '';
      return [known.has(path) ? path + key.slice(at) : key, value];
    }),
  );
}

/** The weight files of a `model.json` after one another. */
function besideBytes(
  json: Readonly<Record<string, unknown>>,
  { beside, name }: ModelFile,
): Uint8Array {
  const groups = Array.isArray(json.weightsManifest) ? json.weightsManifest : [];
  const paths = groups.flatMap((group: unknown) =>
    isObject(group) && Array.isArray(group.paths) ? group.paths : [],
  );
  const files = paths.map((path) => {
    // A name, not a path: nothing outside the model's own folder is read.
    const bytes = typeof path === 'string' && /^[^/\\]+$/.test(path) ? beside(path) : undefined;
    if (bytes) return bytes;
    throw new ImportError(`${name} keeps weights in ${String(path)}, which is not beside it.`);
  });
  return joined(files);
}

/** Source says what it is by its ending alone. */
function languageOf(name: string): Language | undefined {
  if (/\.py$/i.test(name)) return 'python';
  return /\.(ts|js)$/i.test(name) ? 'typescript' : undefined;
}

/** What source builds, without weights; lines that build nothing are left out, those that cannot be read are notes. */
function importSource(file: ModelFile, language: Language): ImportedModel {
  const { networks, marks } = readSource(textOf(file.bytes), language);
  const failed = marks.filter(({ severity }) => severity === 'error');
  const told = failed.map((mark) => ({
    node: '',
    message: `${placeOf(file, mark)}: ${markText(mark)}`,
  }));
  if (!networks) throw new ImportError(told[0]?.message ?? `${file.name} builds no network.`);
  const result = resultOf(file, networks.imported);
  const importer = language === 'python' ? 'keras-source' : 'typescript';
  return { ...result, notes: [...result.notes, ...told], importer };
}

const placeOf = ({ name }: ModelFile, { line }: Mark): string =>
  line > 0 ? `${name}, line ${line}` : name;

async function importKerasZip(file: ModelFile): Promise<ImportedModel> {
  const { bytes, name } = file;
  const slice = async (start: number, end: number) => bytes.subarray(start, end);
  const problems = new FileProblems();
  const entries = await openZip({ size: bytes.length, slice }, name, problems);
  const entry = async (path: string): Promise<Uint8Array | undefined> => {
    const found = entries.find((each) => each.path === path);
    return found && readWhole(found);
  };
  const config = await entry(CONFIG);
  if (!config) {
    const [problem] = problems.list;
    const why = problem ? ` ${problem.file}: ${problem.message}` : '';
    throw new ImportError(`${name} holds no ${CONFIG}; a .keras file does.${why}`);
  }
  const imported = importKerasConfig(jsonOf(textOf(config), CONFIG));
  const own = await entry(DOCUMENT);
  const weights = await entry(WEIGHTS);
  const source = weights ? await readHdf5(weights) : undefined;
  const result = finished(file, imported, {
    ...(own ? { document: documentIn(textOf(own)) } : {}),
    match: (program, layers) => source && matchKeras3(program, layers, source),
  });
  return { ...result, importer: 'keras' };
}

async function importH5(file: ModelFile): Promise<ImportedModel> {
  const source = await readHdf5(file.bytes);
  const root = source.attributes.get('') ?? {};
  const { model_config: config, netloom: own } = root;
  if (typeof config !== 'string') {
    throw new ImportError(
      `${file.name} holds weights alone, no model_config. Save the whole model with model.save.`,
    );
  }
  const imported = importKerasConfig(jsonOf(config, 'model_config'));
  const result = finished(file, imported, {
    ...(typeof own === 'string' ? { document: documentIn(own) } : {}),
    match: (program, layers) => matchKerasH5(program, layers, source),
  });
  return { ...result, importer: 'keras-h5' };
}

interface Finish {
  /** Netloom's own document, where the file carries it. */
  readonly document?: Document | undefined;
  readonly match: (
    program: Program,
    layers: ImportedNetworks['layers'],
  ) => MatchedWeights | undefined;
}

function finished(file: ModelFile, imported: ImportedNetworks, options: Finish): Imported {
  const result = resultOf(file, imported, options.document);
  // Placeholders keep a network from being lowered.
  const program = lowered(result.document);
  if (!program) return result;
  // With its own document the layers' names are the calls' ids.
  const layers = options.document
    ? imported.layers.map((layer) => ({ ...layer, call: layer.path }))
    : imported.layers.map((layer) => ({ ...layer, call: result.nameOf(layer.call) }));
  const matched = options.match(program, layers);
  if (!matched) return result;
  const missing = matched.missing.slice(0, 10).map((key) => ({
    node: key.slice(0, key.lastIndexOf('.')),
    message: `${key} is not in the file in its shape; it starts as a new one would.`,
  }));
  return { ...result, weights: matched.weights, notes: [...result.notes, ...missing] };
}

type Result = Imported & { readonly nameOf: (call: string) => string };

function resultOf(file: ModelFile, imported: ImportedNetworks, own?: Document): Result {
  const { placeholders, notes } = imported;
  const rest = { weights: new Map(), placeholders, notes };
  if (own) return { document: own, ...rest, nameOf: (call) => call };
  const { networks, nameOf } = foldedNetworks(imported.networks, placeholders);
  const document: Document = { format: 'netloom', version: 1, name: titleOf(file), networks };
  return { document, ...rest, nameOf };
}

/** A document that the studio would open without a word; else what the model itself says is taken. */
function documentIn(text: string | undefined): Document | undefined {
  const read = text === undefined ? undefined : parse(text);
  return read?.ok && read.defects.length === 0 ? read.document : undefined;
}

/** Whether an error of `importModel` is an answer about the file. */
export function isAboutFile(error: unknown): error is Error {
  return [ImportError, ContainerError, FilesError].some((kind) => error instanceof kind);
}
