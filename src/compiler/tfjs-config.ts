/**
 * A program in the JSON that TensorFlow.js and Keras read: class names and snake-case configs with every parameter
 * written, since defaults differ between the two. Pure data; `runtime/build` and exporters start from it.
 */
import type { Config, Json } from '../graph/document';
import { type Call, type Program, valuesOf } from './program';
import { innerCall, stackConfig, stepCall, wrapperConfig } from './tfjs-wrapped';

export interface LayerJson {
  readonly class_name: string;
  readonly name: string;
  readonly config: Config;
  /** One list for every time the layer is called: `[source, node index, 0, {}]` for each input. */
  readonly inbound_nodes: readonly Json[];
}

/** `kernelSize` → `kernel_size`, `truncatedNormal` → `truncated_normal`. */
export function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a}_${b.toLowerCase()}`);
}

/** Class names whose spelling is not the id with a capital. */
const classNames: Readonly<Record<string, string>> = { l1: 'L1L2', l2: 'L1L2', l1l2: 'L1L2' };

/** Kinds over places and channels; those over time only where they convolve or pool. */
const withDataFormat =
  /^(Flatten|ConvLSTM2D|(Depthwise|Separable)?Conv\d.*|(Global)?(Max|Average)Pooling\dD|(ZeroPadding|UpSampling|Cropping)[23]D|SpatialDropout[23]D)$/;

const ownStrides = ({ config }: Call): Config => ({
  ...config,
  strides: config.strides ?? config.poolSize ?? null,
});

/** Pairs of both ends of an axis where ours stand in a row: `[1, 2, 3, 4]` → `[[1, 2], [3, 4]]`. */
const inPairs =
  (param: string) =>
  ({ config }: Call): Config => {
    const ends = config[param] as readonly number[]; // a list of even length by its declaration
    const pairs = ends.flatMap((end, i) => (i % 2 === 0 ? [[end, ends[i + 1] ?? 0]] : []));
    return { ...config, [param]: pairs };
  };

/** States are inputs by the edges, and a state that outlives its batch needs one of a fixed size. */
const sequence = ({ config }: Pick<Call, 'config'>): Config => {
  const { initialState: _, ...rest } = config;
  return { ...rest, stateful: false };
};

/** Where our parameter is not theirs under another spelling. */
const special: Readonly<Record<string, (call: Call) => Config>> = {
  Input: ({ config }) => ({
    batchInputShape: [null, ...((config.shape ?? []) as readonly Json[])], // `ints` by its declaration
    sparse: false,
  }),
  SimpleRNN: sequence,
  LSTM: sequence,
  GRU: sequence,
  ConvLSTM2D: sequence,
  RNN: (call) => sequence({ config: stackConfig(cellJson)(call) }),
  Bidirectional: wrapperConfig(
    (call) => innerCall(call, call.inputShapes.slice(0, 1), call.outputShape),
    (call) => tfjsLayer(call),
  ),
  TimeDistributed: wrapperConfig(stepCall, (call) => tfjsLayer(call)),
  MaxPooling1D: ownStrides,
  MaxPooling2D: ownStrides,
  MaxPooling3D: ownStrides,
  AveragePooling1D: ownStrides,
  AveragePooling2D: ownStrides,
  AveragePooling3D: ownStrides,
  ZeroPadding2D: inPairs('padding'),
  ZeroPadding3D: inPairs('padding'),
  Cropping2D: inPairs('cropping'),
  Cropping3D: inPairs('cropping'),
  // TensorFlow.js leaves a free size of the target free even where it can be worked out.
  Reshape: ({ outputShape }) => ({ targetShape: outputShape }),
};

/** TensorFlow.js refuses to flatten what is flat already; Keras does not. */
function classOf(call: Call): string | null {
  const isFlat = call.kind === 'Flatten' && (call.inputShapes[0]?.length ?? 0) < 2;
  return isFlat ? 'Reshape' : call.className;
}

/** Class name and config of a call; `undefined` where no tfjs layer stands behind it (Output). */
export function tfjsLayer(
  call: Call,
): { readonly class_name: string; readonly config: Config } | undefined {
  const class_name = classOf(call);
  if (class_name === null) return undefined;
  const isReshape = class_name === 'Reshape';
  const own = special[isReshape ? 'Reshape' : call.kind]?.(call) ?? call.config;
  const dtype = call.config.dtype ?? 'float32';
  const config: Record<string, Json> = { name: call.id, trainable: !call.frozen, dtype };
  for (const [name, value] of Object.entries(own)) config[snake(name)] = valueJson(name, value);
  if (!isReshape && withDataFormat.test(call.kind)) config.data_format = 'channels_last';
  return { class_name, config };
}

function valueJson(name: string, value: Json): Json {
  if (typeof value === 'string') return /activation$/i.test(name) ? snake(value) : value;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  // Not an array and not null: a layer in its own JSON, or a choice; nothing else is an object here.
  return 'class_name' in value ? value : choiceJson(value as Config);
}

function cellJson({ id, ...values }: Config): { class_name: string; config: Config } {
  const entries = Object.entries(values).map(([name, value]) => [
    snake(name),
    valueJson(name, value),
  ]);
  return { class_name: String(id), config: Object.fromEntries(entries) };
}

/** `{ id: 'l2', l2: 0.01 }` → `{ class_name: 'L1L2', config: { l1: 0, l2: 0.01 } }` */
function choiceJson(choice: Config): Json {
  const { id, ...values } = choice;
  const name = String(id);
  const class_name = classNames[name] ?? name[0]!.toUpperCase() + name.slice(1);
  const config: Record<string, Json> = class_name === 'L1L2' ? { l1: 0, l2: 0 } : {};
  for (const [key, value] of Object.entries(values)) {
    config[snake(key)] = typeof value === 'string' ? snake(value) : value;
  }
  return { class_name, config };
}

/**
 * The whole program for `tf.models.modelFromJSON` and `keras.models.model_from_json`. Calls that share weights are
 * further calls of one layer. Outputs are the values that arrive at Output nodes, in the program's order.
 */
export function tfjsModel(program: Program): Config {
  const entries = new Map<string, { json: LayerJson; inbound: Json[] }>();
  /** Where a value is: layer name, how manyth call of it, how manyth of its outputs. */
  const values = new Map<string, readonly [string, number, number]>();
  const reference = (id: string): Json[] => [...(values.get(id) ?? [id, 0, 0])];
  const place = (call: Call, layer: string, time: number): void =>
    valuesOf(call).forEach((id, output) => void values.set(id, [layer, time, output]));
  for (const call of program.calls) {
    const inbound = call.inputs.map((id): Json => [...reference(id), {}]);
    const layer = tfjsLayer(call);
    if (layer === undefined) {
      const source = call.inputs[0];
      if (source !== undefined) values.set(call.id, values.get(source) ?? [source, 0, 0]);
      continue;
    }
    const shared = call.sharesWith === undefined ? undefined : entries.get(call.sharesWith);
    if (shared) {
      place(call, shared.json.name, shared.inbound.length);
      shared.inbound.push(inbound);
      continue;
    }
    const list: Json[] = inbound.length > 0 ? [inbound] : [];
    const json = { ...layer, name: call.id, inbound_nodes: list };
    entries.set(call.id, { json, inbound: list });
    place(call, call.id, 0);
  }
  return {
    class_name: 'Model',
    keras_version: '2.15.0',
    backend: 'tensorflow',
    config: {
      name: program.network,
      layers: [...entries.values()].map(({ json }) => ({ ...json })),
      input_layers: program.inputs.map(reference),
      output_layers: program.outputs.map(reference),
    },
  };
}
