/** A model that was read as JSON in Keras' own form, which the importer knows: the one place for names of layers. */
import type { Config, Json } from '../../graph/document';
import { baseId, idMaker } from '../../graph/ids';
import { snake } from '../tfjs-config';
import { SourceProblem } from './marks';
import type { Language } from './tree';
import {
  type Layer,
  type LayerCall,
  type Model,
  type Tensor,
  tensorsIn,
  type Value,
} from './values';

export interface Emitted {
  readonly json: Json;
  /** The line of each layer of the model itself, by its name in the JSON. */
  readonly lines: ReadonlyMap<string, number>;
  /** Names that the text gives with `name=`. */
  readonly named: ReadonlySet<string>;
}

interface Reached {
  readonly layer: Layer;
  readonly call: LayerCall;
}

/** The calls that lead to the outputs, in the order of the text. */
export function reachedCalls({ outputs }: Model): readonly Reached[] {
  const found = new Map<LayerCall, Reached>();
  const open: Tensor[] = [...outputs];
  for (let tensor = open.pop(); tensor; tensor = open.pop()) {
    const { layer } = tensor;
    const call = layer.calls[tensor.call]!; // a tensor comes from a call
    if (found.has(call)) continue;
    found.set(call, { layer, call });
    open.push(...[...call.args, ...call.named.values()].flatMap(tensorsIn));
  }
  return [...found.values()].sort((a, b) => a.call.order - b.call.order);
}

/** Throws a `SourceProblem` where the model does not hold together. */
export function emit(model: Model, language: Language): Emitted {
  const first = model.chain?.[0];
  if (first && first.className !== 'InputLayer' && !shapeBefore(first)) {
    throw new SourceProblem(first.line, 'no-input-shape');
  }
  const emitter = new Emitter(language);
  const name = model.name ?? model.variable ?? 'model';
  const config = emitter.model(model, name);
  const className = model.chain ? 'Sequential' : 'Functional';
  return { json: { class_name: className, config }, ...emitter.top! };
}

class Emitter {
  readonly #language: Language;
  /** Of the outermost model, which is the first to be made. */
  top: Pick<Emitted, 'lines' | 'named'> | undefined;

  constructor(language: Language) {
    this.#language = language;
  }

  model(model: Model, name: string): Config {
    return model.chain ? this.#chain(model.chain, name) : this.#functional(model, name);
  }

  #names(layers: readonly Layer[]): ReadonlyMap<Layer, string> {
    const make = idMaker([]);
    // Names that the text insists on are given first.
    const sorted = [...layers].sort(
      (a, b) => Number(b.name !== undefined) - Number(a.name !== undefined),
    );
    const names = new Map(sorted.map((layer) => [layer, make(wantedName(layer))]));
    this.top ??= {
      lines: new Map(layers.map((layer) => [names.get(layer)!, layer.line])),
      named: new Set(
        layers.flatMap((layer) => (layer.name === undefined ? [] : [names.get(layer)!])),
      ),
    };
    return names;
  }

  #chain(chain: readonly Layer[], name: string): Config {
    const names = this.#names(chain);
    const first = chain[0];
    const shape = first && first.className !== 'InputLayer' ? shapeBefore(first) : undefined;
    return {
      name,
      layers: chain.map((layer) => this.#layer(layer, names.get(layer)!)),
      ...(shape ? { build_input_shape: shape } : {}),
    };
  }

  #functional(model: Model, name: string): Config {
    const reached = reachedCalls(model);
    const layers = [...new Set(reached.map(({ layer }) => layer))];
    const ends = new Set(model.inputs.map(({ layer }) => layer));
    const isOpen = layers.some((layer) => layer.className === 'InputLayer' && !ends.has(layer));
    if (isOpen || model.inputs.some(({ layer }) => layer.className !== 'InputLayer')) {
      throw new SourceProblem(model.line, 'unconnected');
    }
    for (const layer of ends) if (!layers.includes(layer)) layers.push(layer);
    const names = this.#names(layers);
    const places = new Map<LayerCall, number>();
    const counts = new Map<Layer, number>();
    for (const { layer, call } of reached) {
      const place = counts.get(layer) ?? 0;
      counts.set(layer, place + 1);
      places.set(call, place);
    }
    const history = ({ layer, call, output }: Tensor): readonly [string, number, number] => [
      names.get(layer)!,
      places.get(layer.calls[call]!) ?? 0,
      output,
    ];
    const callJson = ({ args, named }: LayerCall): Json => ({
      args: args.map((value) => valueJson(value, history)),
      kwargs: Object.fromEntries(
        [...named].map(([key, value]) => [snake(key), valueJson(value, history)]),
      ),
    });
    return {
      name,
      layers: layers.map((layer) => ({
        ...this.#layer(layer, names.get(layer)!),
        inbound_nodes:
          layer.className === 'InputLayer'
            ? []
            : reached.filter((each) => each.layer === layer).map(({ call }) => callJson(call)),
      })),
      input_layers: model.inputs.map(history),
      output_layers: model.outputs.map((tensor) => {
        const place = history(tensor);
        return this.#language === 'python' && isFunctional(tensor.layer)
          ? [place[0]!, place[1] + 1, place[2]]
          : place;
      }),
    };
  }

  #layer(layer: Layer, name: string): Config {
    const { className, model } = layer;
    const config = model ? this.model(model, name) : { ...layer.config, name };
    const from = this.#language === 'python' ? { module: 'keras.layers' } : {};
    return { ...from, class_name: className, name, config };
  }
}

function wantedName({ name, variable, className, model }: Layer): string {
  const given = name ?? variable;
  if (given !== undefined) return given;
  return className === 'InputLayer' ? 'input' : baseId(model ? 'model' : className);
}

/** Keras 3 counts the making of such a model as its first call where it lists outputs. */
const isFunctional = ({ model }: Layer): boolean => model !== undefined && !model.chain;

/** What the first layer of a Sequential says of its input, the batch included. */
function shapeBefore({ className, config, model }: Layer): Json | undefined {
  if (model) {
    const first = model.chain?.[0];
    if (first) return shapeBefore(first);
    return model.inputs[0]?.layer.config.batch_shape;
  }
  const { input_shape: shape, input_dim: size, input_length: length } = config;
  if (className === 'InputLayer') return config.batch_shape;
  if (Array.isArray(shape)) return [null, ...(shape as Json[])]; // elements of JSON
  if (config.batch_input_shape !== undefined) return config.batch_input_shape;
  if (className === 'Embedding') return [null, length ?? null];
  return typeof size === 'number' ? [null, size] : undefined;
}

function valueJson(value: Value, history: (tensor: Tensor) => readonly Json[]): Json {
  switch (value.is) {
    case 'tensor':
      return { class_name: '__keras_tensor__', config: { keras_history: history(value) } };
    case 'list':
      return value.items.map((item) => valueJson(item, history));
    case 'plain':
      return value.value;
    default:
      return null;
  }
}
