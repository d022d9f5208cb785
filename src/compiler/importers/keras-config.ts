/**
 * A model of Keras or TensorFlow.js to networks of a document: a layer becomes a node, a nested model a block, a layer
 * that is called several times a block whose placements share their weights. What has no kind here becomes a
 * placeholder that keeps its config.
 */
import {
  type Config,
  type Document,
  type Edge,
  type Json,
  MAIN,
  NETWORK_KIND,
  type Network,
  type Node,
} from '../../graph/document';
import { arrangeEdges } from '../../graph/edges';
import { baseId, idMaker } from '../../graph/ids';
import { equalJson } from '../../graph/json';
import { blockPorts, INPUT_KIND, OUTPUT_KIND } from '../../graph/network';
import { fromBottom } from '../exporters/state-order';
import { inferNetwork } from '../infer';
import type { AnyLayer } from '../layer';
import { type LayerKind, layerByKind, layers } from '../layers/all';
import { fill } from '../values';
import type { ImportNote, Placeholder } from './importer';
import {
  type KerasCall,
  type KerasLayer,
  type KerasModel,
  type Ref,
  readKerasModel,
} from './keras-model';
import { kerasRules, refusalOf } from './keras-rules';
import { camel, isObject, readLayerConfig } from './keras-values';
import { laidOut } from './laid-out';
import { lossBehind } from './network-builder';

/** Where the weights of a layer belong. */
export interface ImportedLayer {
  /** Its name in the file, those of the models around it in front: `body/conv`. */
  readonly path: string;
  /** Id of the call that has its weights once the document is lowered: `body.0.conv`. */
  readonly call: string;
  readonly className: string;
  /** How many cells stand on each other in it. */
  readonly cells: number;
}

export interface ImportedNetworks {
  readonly name: string;
  readonly networks: Readonly<Record<string, Network>>;
  /** Every layer once, in the file's order, those of nested models behind their model. */
  readonly layers: readonly ImportedLayer[];
  /** Ids of the nodes in `main` by the layer whose calls they are, in the order of the calls. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  readonly placeholders: readonly Placeholder[];
  readonly notes: readonly ImportNote[];
}

const kindsByClass: ReadonlyMap<string, string> = new Map(
  Object.values(layers as Readonly<Record<LayerKind, unknown>>)
    .map((layer) => layer as AnyLayer) // parameter types do not matter here
    .flatMap(({ kind, className }): [string, string][] =>
      className === null ? [] : [[className ?? kind, kind]],
    ),
);

/** The kind that stands for a class of Keras or TensorFlow.js, where there is one. */
export function layerOfClass(className: string): AnyLayer | undefined {
  return layerByKind(kindsByClass.get(className) ?? '');
}

export function classNames(): Iterable<string> {
  return kindsByClass.keys();
}

/** What a description does not say of itself. */
export interface KerasDialect {
  /** Where the list of the states of stacked cells begins; TensorFlow.js begins at the top. */
  readonly statesFrom?: 'top' | 'bottom';
}

/** The networks that a model's description stands for, `main` the model itself. Throws an `ImportError`. */
export function importKerasConfig(
  json: unknown,
  { statesFrom = 'bottom' }: KerasDialect = {},
): ImportedNetworks {
  const model = readKerasModel(json);
  const work = new Import(statesFrom);
  work.add(MAIN, model, { path: '', calls: '', isMain: true });
  const { networks, layers: found, places, placeholders, notes, wraps } = work;
  const shaped = withShapes(networks, wraps);
  return { name: model.name, networks: shaped, layers: found, places, placeholders, notes };
}

/** Networks around single layers take the shapes that arrive at their first placement as their own. */
function withShapes(
  networks: Readonly<Record<string, Network>>,
  wraps: ReadonlyMap<string, Wrap>,
): Readonly<Record<string, Network>> {
  const shaped = { ...networks };
  const document: Document = { format: 'netloom', version: 1, name: '', networks };
  for (const [name, { host, node }] of wraps) {
    const shapes = inferNetwork(document, host).nodes.get(node)?.inputs ?? [];
    let input = 0;
    const nodes = networks[name]!.nodes.map((inner) => {
      const shape = inner.kind === INPUT_KIND ? shapes[input++] : undefined;
      return shape ? { ...inner, config: { ...inner.config, shape } } : inner;
    });
    shaped[name] = { ...networks[name]!, nodes };
  }
  return shaped;
}

/** Where a network around one layer is placed first. */
interface Wrap {
  readonly host: string;
  readonly node: string;
}

/** Where a model stands: names of layers before its own, and ids of calls before theirs. */
interface Place {
  readonly path: string;
  readonly calls: string;
  readonly isMain: boolean;
}

/** A network under construction. */
interface Draft {
  readonly name: string;
  readonly nodes: Node[];
  readonly edges: Edge[];
  readonly makeId: (wanted: string) => string;
  /** Node of the nth call of a layer. */
  readonly called: Map<string, string>;
}

/** Nodes of a finished network that its ports stand for, in the model's order. */
interface Ends {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const callKey = (layer: string, call: number): string => `${layer}\n${call}`;
const origin = { x: 0, y: 0 };

class Import {
  readonly networks: Record<string, Network> = {};
  readonly layers: ImportedLayer[] = [];
  readonly places = new Map<string, string[]>();
  readonly placeholders: Placeholder[] = [];
  readonly notes: ImportNote[] = [];
  readonly wraps = new Map<string, Wrap>();
  readonly #networkName = idMaker([]);
  readonly #ends = new Map<string, Ends>();
  readonly #statesFrom: 'top' | 'bottom';

