/**
 * A program as Keras 3 writes it: a functional model whose layers name class, module and every argument. What differs
 * from TensorFlow.js is here: names of arguments, modules of initializers, activations that Keras has under another name.
 */
import type { Config, Json } from '../../graph/document';
import type { Shape } from '../layer';
import { maskFlow } from '../masks';
import { type Call, callOfValue, type Program } from '../program';
import { snake, tfjsLayer } from '../tfjs-config';
import { type Gap, gapsBy } from './exporter';
import { kerasClasses } from './keras-classes';
import { kerasOrder } from './keras-order';
import { kerasActivations, kerasSupport, SUPPORT_PACKAGE } from './keras-support';
import { fromBottom } from './state-order';

export interface KerasLayer {
  readonly name: string;
  readonly className: string;
  readonly isOwn: boolean;
  readonly config: Config;
  /** The calls of this layer, first to last: one, but for shared weights. */
  readonly calls: readonly Call[];
}

const POLICY: Config = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

/** Class names of initializers that Keras spells otherwise. */
const renamed: Readonly<Record<string, string>> = {
  LeCunUniform: 'LecunUniform',
  LeCunNormal: 'LecunNormal',
};

/** Arguments by class that TensorFlow.js names or writes otherwise; `null` leaves one out. */
const argumentNames: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  InputLayer: { batch_input_shape: 'batch_shape' },
  LeakyReLU: { alpha: 'negative_slope' },
  Embedding: { input_length: null, activity_regularizer: null },
  SpatialDropout1D: { trainable: null },
  SpatialDropout2D: { trainable: null },
  SpatialDropout3D: { trainable: null },
  // What Keras asks for at the call.
  MultiHeadAttention: { use_causal_mask: null, return_attention_scores: null },
  Attention: { use_causal_mask: null, return_attention_scores: null },
  AdditiveAttention: { use_causal_mask: null, return_attention_scores: null },
  LSTM: { initial_state: null },
  GRU: { initial_state: null },
  SimpleRNN: { initial_state: null },
  RNN: { initial_state: null },
};

/** Calls that cannot be said in Keras. */
export function kerasGaps(program: Program): Gap[] {
  const { masked } = maskFlow(program);
  return gapsBy(program, (call) => {
    const isPadded = call.inputs.some((id) => masked.has(id));
    return kerasGap(call) ?? (isPadded ? paddingGap(call) : undefined);
  });
}

function paddingGap({ kind, config, inputPorts = [] }: Call): string | undefined {
  if (kind === 'MultiHeadAttention' && config.returnAttentionScores === true) {
    return 'Keras gives zeros at padding where it gives the scores, and means where it does not.';
  }
  if (kind === 'ConvLSTM2D') return "Keras' ConvLSTM2D fails where padding arrives.";
  return ['LSTM', 'GRU', 'SimpleRNN', 'Bidirectional'].includes(kind) && inputPorts.length > 1
    ? 'Keras hands no padding to a layer whose first states are given.'
    : undefined;
}

function kerasGap(call: Call): string | undefined {
  if (call.kind === 'Bidirectional' && (call.config.layer as Config).goBackwards === true) {
    return "Keras' Bidirectional takes a layer that walks forwards.";
  }
  if (call.kind === 'SeparableConv1D' && call.config.padding === 'causal') {
    return 'Keras has no causal padding for SeparableConv1D; use DepthwiseConv1D and Conv1D.';
  }
  if (call.kind === 'RNN' && call.inputs.length > 1) {
    return 'There is no row for stacked cells whose first states are given.';
  }
  if (call.kind === 'Output' || kerasClasses.has(call.className ?? '')) return undefined;
  if (Object.hasOwn(kerasSupport, call.kind)) return undefined;
  return `Keras has no layer ${call.className ?? call.kind}, and there is no Python class for it yet.`;
}

/** The layers by name in the order of the program; calls that share weights are further calls of one layer. */
export function kerasLayers(program: Program): KerasLayer[] {
  const layers = new Map<string, KerasLayer & { calls: Call[] }>();
  for (const call of program.calls) {
    const shared = call.sharesWith === undefined ? undefined : layers.get(call.sharesWith);
    if (shared) {
      shared.calls.push(call);
      continue;
    }
    const layer = kerasLayer(call);
    if (layer) layers.set(call.id, { ...layer, calls: [call] });
  }
  return [...layers.values()];
}

