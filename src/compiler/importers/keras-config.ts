/**
 * A model as Keras and TensorFlow.js describe it in JSON (Sequential, Functional, Keras 2 and 3, nested) to networks
 * of a document. What has no kind here becomes a node of its own name that checking points at.
 */
import {
  type Config,
  type Edge,
  type Json,
  MAIN,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../../graph/document';
import { arrangeEdges } from '../../graph/edges';
import { baseId, idMaker } from '../../graph/ids';
import { INPUT_KIND, OUTPUT_KIND } from '../../graph/network';
import type { AnyLayer } from '../layer';
import { type LayerKind, layerByKind, layers } from '../layers/all';
import { camel, isObject, readLayerConfig } from './keras-values';

/** What an import could not say in a document, for people. */
export interface ImportNote {
  readonly node: string;
  readonly message: string;
}

export interface ImportedNetworks {
  readonly networks: Readonly<Record<string, Network>>;
  /** `<network>.<node>` by the name of the layer in the file, with those of the models around it in front. */
  readonly nodeOf: ReadonlyMap<string, string>;
  /** Nodes of kinds that this version does not have. */
  readonly placeholders: readonly string[];
  readonly notes: readonly ImportNote[];
}

/** The description is not one of a model; the message says what was received. */
export class ImportError extends Error {
  constructor(received: string) {
    super(`${received} Give a model that Keras or TensorFlow.js saved.`);
    this.name = 'ImportError';
  }
}

interface LayerJson {
  readonly className: string;
  readonly name: string;
  readonly config: Config;
  /** Names of the layers whose values come in, for each time that the layer is called. */
  readonly inbound: readonly (readonly string[])[];
}

const kindsByClass: ReadonlyMap<string, string> = new Map(
  Object.values(layers as Readonly<Record<LayerKind, unknown>>)
    .map((layer) => layer as AnyLayer) // parameter types do not matter here
    .flatMap(({ kind, className }): [string, string][] =>
      className === null ? [] : [[className ?? kind, kind]],
    ),
);

const modelClasses = new Set(['Model', 'Functional', 'Sequential']);

/** Sources of one call, in the lists of Keras 2 and the tensors of Keras 3. */
function sourcesOf(call: Json): string[] {
  if (Array.isArray(call)) {
    // Keras 2: [name, node, tensor, arguments], or a list of them.
    if (typeof call[0] === 'string') return [call[0]];
    return call.flatMap((each) => sourcesOf(each as Json));
  }
  if (!isObject(call)) return [];
  if (call.class_name === '__keras_tensor__' && isObject(call.config)) {
    const history = call.config.keras_history;
    return Array.isArray(history) && typeof history[0] === 'string' ? [history[0]] : [];
  }
  return isObject(call) && 'args' in call ? sourcesOf(call.args ?? null) : [];
}

function readLayer(value: Json): LayerJson {
  if (!isObject(value) || typeof value.class_name !== 'string') {
    throw new ImportError('A layer has no class name.');
  }
  const config = isObject(value.config) ? value.config : {};
  const name = [value.name, config.name].find((each) => typeof each === 'string');
  const inbound = Array.isArray(value.inbound_nodes) ? value.inbound_nodes : [];
  return {
    className: value.class_name,
    name: typeof name === 'string' ? name : value.class_name,
    config,
    inbound: inbound.map((call) => sourcesOf(call as Json)).filter((call) => call.length > 0),
  };
}

const sample = (config: Config): Json => {
  const shape = config.batch_input_shape ?? config.batch_shape;
  return Array.isArray(shape) ? shape.slice(1) : [];
};

/** The layers of a Sequential one after another, with the Input that Keras leaves out. */
function chained(list: readonly LayerJson[], config: Config): LayerJson[] {
  const [first] = list;
  const start: LayerJson[] = [];
  if (first && first.className !== 'InputLayer') {
    const given = config.build_input_shape ?? sample(first.config);
    const shape = config.build_input_shape ? (given as Json[]).slice(1) : given;
    const input = { batch_input_shape: [null, ...(shape as Json[])] };
    start.push({ className: 'InputLayer', name: 'input', config: input, inbound: [] });
  }
  const all = [...start, ...list];
  return all.map((layer, i) => (i === 0 ? layer : { ...layer, inbound: [[all[i - 1]!.name]] }));
}

interface ModelJson {
  readonly layers: readonly LayerJson[];
  /** Names of the layers whose values leave the model. */
  readonly outputs: readonly string[];
}

function readModel(className: string, config: Json): ModelJson {
  const list = isObject(config) ? config.layers : config;
  if (!Array.isArray(list)) throw new ImportError('The model has no list of layers.');
  const found = list.map((each) => readLayer(each as Json));
  const own = isObject(config) ? config : {};
  if (className === 'Sequential') {
    const all = chained(found, own);
    return { layers: all, outputs: all.slice(-1).map(({ name }) => name) };
  }
  const outputs = sourcesOf((own.output_layers as Json | undefined) ?? []);
  return { layers: found, outputs };
}

/** Class name and config of what a file holds: the topology of tfjs, `config.json` of Keras 3, `model_config`. */
function unwrap(json: unknown): { readonly className: string; readonly config: Json } {
  // Whatever a file holds was JSON before it came here.
  const value = json as Json;
  const inner = isObject(value) ? (value.modelTopology ?? value.model_config ?? value) : value;
  if (isObject(inner) && 'model_config' in inner) return unwrap(inner.model_config);
  if (!isObject(inner) || typeof inner.class_name !== 'string') {
    throw new ImportError('The file describes no model.');
  }
  if (!modelClasses.has(inner.class_name)) {
    throw new ImportError(`The file describes a ${inner.class_name.slice(0, 40)}, not a model.`);
  }
  return { className: inner.class_name, config: inner.config ?? null };
}

class Import {
  readonly networks: Record<string, Network> = {};
  readonly nodeOf = new Map<string, string>();
  readonly placeholders: string[] = [];
  readonly notes: ImportNote[] = [];
  readonly #networkName = idMaker([]);

  /** Adds a network with what it places, and returns its name. */
  add(wanted: string, model: ModelJson, path: string): string {
    const name = this.#networkName(idOf(wanted));
    const makeId = idMaker([]);
    const ids = new Map(model.layers.map((layer) => [layer.name, makeId(idOf(layer.name))]));
    const depths = new Map<string, number>();
    const rows = new Map<number, number>();
    const nodes: Node[] = [];
    const edges: Edge[] = [];
    const join = (source: string, target: string, index: number) =>
      edges.push({ source, output: 'out', target, input: 'in', index });
    const place = (from: readonly string[], id: string) => {
      const depth = Math.max(0, ...from.map((each) => (depths.get(each) ?? 0) + 1));
      depths.set(id, depth);
      const row = rows.get(depth) ?? 0;
      rows.set(depth, row + 1);
      return { x: 210 * depth, y: 170 * row };
    };
    for (const layer of model.layers) {
      const id = ids.get(layer.name)!;
      const sources = (layer.inbound[0] ?? []).flatMap((each) => ids.get(each) ?? []);
      this.nodeOf.set(path + layer.name, `${name}.${id}`);
      nodes.push({ ...this.#node(layer, id, path), position: place(sources, id) });
      sources.forEach((source, i) => void join(source, id, i));
      if (layer.inbound.length > 1) {
        this.#note(
          id,
          `${layer.name} is called ${layer.inbound.length} times; the first was kept.`,
        );
      }
    }
    model.outputs.forEach((output, i) => {
      const source = ids.get(output);
      if (source === undefined) return;
      const id = makeId(i === 0 ? 'output' : `output_${i + 1}`);
      const config = { loss: path === '' ? lossAfter(nodes, source) : 'none' };
      nodes.push({ id, kind: OUTPUT_KIND, config, position: place([source], id) });
      join(source, id, 0);
    });
    this.networks[name] = { nodes, edges: arrangeEdges(edges) };
    return name;
  }

  #note(node: string, message: string): void {
    this.notes.push({ node, message });
  }

  #node(layer: LayerJson, id: string, path: string): Omit<Node, 'position'> {
    const { className, name, config } = layer;
    if (modelClasses.has(className)) {
      const inner = readModel(className, layer.config);
      return {
        id,
        kind: NETWORK_KIND,
        config: { network: this.add(name, inner, `${path}${name}/`) },
      };
    }
    if (className === 'InputLayer') {
      const dtype = config.dtype === 'int32' || config.dtype === 'int64' ? { dtype: 'int32' } : {};
      return { id, kind: INPUT_KIND, config: { shape: sample(config), ...dtype } };
    }
    const kind = kindsByClass.get(className);
    const definition = kind === undefined ? undefined : layerByKind(kind);
    const frozen = config.trainable === false ? { frozen: true } : {};
    if (!definition) {
      this.placeholders.push(id);
      this.#note(id, `${className} is no kind of this version; the node stands for it.`);
      return { id, kind: className.slice(0, 120), config: camelKeys(config), ...frozen };
    }
    const read = readLayerConfig(definition, special[definition.kind]?.(config) ?? config);
    if (config.data_format === 'channels_first') {
      this.#note(id, `${name} has its channels first; values must be turned to channels last.`);
    }
    if (read.lost.length > 0) {
      this.#note(id, `${name}: ${read.lost.join(', ')} could not be kept.`);
    }
    return { id, kind: definition.kind, config: read.config, ...frozen };
  }
}