  constructor(statesFrom: 'top' | 'bottom') {
    this.#statesFrom = statesFrom;
  }

  /** Adds a network with what it places. */
  add(wanted: string, model: KerasModel, place: Place): Ends {
    const draft = this.#draft(wanted);
    for (const layer of model.layers) this.#addLayer(draft, layer, place);
    for (const layer of model.layers) this.#join(draft, layer);
    const inputs = model.inputs.flatMap((name) => draft.called.get(callKey(name, 0)) ?? []);
    if (place.isMain) this.#notePlaces(draft, model);
    const outputs = model.outputs.map((ref, i) => this.#addOutput(draft, ref, i, place));
    return this.#finish(draft, inputs, outputs);
  }

  #notePlaces(draft: Draft, { layers }: KerasModel): void {
    for (const { name, calls } of layers) {
      const times = Math.max(1, calls.length);
      const ids = Array.from({ length: times }, (_, i) => draft.called.get(callKey(name, i))!); // made above
      this.places.set(name, ids);
    }
  }

  #draft(wanted: string): Draft {
    const name = this.#networkName(idOf(wanted));
    return { name, nodes: [], edges: [], makeId: idMaker([]), called: new Map() };
  }

  #finish(
    { name, nodes, edges }: Draft,
    inputs: readonly string[],
    outputs: readonly string[],
  ): Ends {
    this.networks[name] = laidOut({ nodes, edges: arrangeEdges(edges) });
    const ends = { name, inputs, outputs };
    this.#ends.set(name, ends);
    return ends;
  }

  /** One node for every call; the weights are those of the first. */
  #addLayer(draft: Draft, layer: KerasLayer, place: Place): void {
    const times = Math.max(1, layer.calls.length);
    const id = draft.makeId(idOf(layer.name));
    const { model, className } = layer;
    const entry = {
      path: place.path + layer.name,
      call: place.calls + id,
      className,
      cells: cellsOf(layer),
    };
    if (model || times === 1) this.layers.push(entry);
    if (!model && times === 1) {
      draft.nodes.push(this.#node(draft.name, layer, id));
      draft.called.set(callKey(layer.name, 0), id);
      return;
    }
    const inside = {
      path: `${place.path}${layer.name}/`,
      calls: `${place.calls}${id}.0.`,
      isMain: false,
    };
    const ends = model
      ? this.add(layer.name, model, inside)
      : this.#wrap(layer, place.path, inside);
    if (!model) this.wraps.set(ends.name, { host: draft.name, node: id });
    const share = times > 1 ? { share: true } : {};
    for (let call = 0; call < times; call++) {
      const node = call === 0 ? id : draft.makeId(id);
      const config = { network: ends.name, ...share };
      draft.nodes.push({ id: node, kind: NETWORK_KIND, config, position: origin });
      draft.called.set(callKey(layer.name, call), node);
    }
  }

