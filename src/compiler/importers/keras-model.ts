/**
 * A model as Keras and TensorFlow.js describe it in JSON (Sequential, Functional, Keras 2 and 3, nested), read into one
 * form: layers with the values that every call of them takes.
 */
import type { Config, Json } from '../../graph/document';
import { kerasActivations } from '../exporters/keras-support';
import { ImportError } from './importer';
import { isObject } from './keras-values';

/** An output of one call of a layer. */
export interface Ref {
  readonly layer: string;
  /** Manyth call, from 0. */
  readonly call: number;
  /** Manyth output, from 0. */
  readonly output: number;
}

export interface KerasCall {
  readonly inputs: readonly Ref[];
  /** Values given by name: `initial_state`, `value` … */
  readonly named: Readonly<Record<string, readonly Ref[]>>;
  /** Switches that are given at the call: `use_causal_mask`. */
  readonly flags: Config;
}

export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Config;
  readonly calls: readonly KerasCall[];
  /** What is inside, where the layer is a model. */
  readonly model?: KerasModel;
}

export interface KerasModel {
  readonly name: string;
  readonly layers: readonly KerasLayer[];
  /** Names of the input layers. */
  readonly inputs: readonly string[];
  readonly outputs: readonly Ref[];
}

const modelClasses = new Set(['Model', 'Functional', 'Sequential']);

/** The description is not one of a model. */
export function notModel(received: string): ImportError {
  return new ImportError(`${received} Give a model that Keras or TensorFlow.js saved.`);
}

/**
 * Reads the topology of tfjs, `config.json` of Keras 3 or `model_config` of an HDF5 file. Throws an `ImportError`.
 */
export function readKerasModel(json: unknown): KerasModel {
  // Whatever a file holds was JSON before it came here.
  const value = json as Json;
  const inner = isObject(value) ? (value.modelTopology ?? value.model_config ?? value) : value;
  if (isObject(inner) && 'model_config' in inner) return readKerasModel(inner.model_config);
  if (!isObject(inner) || typeof inner.class_name !== 'string') {
    throw notModel('The file describes no model.');
  }
  if (!modelClasses.has(inner.class_name)) {
    throw notModel(`The file describes a ${inner.class_name.slice(0, 40)}, not a model.`);
  }
  return modelOf(inner.class_name, inner.config ?? null);
}

function modelOf(className: string, config: Json): KerasModel {
  const list = isObject(config) ? config.layers : config;
  if (!Array.isArray(list)) throw notModel('The model has no list of layers.');
  const own = isObject(config) ? config : {};
  const name = typeof own.name === 'string' ? own.name : className;
  const layers = list.map((each) => layerOf(each as Json)); // elements of JSON
  if (className === 'Sequential') return chained(name, layers, own);
  return {
    name,
    layers,
    inputs: refsOf(own.input_layers ?? []).map(({ layer }) => layer),
    outputs: refsOf(own.output_layers ?? []).map(fromFirstCall(list)),
  };
}

/** Where Keras 3 lists outputs, the making of a nested model counts as its first call (`functional_from_config`). */
function fromFirstCall(list: readonly unknown[]): (ref: Ref) => Ref {
  const counting = new Set(
    list.flatMap((layer) =>
      isObject(layer) && layer.class_name === 'Functional' && 'module' in layer ? [layer.name] : [],
    ),
  );
  return (ref) => (counting.has(ref.layer) ? { ...ref, call: ref.call - 1 } : ref);
}

function layerOf(value: Json): KerasLayer {
  if (!isObject(value) || typeof value.class_name !== 'string') {
    throw notModel('A layer has no class name.');
  }
  const className = value.class_name;
  const given = isObject(value.config) ? value.config : {};
  // Only Keras 3 says where a class is from.
  const config = 'module' in value ? withOldActivations(given) : given;
  const name = [value.name, config.name].find((each) => typeof each === 'string') ?? className;
  const inbound = Array.isArray(value.inbound_nodes) ? value.inbound_nodes : [];
  const calls = inbound.map((call) => callOf(call as Json)).filter(({ inputs }) => inputs.length);
  // Keras 2 keeps the layers of a nested Sequential as its whole config.
  const model = modelClasses.has(className) ? modelOf(className, value.config ?? null) : undefined;
  return { className, name, config, calls, ...(model ? { model } : {}) };
}