function kerasLayer(call: Call): Omit<KerasLayer, 'calls'> | undefined {
  const own = Object.hasOwn(kerasSupport, call.kind);
  const json = tfjsLayer(call);
  if (!json) return undefined;
  const { class_name: className, config } = json;
  return { name: call.id, className, isOwn: own, config: kerasArguments(className, config) };
}

function kerasArguments(className: string, config: Config): Config {
  const names = argumentNames[className] ?? {};
  const args: Record<string, Json> = {};
  for (const [key, value] of Object.entries(config)) {
    const name = Object.hasOwn(names, key) ? names[key] : key;
    // An Input says its type by name, and tokens are whole numbers.
    const isInput = className === 'InputLayer' && key === 'dtype';
    if (name != null) args[name] = isInput ? value : argument(key, value);
  }
  if (className === 'Reshape') args.target_shape = freeSizes(args.target_shape);
  if (className === 'InputLayer') args.ragged = false;
  return args;
}

const freeSizes = (shape: Json | undefined): Json =>
  Array.isArray(shape) ? shape.map((size: Json) => size ?? -1) : null;

/** A layer inside another in Keras' form, and the cells of a stack. */
function innerLayer({ class_name, config }: Config): Json {
  const name = String(class_name);
  const { cells, ...own } = config as Config; // a layer's JSON, as `tfjsLayer` writes it
  // Keras walks a stack of one cell with two states into an error.
  if (Array.isArray(cells) && cells.length === 1) return innerLayer(cells[0] as Config);
  const inner = {
    ...kerasArguments(name, own),
    ...(Array.isArray(cells) ? { cells: cells.map((cell) => innerLayer(cell as Config)) } : {}),
  };
  return { module: 'keras.layers', class_name: name, config: inner, registered_name: null };
}