  /** A network around one layer, so that its calls can share weights. */
  #wrap(layer: KerasLayer, path: string, inside: Place): Ends {
    const draft = this.#draft(layer.name);
    const id = draft.makeId(idOf(layer.name));
    this.layers.push({
      path: path + layer.name,
      call: inside.calls + id,
      className: layer.className,
      cells: cellsOf(layer),
    });
    draft.nodes.push(this.#node(draft.name, layer, id));
    draft.called.set(callKey(layer.name, 0), id);
    const first = layer.calls[0] ?? { inputs: [] };
    const inputs = first.inputs.map((_, index) => {
      const input = draft.makeId(index === 0 ? 'input' : `input_${index + 1}`);
      draft.nodes.push({
        id: input,
        kind: INPUT_KIND,
        config: inputShape(layer),
        position: origin,
      });
      draft.edges.push({ source: input, output: 'out', target: id, input: 'in', index });
      return input;
    });
    const output = this.#addOutput(draft, { layer: layer.name, call: 0, output: 0 }, 0, inside);
    return this.#finish(draft, inputs, [output]);
  }

  #addOutput(draft: Draft, ref: Ref, index: number, { isMain }: Place): string {
    const id = draft.makeId(index === 0 ? 'output' : `output_${index + 1}`);
    const source = draft.called.get(callKey(ref.layer, ref.call));
    const loss = isMain ? lossBehind(draft.nodes.find((node) => node.id === source)) : 'none';
    draft.nodes.push({ id, kind: OUTPUT_KIND, config: { loss }, position: origin });
    if (source === undefined) return id;
    const output = this.#portOf(draft, source, ref.output);
    draft.edges.push({ source, output, target: id, input: 'in', index: 0 });
    return id;
  }

  #join(draft: Draft, layer: KerasLayer): void {
    layer.calls.forEach((call, i) => {
      const target = draft.called.get(callKey(layer.name, i))!; // every call has its node
      const node = draft.nodes.find(({ id }) => id === target)!;
      const ports = this.#inputPorts(node, call);
      const refs = [...withoutRepeats(layer, call.inputs), ...Object.values(call.named).flat()];
      const taken = new Map<string, number>();
      refs.forEach((ref, at) => {
        const source = draft.called.get(callKey(ref.layer, ref.call));
        if (source === undefined) return;
        const input = ports[at] ?? 'in';
        const index = taken.get(input) ?? 0;
        taken.set(input, index + 1);
        const output = this.#portOf(draft, source, ref.output);
        draft.edges.push({ source, output, target, input, index });
      });
    });
  }

  /** The port of each value that a call takes, positional ones first, then those with names. */
  #inputPorts(node: Node, call: KerasCall): string[] {
    const named = Object.values(call.named).flat().length;
    const ends = this.#endsOf(node);
    if (ends) return portNames(this.networks[ends.name]!, 'inputs', ends.inputs);
    const layer = layerByKind(node.kind);
    if (!layer) return [];
    const ports = layer.inputPorts?.(fill(layer.params, node.config, {})) ?? [];
    const further = this.#stateOrder(
      node,
      ports.map(({ port }) => port),
    );
    const own = Math.min(call.inputs.length, layer.inputs.max);
    const plain = call.inputs.map((_, i) => (i < own ? 'in' : (further[i - own] ?? 'in')));
    const byName = Object.entries(call.named).flatMap(([name, refs]) =>
      refs.map((_, i) => (further.includes(camel(name)) ? camel(name) : (further[i] ?? 'in'))),
    );
    return named > 0 ? [...plain, ...byName] : plain;
  }

  #portOf(draft: Draft, id: string, output: number): string {
    const node = draft.nodes.find((each) => each.id === id)!; // the caller found it by name
    const ends = this.#endsOf(node);
    if (ends) return portNames(this.networks[ends.name]!, 'outputs', ends.outputs)[output] ?? 'out';
    if (output === 0) return 'out';
    const layer = layerByKind(node.kind);
    const ports = layer?.outputPorts?.(fill(layer.params, node.config, {})) ?? [];
    return this.#stateOrder(node, ports)[output - 1] ?? 'out';
  }

  /** Ports of states in the order in which the description lists them. */
  #stateOrder({ kind, config }: Node, ports: readonly string[]): readonly string[] {
    return kind === 'RNN' && this.#statesFrom === 'bottom' ? fromBottom(config, ports) : ports;
  }

  #endsOf({ kind, config }: Node): Ends | undefined {
    return kind === NETWORK_KIND ? this.#ends.get(String(config.network)) : undefined;
  }

  #node(network: string, layer: KerasLayer, id: string): Node {
    const { className, name, config } = layer;
    const frozen = config.trainable === false ? { frozen: true } : {};
    if (className === 'InputLayer')
      return { id, kind: INPUT_KIND, config: inputShape(layer), position: origin };
    const definition = layerOfClass(className);
    const rule = kerasRules[className];
    const read = definition && readLayerConfig(definition, rule ? rule(config, layer) : config);
    const refusal = refusalOf(layer, read?.lost);
    if (refusal !== undefined || !definition || !read) {
      this.placeholders.push({ network, node: id, kind: className, reason: refusal ?? '' });
      // The kind is not one of ours even where its name is.
      const kind = `keras.${className.slice(0, 100)}`;
      return { id, kind, config: camelKeys(config), position: origin, ...frozen };
    }
    if (read.lost.length > 0) {
      const message = `${name}: ${read.lost.join(', ')} could not be kept.`;
      this.notes.push({ node: id, message, lost: read.lost });
    }
    return { id, kind: definition.kind, config: read.config, position: origin, ...frozen };
  }
}