/** Where their parameter is not ours under another spelling. */
const special: Readonly<Record<string, (config: Config) => Config>> = {
  ZeroPadding2D: ({ padding, ...rest }) => ({ ...rest, padding: fourSides(padding ?? 1) }),
};

function fourSides(padding: Json): Json {
  if (typeof padding === 'number') return [padding, padding, padding, padding];
  const sides = padding as readonly Json[]; // Keras: a pair, or a pair of pairs
  return sides.flatMap((side) => (Array.isArray(side) ? (side as Json[]) : [side, side]));
}

const camelKeys = (config: Config): Config =>
  Object.fromEntries(Object.entries(config).map(([key, value]) => [camel(key), value]));

/** The layer's own name where it may be an id, else as near to it as can be. */
function idOf(name: string): string {
  const clean = name
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^_+(?=.)/, '')
    .slice(0, 55);
  return clean === '' || clean === '__proto__' ? baseId('node') : clean;
}

/** A loss that fits what comes before; the document's owner may choose another. */
function lossAfter(nodes: readonly Omit<Node, 'position'>[], id: string): string {
  const node = nodes.find((each) => each.id === id);
  const ends = node?.kind === 'Softmax' ? 'softmax' : node?.config.activation;
  if (ends === 'softmax') return 'categoricalCrossentropy';
  return ends === 'sigmoid' ? 'binaryCrossentropy' : 'meanSquaredError';
}

/** The networks that a model's description stands for, `main` the model itself. Throws an `ImportError`. */
export function importKerasConfig(json: unknown): ImportedNetworks {
  const { className, config } = unwrap(json);
  const work = new Import();
  work.add(MAIN, readModel(className, config), '');
  const { networks, nodeOf, placeholders, notes } = work;
  return { networks, nodeOf, placeholders, notes };
}
