/** Configs as Keras writes them to parameters as kinds declare them: spelling, pairs, enums, initializers. */
import type { Config, Json } from '../../graph/document';
import { equalJson } from '../../graph/json';
import type { AnyLayer } from '../layer';
import type { ChoiceParam, ChoicesParam, Param } from '../params';

export const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `kernel_size` → `kernelSize`. */
export function camel(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Names that differ in case and underscores alone are one. */
export const bare = (name: string): string => name.replace(/_/g, '').toLowerCase();

/** Keras' names for what is spelled otherwise here. */
const otherNames: Readonly<Record<string, string>> = {
  untruncatednormal: 'normal',
  uniform: 'uniform',
  silu: 'swish',
};

function matching(names: Iterable<string>, given: string): string | undefined {
  const wanted = bare(given);
  const list = [...names];
  return (
    list.find((name) => bare(name) === wanted) ?? list.find((name) => name === otherNames[wanted])
  );
}

/** `{ class_name: 'L1L2', config: { l1, l2 } }`, or a bare name, to `{ id, … }`; `undefined` for one that is not known. */
function choiceOf(param: Pick<ChoiceParam, 'choices'>, given: Json): Json | undefined {
  const name = isObject(given) ? given.class_name : given;
  if (typeof name !== 'string') return undefined;
  const config = isObject(given) && isObject(given.config) ? given.config : {};
  const wanted = bare(name) === 'l1l2' ? normOf(config) : name;
  const id = matching(Object.keys(param.choices), wanted);
  if (id === undefined) return undefined;
  const { params } = param.choices[id]!;
  const values = Object.entries(config).flatMap(([key, value]) => {
    const inner = params[camel(key)];
    const read = inner && paramValue(inner, value);
    return read === undefined || read === null ? [] : [[camel(key), read] as const];
  });
  return { id, ...Object.fromEntries(values) };
}

function choicesOf(param: ChoicesParam, given: Json): Json | undefined {
  if (!Array.isArray(given)) return undefined;
  const list = given.map((each) => choiceOf(param, each as Json)); // elements of JSON
  return list.every((each) => each !== undefined) ? list : undefined;
}

/** Keras has one class for both norms; a norm of weight 0 is none. */
function normOf({ l1, l2 }: Config): string {
  if (!l2) return 'l1';
  return l1 ? 'l1l2' : 'l2';
}

const repeated = (value: Json): Json => (typeof value === 'number' ? [value, value] : value);

/** A value as the parameter takes it; `undefined` where the parameter knows nothing like it. */
export function paramValue(param: Param, given: Json): Json | undefined {
  if (given === null) return param.nullable ? null : undefined;
  switch (param.type) {
    case 'int':
    case 'float':
      // A window of one axis comes as a list of one number.
      return Array.isArray(given) && given.length === 1 ? (given[0] as Json) : given;
    case 'pair':
      return repeated(given);
    case 'ints':
      return typeof given === 'number' ? (param.default ?? [0]).map(() => given) : given;
    case 'enum':
      return typeof given === 'string' ? matching(param.values, given) : undefined;
    case 'choice':
      return choiceOf(param, given);
    case 'choices':
      return choicesOf(param, given);
    default:
      return given;
  }
}

export interface ReadConfig {
  /** Only what differs from the kind's defaults. */
  readonly config: Config;
  /** Keras' names of values that no parameter takes and that would change the result. */
  readonly lost: readonly string[];
}

/** Names that say nothing about what is computed, or that stand elsewhere in a document. */
const silent = new Set([
  ...['name', 'trainable', 'dtype', 'batch_input_shape', 'batch_shape', 'sparse', 'ragged'],
  ...['registered_name', 'module', 'build_config', 'autocast', 'noise_shape', 'implementation'],
  ...['renorm', 'renorm_clipping', 'renorm_momentum'],
  ...['synchronized', 'fused', 'input_shape', 'input_dtype', 'groups', 'data_format', 'optional'],
]);

/** A layer's config read by the parameters of its kind. */
export function readLayerConfig({ params }: AnyLayer, given: Config): ReadConfig {
  const config: Record<string, Json> = {};
  const lost: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const param = params[camel(key)];
    const read = param && paramValue(param, value);
    if (read !== undefined && param) {
      if (!equalJson(read, param.default as Json)) config[camel(key)] = read; // defaults are JSON
    } else if (!silent.has(key) && value !== null && value !== false) lost.push(key);
  }
  return { config, lost };
}