function cellsOf({ config }: KerasLayer): number {
  const stack = isObject(config.cell) && isObject(config.cell.config) ? config.cell.config : {};
  return Array.isArray(stack.cells) ? stack.cells.length : 1;
}

/** Attention is told its query again where it attends to itself. */
function withoutRepeats({ className }: KerasLayer, refs: readonly Ref[]): readonly Ref[] {
  const [first] = refs;
  const isSelf =
    /Attention$/.test(className) && refs.every((ref) => equalJson({ ...ref }, { ...first }));
  return isSelf ? refs.slice(0, 1) : refs;
}

function inputShape({ config }: KerasLayer): Config {
  const given = config.batch_input_shape ?? config.batch_shape;
  const shape = Array.isArray(given) ? given.slice(1) : [];
  const isInteger = /^int/.test(String(config.dtype ?? ''));
  return { shape, ...(isInteger ? { dtype: 'int32' } : {}) };
}

function portNames(network: Network, side: 'inputs' | 'outputs', ids: readonly string[]): string[] {
  const ports = blockPorts(network)[side];
  return ids.map((id) => ports.find(({ node }) => node === id)?.port ?? '');
}

const camelKeys = (config: Config): Config =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]): [string, Json] => [camel(key), value]),
  );

/** The layer's own name where it may be an id, else as near to it as can be. */
function idOf(name: string): string {
  const clean = name
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^_+(?=.)/, '')
    .slice(0, 55);
  return clean === '' || clean === '__proto__' ? baseId('node') : clean;
}
