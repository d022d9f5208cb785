/**
 * Arguments as they are given to configs as Keras writes them: positional ones get their names, records of TypeScript
 * their spelling, objects their JSON. What Keras or TensorFlow.js would take where nothing is given, and a kind here
 * would not, is filled in.
 */
import type { Config, Json } from '../../graph/document';
import { constraints, initializers, regularizers } from '../fields';
import { layerOfClass } from '../importers/keras-config';
import { bare, camel } from '../importers/keras-values';
import { snake } from '../tfjs-config';
import { SourceProblem } from './marks';
import type { Language } from './tree';
import { jsonOf, type Value, wordOf } from './values';

/** Arguments of a call: those without a name in their order, the others by name. */
export interface Given {
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export const nothing: Given = { args: [], named: new Map() };

export interface Maker {
  readonly name: string;
  readonly line: number;
  readonly language: Language;
}

/** First arguments by class where Keras orders them otherwise than the kind declares them. */
const heads: readonly (readonly [RegExp, string])[] = [
  [/^(Conv\dD(Transpose)?|SeparableConv\dD|ConvLSTM2D)$/, 'filters kernel_size strides padding'],
  [/^DepthwiseConv\dD$/, 'kernel_size strides padding depth_multiplier'],
  [/^Dense$/, 'units activation use_bias kernel_initializer bias_initializer'],
  [/^(LSTM|GRU)(Cell)?$/, 'units activation recurrent_activation use_bias'],
  [/^SimpleRNN(Cell)?$/, 'units activation use_bias'],
  [/^PReLU$/, 'alpha_initializer alpha_regularizer alpha_constraint shared_axes'],
  [/^(RNN)$/, 'cell return_sequences return_state go_backwards'],
  [/^StackedRNNCells$/, 'cells'],
];

/** Later ones are told apart by name only: their order differs. */
const MOST_POSITIONAL = 4;

function orderOf(className: string): readonly string[] {
  const head = heads.find(([pattern]) => pattern.test(className));
  if (head) return head[1].split(' ');
  const params = Object.keys(layerOfClass(className)?.params ?? {});
  return params.slice(0, MOST_POSITIONAL).map(snake);
}

/** Where Keras 3, or TensorFlow.js, has another default than the kind here. */
const defaults: Readonly<Record<Language, readonly (readonly [RegExp, Config])[]>> = {
  python: [
    [/^Cropping2D$/, { cropping: 0 }],
    [/^GRU(Cell)?$/, { reset_after: true }],
  ],
  typescript: [
    [/^(Dense|Conv[123]D|Conv[23]DTranspose)$/, { kernel_initializer: 'glorot_normal' }],
    [/^DepthwiseConv2D$/, { depthwise_initializer: 'glorot_normal' }],
    [/^(SimpleRNN|LSTM|GRU)(Cell)?$/, { kernel_initializer: 'glorot_normal' }],
    [/^(LSTM|GRU)(Cell)?$/, { recurrent_activation: 'hard_sigmoid' }],
    [/^ConvLSTM2D$/, { recurrent_activation: 'hard_sigmoid' }],
    [/^GRU(Cell)?$/, { reset_after: false }],
    [/^Softmax$/, { axis: 1 }],
    [/^Cropping2D$/, { cropping: 0 }],
  ],
};

/** The config of a layer. Throws a `SourceProblem`. */
export function layerConfig(maker: Maker, given: Given): Config {
  const { language, name } = maker;
  const missing = defaults[language].filter(([pattern]) => pattern.test(name));
  const entries = language === 'typescript' ? recordOf(maker, given) : byName(maker, given);
  return Object.assign({}, ...missing.map(([, config]) => config), configOf(maker, entries));
}

/** `tf.layers.dense({ units: 10 })`: the one argument is a record. */
function recordOf(maker: Maker, { args }: Given): ReadonlyMap<string, Value> {
  const [first] = args;
  if (first === undefined) return new Map();
  if (first.is !== 'record') throw new SourceProblem(maker.line, 'positional', place(maker, 0));
  return first.entries;
}

const place = (maker: Maker, at: number) => ({ kind: maker.name, place: at + 1 });

function byName(maker: Maker, { args, named }: Given): ReadonlyMap<string, Value> {
  const order = orderOf(maker.name);
  const isKnown = layerOfClass(maker.name) !== undefined;
  const found = new Map(named);
  // Both conventions are data here; only channels last is computed, which the importer holds.
  const given = args.filter((arg) => !(arg.is === 'plain' && /^channels_/.test(String(arg.value))));
  given.forEach((value, i) => {
    // Of a class that nobody knows the config is kept as it comes.
    const name = order[i] ?? (isKnown ? undefined : `argument_${i + 1}`);
    if (name === undefined) throw new SourceProblem(maker.line, 'positional', place(maker, i));
    found.set(name, value);
  });
  return found;
}

function configOf(maker: Maker, entries: ReadonlyMap<string, Value>): Config {
  const config: Record<string, Json> = {};
  for (const [key, value] of entries) {
    const name = snake(key);
    if (name === 'weights') continue;
    config[name] = argument(maker, name, value);
  }
  return config;
}

function argument(maker: Maker, key: string, value: Value): Json {
  if (value.is === 'list' && /^cells?$/.test(key)) {
    return value.items.map((item) => argument(maker, 'cell', item));
  }
  switch (value.is) {
    case 'path':
      if (/activation$/.test(key)) return functionOf(value.path);
      break;
    case 'object':
      return { module: 'keras', class_name: value.className, config: value.config };
    case 'layer': {
      const { className, config } = value.layer;
      if (/^(layer|backward_layer|cells?)$/.test(key)) {
        return { module: 'keras.layers', class_name: className, config };
      }
      break;
    }
    case 'record': {
      // What TensorFlow.js would write of an object.
      const pairs = [...value.entries].map(([k, v]) => [snake(k), argument(maker, snake(k), v)]);
      return Object.fromEntries(pairs);
    }
    default: {
      const json = jsonOf(value);
      if (json !== undefined) return spelled(key, json);
    }
  }
  const values = { kind: maker.name, argument: key, expected: expectedFor(key) };
  throw new SourceProblem(maker.line, 'argument-kind', { ...values, received: wordOf(value) });
}

/** Only this one value is compared by its spelling when a config is read. */
const spelled = (key: string, value: Json): Json =>
  key === 'data_format' && typeof value === 'string' ? snake(value) : value;

const expectedFor = (key: string): string =>
  /activation$/.test(key)
    ? '"relu" …'
    : /(initializer|regularizer|constraint)$/.test(key)
      ? '"zeros" …'
      : '1, "text", [1, 2]';

/** `keras.activations.relu` is the same as `"relu"`; the support module beside an export has functions of its own. */
function functionOf(path: string): Json {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!path.startsWith('netloom_layers.')) return name;
  return { module: 'builtins', class_name: 'function', config: name };
}

const objects = { ...initializers, ...regularizers, ...constraints };

/** `keras.regularizers.l2(0.01)`: an initializer, regularizer or constraint. */
export function objectValue(maker: Maker, given: Given): Value {
  const [first] = given.args;
  const isRecord = maker.language === 'typescript' && first?.is === 'record';
  const found = Object.entries(objects).find(([id]) => bare(id) === bare(maker.name));
  const order = Object.keys(found?.[1].params ?? {});
  const entries = new Map(isRecord ? first.entries : given.named);
  if (!isRecord) {
    given.args.forEach((value, i) => {
      const name = order[i];
      if (name === undefined) throw new SourceProblem(maker.line, 'positional', place(maker, i));
      entries.set(name, value);
    });
  }
  const pairs = [...entries].map(([key, value]) => [
    snake(camel(key)),
    argument(maker, snake(key), value),
  ]);
  return { is: 'object', className: maker.name, config: Object.fromEntries(pairs) };
}
