/** What expressions of source stand for while it is read: plain data, parts of the libraries, layers, tensors, models. */
import type { Config, Json } from '../../graph/document';
import type { Parameter, Statement } from './tree';

/** A layer that was made, with every call of it. A model that is called is a layer too. */
export interface Layer {
  readonly className: string;
  readonly config: Config;
  /** From `name=`. */
  readonly name?: string;
  /** The one name that the text gives it or what it returns. */
  variable?: string;
  readonly line: number;
  readonly calls: LayerCall[];
  readonly model?: Model;
}

export interface LayerCall {
  /** Place among all calls of the text. */
  readonly order: number;
  readonly line: number;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export interface Tensor {
  readonly is: 'tensor';
  readonly layer: Layer;
  /** Manyth call of the layer and manyth output of that call, from 0. */
  readonly call: number;
  readonly output: number;
}

export interface Model {
  readonly name?: string;
  variable?: string;
  readonly line: number;
  /** The layers of a Sequential one after another; absent for models of tensors. */
  readonly chain?: Layer[];
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Its face as a layer, once it is called. */
  layer?: Layer;
}

export type Value =
  | { readonly is: 'plain'; readonly value: null | boolean | number | string }
  | { readonly is: 'list'; readonly items: readonly Value[] }
  | { readonly is: 'record'; readonly entries: ReadonlyMap<string, Value> }
  /** Something of a library by its path: `keras.layers.Dense`. */
  | { readonly is: 'path'; readonly path: string }
  /** A member of a value: `model.add`. */
  | { readonly is: 'member'; readonly of: Value; readonly name: string }
  /** An initializer, regularizer or constraint. */
  | { readonly is: 'object'; readonly className: string; readonly config: Config }
  | { readonly is: 'layer'; readonly layer: Layer }
  | { readonly is: 'model'; readonly model: Model }
  | Tensor
  | {
      readonly is: 'function';
      readonly name: string;
      readonly params: readonly Parameter[];
      readonly body: readonly Statement[];
    }
  /** The result of something that is not read here. */
  | { readonly is: 'unknown' };

export const unknown: Value = { is: 'unknown' };
export const plain = (value: null | boolean | number | string): Value => ({ is: 'plain', value });

export const isNumber = (value: Value): value is { is: 'plain'; value: number } =>
  value.is === 'plain' && typeof value.value === 'number';

/** Plain data as JSON; `undefined` where a layer, tensor or something unknown is in it. */
export function jsonOf(value: Value): Json | undefined {
  switch (value.is) {
    case 'plain':
      return value.value;
    case 'list': {
      const items = value.items.map(jsonOf);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'record': {
      const entries = [...value.entries].map(([key, item]) => [key, jsonOf(item)] as const);
      const isPlain = entries.every((entry): entry is [string, Json] => entry[1] !== undefined);
      return isPlain ? Object.fromEntries(entries) : undefined;
    }
    default:
      return undefined;
  }
}

/** Every tensor in a value, in order. */
export function tensorsIn(value: Value): readonly Tensor[] {
  if (value.is === 'tensor') return [value];
  return value.is === 'list' ? value.items.flatMap(tensorsIn) : [];
}

/** What is said of a value in a message. */
export function wordOf(value: Value): string {
  const json = jsonOf(value);
  if (json !== undefined) return JSON.stringify(json).slice(0, 40);
  return value.is === 'path' ? value.path : value.is;
}
