/** Classes whose arguments Keras writes otherwise than the kind declares them, beyond spelling. */
import type { Config, Json } from '../../graph/document';
import { equalJson } from '../../graph/json';
import type { KerasLayer } from './keras-model';
import { isObject } from './keras-values';

type Rule = (config: Config, layer: KerasLayer) => Config;

/** A number, a pair, or a pair for every axis: all sides one after another. */
function sides(value: Json, axes: number): Json {
  if (typeof value === 'number') return Array.from({ length: 2 * axes }, () => value);
  const list = value as readonly Json[]; // Keras checks it before it saves
  if (axes === 1) return [...list];
  return list.flatMap((side) => (Array.isArray(side) ? (side as Json[]) : [side, side]));
}

const padding =
  (axes: number): Rule =>
  ({ padding: given, ...rest }) => ({ ...rest, padding: sides(given ?? 1, axes) });

const cropping =
  (axes: number): Rule =>
  ({ cropping: given, ...rest }) => ({ ...rest, cropping: sides(given ?? 1, axes) });

/** Windows side by side are what a pooling does where nothing is said. */
const pooling: Rule = ({ strides, ...rest }) =>
  equalJson(strides ?? null, rest.pool_size ?? null)
    ? { ...rest, strides: null }
    : { ...rest, strides: strides ?? null };

/** States that arrive as further values. */
const states: Rule = (config, { calls }) => {
  const [call] = calls;
  const count = (call?.inputs.length ?? 1) + Object.values(call?.named ?? {}).flat().length;
  return count > 1 ? { ...config, initial_state: true } : config;
};

/** What is switched at the call of an attention. */
const attention: Rule = (config, { calls }) => ({ ...config, ...calls[0]?.flags });

/** The layer inside, by its own rule; states that arrive are those of its two directions. */
const wrapper: Rule = ({ layer, backward_layer: _, ...rest }, outer) => {
  if (!isObject(layer) || !isObject(layer.config)) return rest;
  const rule = kerasRules[String(layer.class_name)] ?? ((config: Config) => config);
  return { ...rest, layer: { ...layer, config: rule(layer.config, outer) } };
};

/** One cell, or several on top of each other. */
const stack: Rule = ({ cell, ...rest }, layer) => {
  const isStack = isObject(cell) && cell.class_name === 'StackedRNNCells' && isObject(cell.config);
  const cells = isStack ? (cell.config as Config).cells : [cell ?? null];
  return states({ ...rest, cells: cells ?? [] }, layer);
};

export const kerasRules: Readonly<Record<string, Rule>> = {
  MaxPooling1D: pooling,
  MaxPooling2D: pooling,
  MaxPooling3D: pooling,
  AveragePooling1D: pooling,
  AveragePooling2D: pooling,
  AveragePooling3D: pooling,
  ZeroPadding1D: padding(1),
  ZeroPadding2D: padding(2),
  ZeroPadding3D: padding(3),
  Cropping1D: cropping(1),
  Cropping2D: cropping(2),
  Cropping3D: cropping(3),
  MultiHeadAttention: attention,
  Attention: attention,
  AdditiveAttention: attention,
  Bidirectional: wrapper,
  TimeDistributed: wrapper,
  RNN: stack,
  ConvLSTM2D: states,
  LSTM: states,
  SimpleRNN: states,
  // TensorFlow.js and Keras 1 know only the other kind, and do not say so.
  GRU: (config, layer) => states({ reset_after: false, ...config }, layer),
  LeakyReLU: ({ negative_slope, ...rest }) =>
    negative_slope === undefined ? rest : { ...rest, alpha: negative_slope },
  Reshape: ({ target_shape, ...rest }) => ({
    ...rest,
    target_shape: Array.isArray(target_shape)
      ? target_shape.map((size) => (size === -1 ? null : (size as Json)))
      : null,
  }),
};

/** Why a layer cannot be kept as it is; `lost` are the arguments that no parameter takes, absent for unknown classes. */
export function refusalOf(
  { className, config }: KerasLayer,
  lost: readonly string[] | undefined,
): string | undefined {
  if (className === 'Lambda') {
    return 'A Lambda holds code of the one who wrote it, which is never run.';
  }
  if (!lost) return `${className} is no kind of this version.`;
  if (config.data_format === 'channels_first') {
    return 'Its channels stand first; only channels last can be computed here.';
  }
  if (typeof config.groups === 'number' && config.groups > 1 && /^Conv/.test(className)) {
    return `Its ${config.groups} groups have no layer.`;
  }
  const activation = lost.find((key) => /activation$/.test(key));
  if (activation) return `Its ${activation} is no function of this version.`;
  return undefined;
}