/** Names of functions as Keras 2 and TensorFlow.js have them, by the name that Keras 3 gives the same function. */
const oldNames: ReadonlyMap<string, string> = new Map(
  Object.entries(kerasActivations).map(([old, now]) => [
    typeof now === 'string' ? now : now.function,
    old,
  ]),
);
/** Keras 3 gave these names to other functions. */
const reused = new Set(
  Object.entries(kerasActivations).flatMap(([old, now]) => (typeof now === 'string' ? [] : [old])),
);

function withOldActivations(config: Config): Config {
  const entries = Object.entries(config).map(([key, value]): [string, Json] => {
    if (!/activation$/.test(key)) return [key, inside(value)];
    const name = isObject(value) ? (value.config ?? null) : value;
    if (typeof name !== 'string') return [key, value];
    return [key, oldNames.get(name) ?? (reused.has(name) ? `keras3_${name}` : name)];
  });
  return Object.fromEntries(entries);
}

/** Wrapped layers and stacked cells have configs of their own. */
function inside(value: Json): Json {
  if (Array.isArray(value)) return value.map((each) => inside(each as Json)); // elements of JSON
  return isObject(value) ? withOldActivations(value) : value;
}

/** The layers of a Sequential one after another, with the Input that Keras leaves out. */
function chained(name: string, list: readonly KerasLayer[], config: Config): KerasModel {
  const [first] = list;
  const isOpen = first?.className !== 'InputLayer';
  const batch = config.build_input_shape ?? first?.config.batch_input_shape;
  const shape = batch ?? first?.config.batch_shape ?? [null];
  const input: KerasLayer = {
    className: 'InputLayer',
    name: `${name}_input`,
    config: { batch_input_shape: shape },
    calls: [],
  };
  const all = isOpen ? [input, ...list] : list;
  const layers = all.map((layer, i) =>
    i === 0
      ? layer
      : { ...layer, calls: [{ inputs: [firstOf(all[i - 1]!.name)], named: {}, flags: {} }] },
  );
  const last = layers.at(-1)!; // the input at least
  return { name, layers, inputs: [layers[0]!.name], outputs: [firstOf(last.name)] };
}

const firstOf = (layer: string): Ref => ({ layer, call: 0, output: 0 });

/** One call: Keras 3 has arguments, Keras 2 a list of `[layer, call, output, arguments]`. */
function callOf(json: Json): KerasCall {
  if (isObject(json)) {
    const named = json.kwargs ?? {};
    return { inputs: refsOf(json.args ?? []), named: namedOf(named), flags: flagsOf(named) };
  }
  const entries = Array.isArray(json) && typeof json[0] === 'string' ? [json] : json;
  const first = Array.isArray(entries) ? (entries[0] as Json) : null; // JSON inside JSON
  const named = Array.isArray(first) ? ((first[3] as Json | undefined) ?? {}) : {};
  return { inputs: refsOf(entries), named: namedOf(named), flags: flagsOf(named) };
}

function flagsOf(json: Json): Config {
  const entries = isObject(json) ? Object.entries(json) : [];
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'boolean'));
}

function namedOf(json: Json): Record<string, readonly Ref[]> {
  if (!isObject(json)) return {};
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]) => {
      const refs = refsOf(value);
      return refs.length > 0 ? [[name, refs] as const] : [];
    }),
  );
}

/** Every value that is named somewhere in `json`, in order. */
function refsOf(json: Json): Ref[] {
  if (Array.isArray(json)) {
    const [layer, call, output] = json as readonly Json[];
    if (typeof layer === 'string' && typeof call === 'number') {
      return [{ layer, call, output: typeof output === 'number' ? output : 0 }];
    }
    return json.flatMap((each) => refsOf(each as Json));
  }
  if (!isObject(json)) return [];
  if (json.class_name !== '__keras_tensor__') return Object.values(json).flatMap(refsOf);
  return isObject(json.config) ? refsOf(json.config.keras_history ?? []) : [];
}
