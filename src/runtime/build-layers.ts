/**
 * A program as a TensorFlow.js functional model. Its variables are the model's weights; kinds without a fast
 * way run through its layers. Nothing random happens here: every weight starts at zero and is then written.
 */
import * as tf from '@tensorflow/tfjs';
import { type Call, type Program, valuesOf } from '../compiler/program';
import { tfjsLayer } from '../compiler/tfjs-config';
import type { Config, Json } from '../graph/document';

type Layer = tf.layers.Layer;
type SymbolicTensor = tf.SymbolicTensor;

export interface BuiltLayers {
  readonly model: tf.LayersModel;
  /** By call id; calls that share weights share the layer. */
  readonly layers: ReadonlyMap<string, Layer>;
}

const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Constructor arguments of a TensorFlow.js layer, without anything that draws or penalises. */
export function layerArguments(config: Config): Config {
  const args: Record<string, Json> = {};
  for (const [key, value] of Object.entries(config)) {
    const name = camel(key);
    if (name.endsWith('Regularizer') || name.endsWith('Constraint')) continue;
    // Without a value Bidirectional keeps both directions apart; left out, it would join them.
    if (value === null && name !== 'mergeMode') continue;
    if (name.endsWith('Initializer')) args[name] = 'zeros';
    else if (isLayer(value)) args[name] = innerArguments(value);
    // The one activation whose tfjs name is in snake case.
    else if (name === 'activation' && value === 'gelu_new') args[name] = value;
    else if (typeof value === 'string') args[name] = name === 'name' ? value : camel(value);
    // Some layers write into the lists that they are given (LayerNormalization into its axes).
    else args[name] = structuredClone(value) as Json;
  }
  return args;
}

type LayerJson = { readonly class_name: string; readonly config: Config };

const isLayer = (value: Json): value is LayerJson =>
  typeof value === 'object' && value !== null && 'class_name' in value;

/** An inner layer as TensorFlow.js' own reader takes it. */
function innerArguments({ class_name, config }: LayerJson): Config {
  const { cells, ...rest } = config;
  // The cells of a stack, each a layer in its own JSON.
  const list = cells === undefined ? {} : { cells: (cells as LayerJson[]).map(innerArguments) };
  return { className: class_name, config: { ...layerArguments(rest), ...list } };
}

function createLayer(call: Call): Layer {
  const json = tfjsLayer(call);
  const entry = json && tf.serialization.SerializationMap.getMap().classNameMap[json.class_name];
  if (!entry) {
    throw new Error(
      `${call.kind} (${call.id}) has no TensorFlow.js layer; this version cannot run it. Remove the node.`,
    );
  }
  const args = layerArguments(json.config) as tf.serialization.ConfigDict;
  const wraps = Object.values(json.config).some(isLayer);
  // The registry types its classes as Serializable; every class of a layer kind is a Layer.
  return (wraps ? entry[1](entry[0], args) : new entry[0](args)) as unknown as Layer;
}

/** Builds layer by layer in program order, so that ids, shared layers and merge order are exact. */
export function buildLayers(program: Program): BuiltLayers {
  const layers = new Map<string, Layer>();
  const values = new Map<string, SymbolicTensor>();
  for (const call of program.calls) {
    if (call.kind === 'Input') {
      values.set(call.id, tf.input({ shape: [...call.outputShape], name: call.id }));
      continue;
    }
    const inputs = call.inputs.map((id) => values.get(id)!);
    if (call.kind === 'Output') {
      values.set(call.id, inputs[0]!);
      continue;
    }
    const layer = (call.sharesWith && layers.get(call.sharesWith)) || createLayer(call);
    layers.set(call.id, layer);
    // Symbolic inputs give symbolic outputs, one for each port.
    const output = layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as
      | SymbolicTensor
      | SymbolicTensor[];
    const all = Array.isArray(output) ? output : [output];
    valuesOf(call).forEach((id, i) => void values.set(id, all[i]!));
  }
  const pick = (ids: readonly string[]): SymbolicTensor[] => ids.map((id) => values.get(id)!);
  const model = tf.model({ inputs: pick(program.inputs), outputs: pick(program.outputs) });
  return { model, layers };
}

/** The layer's variables by the names that the call declares. */
export function weightsOf(call: Call, layer: Layer): Map<string, tf.Variable> {
  // `read()` is typed as a tensor and returns the variable itself.
  const found = layer.weights.map((weight) => ({
    name: camel(weight.originalName.split('/').at(-1) ?? ''),
    variable: weight.read() as tf.Variable,
  }));
  const named = new Map<string, tf.Variable>();
  call.weights.forEach((spec, index) => {
    const match = found.find(({ name }) => name === spec.name) ?? found[index];
    if (!match || match.variable.shape.join() !== spec.shape.join()) {
      throw new Error(
        `${call.id} declares ${spec.name} as [${spec.shape}]; its TensorFlow.js layer has ` +
          `${found.map((w) => `${w.name} [${w.variable.shape}]`).join(', ') || 'no weights'}.`,
      );
    }
    named.set(spec.name, match.variable);
  });
  return named;
}