function argument(key: string, value: Json): Json {
  if (key === 'dtype') return POLICY;
  if (key === 'output_mode') return snake(String(value));
  if (typeof value === 'string' && /activation$/.test(key)) return activationOf(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const { class_name, config } = value as Config; // a choice, as `tfjsLayer` writes it
  const name = String(class_name);
  if (key === 'layer' || key === 'cell') return innerLayer(value as Config);
  const known = renamed[name] ?? name;
  return { module: moduleOf(key), class_name: known, config: config ?? {}, registered_name: null };
}

function moduleOf(key: string): string {
  if (key.endsWith('regularizer')) return 'keras.regularizers';
  return key.endsWith('constraint') ? 'keras.constraints' : 'keras.initializers';
}

function activationOf(name: string): Json {
  const found = kerasActivations[name];
  if (found === undefined) return name;
  if (typeof found === 'string') return found;
  return {
    module: 'builtins',
    class_name: 'function',
    config: found.function,
    registered_name: `${SUPPORT_PACKAGE}>${found.function}`,
  };
}

/** Support functions that a config names as activations, those of layers inside it too. */
function functionsIn(config: Json): string[] {
  if (config === null || typeof config !== 'object') return [];
  return Object.entries(config as Config).flatMap(([key, value]) => {
    const found = typeof value === 'string' ? kerasActivations[value] : undefined;
    if (/activation$/.test(key) && typeof found === 'object') return [found.function];
    return functionsIn(value);
  });
}

/** Names of the support functions and classes that a program needs; empty for stock Keras. */
export function supportNames(program: Program): string[] {
  const names = program.calls.flatMap((call) => [
    ...functionsIn(tfjsLayer(call)?.config ?? {}),
    ...(Object.hasOwn(kerasSupport, call.kind) ? [call.kind] : []),
  ]);
  return [...new Set(names)];
}

/** Where each value is: layer, manyth call of it, manyth output. An Output hands on what it received. */
export function kerasValues(
  program: Program,
  layers: readonly KerasLayer[],
): ReadonlyMap<string, readonly [string, number, number]> {
  const places = new Map<string, readonly [string, number, number]>();
  const nodes = new Map(
    layers.flatMap((layer) =>
      layer.calls.map((call, node) => [call.id, [layer.name, node]] as const),
    ),
  );
  for (const call of program.calls) {
    const node = nodes.get(call.id);
    if (!node) {
      const source = places.get(call.inputs[0] ?? '');
      if (source) places.set(call.id, source);
      continue;
    }
    const [name, index] = node as [string, number]; // made two lines above
    places.set(call.id, [name, index, 0]);
    const ports = Object.keys(call.moreOutputs ?? {});
    const ordered = call.kind === 'RNN' ? fromBottom(call.config, ports) : ports;
    ordered.forEach((port, i) => {
      places.set(`${call.id}:${port}`, [name, index, i + 1]);
    });
  }
  return places;
}

const shapeOf = (program: Program, value: string): Shape => {
  const call = program.calls.find(({ id }) => id === callOfValue(value));
  const port = value.slice(callOfValue(value).length + 1);
  return (port ? call?.moreOutputs?.[port] : call?.outputShape) ?? [];
};

/** What is given to a layer at its call: values, lists of values, flags. */
export interface CallArguments<T> {
  readonly args: readonly (T | readonly T[])[];
  readonly kwargs: Readonly<Record<string, T | readonly T[] | boolean>>;
}

/** Attention is told at the call whether it looks ahead and whether it gives its scores. */
const attentionFlags = ({ config }: Call): Readonly<Record<string, boolean>> => ({
  ...(config.useCausalMask === true ? { use_causal_mask: true } : {}),
  ...(config.returnAttentionScores === true ? { return_attention_scores: true } : {}),
});

/** How arguments stand in a call: a list for merges, by name for states, else the one value. */
export function callArguments<T>(call: Call, value: (id: string) => T): CallArguments<T> {
  const ports = call.inputPorts ?? call.inputs.map(() => 'in');
  const at = (port: string): T[] => call.inputs.filter((_, i) => ports[i] === port).map(value);
  const main = at('in');
  switch (call.kind) {
    case 'MultiHeadAttention': {
      const [query] = main as [T]; // one by its definition
      const [source = query] = at('value');
      return { args: [query, source, ...at('key')], kwargs: attentionFlags(call) };
    }
    case 'Attention':
    case 'AdditiveAttention': {
      const inputs = [...main, ...at('value'), ...at('key')];
      return { args: [inputs], kwargs: attentionFlags(call) };
    }
    case 'MaskedMean':
      return { args: [call.inputs.length > 1 ? call.inputs.map(value) : main[0]!], kwargs: {} };
    default: {
      const states = call.inputs.filter((_, i) => ports[i] !== 'in').map(value);
      const kwargs = states.length > 0 ? { initial_state: states } : {};
      return { args: main.length > 1 ? [main] : main, kwargs };
    }
  }
}

function inboundNode(program: Program, call: Call, places: ReturnType<typeof kerasValues>): Json {
  const { args, kwargs } = callArguments(
    call,
    (id): Json => ({
      class_name: '__keras_tensor__',
      config: {
        shape: [null, ...shapeOf(program, id)],
        dtype: 'float32',
        keras_history: [...(places.get(id) ?? [callOfValue(id), 0, 0])],
      },
    }),
  );
  return { args: args as Json, kwargs: kwargs as Json }; // both are made of JSON
}

/** `config.json` of the `.keras` file, and `model_config` of the older HDF5 file. */
export function kerasModel(program: Program): Config {
  const layers = kerasLayers(program);
  const places = kerasValues(program, layers);
  const reference = (id: string): Json => [...(places.get(id) ?? [id, 0, 0])];
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: program.network,
      trainable: true,
      // A reader finds the weights by counting the layers of a class in this order.
      layers: kerasOrder(program, layers).map(({ name, className, isOwn, config, calls }) => ({
        module: isOwn ? null : 'keras.layers',
        class_name: className,
        config,
        registered_name: isOwn ? `${SUPPORT_PACKAGE}>${className}` : null,
        name,
        inbound_nodes:
          className === 'InputLayer' ? [] : calls.map((c) => inboundNode(program, c, places)),
      })),
      input_layers: program.inputs.map(reference),
      output_layers: program.outputs.map(reference),
    },
    registered_name: 'Functional',
    build_config: { input_shape: null },
    compile_config: null,
  };
}
