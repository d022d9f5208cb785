/** Every layer kind. A new one is a file beside this and a line here. */
import type { AnyLayer } from '../layer';
import { add } from './add';
import { average } from './average';
import { averagePooling2D } from './average-pooling2d';
import { conv2D } from './conv2d';
import { dense } from './dense';
import { flatten } from './flatten';
import { globalAveragePooling2D } from './global-average-pooling2d';
import { globalMaxPooling2D } from './global-max-pooling2d';
import { input } from './input';
import { maxPooling2D } from './max-pooling2d';
import { multiply } from './multiply';
import { network } from './network';
import { output } from './output';
import { softmax } from './softmax';

/** In the order of the palette. */
export const layers = {
  Input: input,
  Output: output,
  Dense: dense,
  Conv2D: conv2D,
  MaxPooling2D: maxPooling2D,
  AveragePooling2D: averagePooling2D,
  GlobalAveragePooling2D: globalAveragePooling2D,
  GlobalMaxPooling2D: globalMaxPooling2D,
  Softmax: softmax,
  Flatten: flatten,
  Add: add,
  Multiply: multiply,
  Average: average,
  Network: network,
} as const;

export type LayerKind = keyof typeof layers;

export function isLayerKind(kind: string): kind is LayerKind {
  return Object.hasOwn(layers, kind);
}

/** The definition of a kind, its parameter types forgotten; `undefined` for a kind that nobody knows. */
export function layerByKind(kind: string): AnyLayer | undefined {
  // Rules of one kind only ever receive configs filled by the params of that kind.
  return isLayerKind(kind) ? (layers[kind] as unknown as AnyLayer) : undefined;
}
