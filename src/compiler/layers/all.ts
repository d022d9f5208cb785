/** Every layer kind. A new one is a file beside this and a line here. */
import type { AnyLayer } from '../layer';
import { activation } from './activation';
import { add } from './add';
import { average } from './average';
import { averagePooling2D } from './average-pooling2d';
import { batchNormalization } from './batch-normalization';
import { concatenate } from './concatenate';
import { conv2D } from './conv2d';
import { conv2DTranspose } from './conv2d-transpose';
import { dense } from './dense';
import { depthwiseConv2D } from './depthwise-conv2d';
import { dropout } from './dropout';
import { embedding } from './embedding';
import { flatten } from './flatten';
import { gaussianNoise } from './gaussian-noise';
import { globalAveragePooling2D } from './global-average-pooling2d';
import { globalMaxPooling2D } from './global-max-pooling2d';
import { input } from './input';
import { layerNormalization } from './layer-normalization';
import { leakyReLU } from './leaky-relu';
import { maxPooling2D } from './max-pooling2d';
import { multiply } from './multiply';
import { network } from './network';
import { output } from './output';
import { permute } from './permute';
import { pReLU } from './prelu';
import { reLU } from './relu';
import { reshape } from './reshape';
import { rmsNormalization } from './rms-normalization';
import { separableConv2D } from './separable-conv2d';
import { softmax } from './softmax';
import { upSampling2D } from './up-sampling2d';
import { zeroPadding2D } from './zero-padding2d';

/** In the order of the palette. */
export const layers = {
  Input: input,
  Output: output,
  Dense: dense,
  Embedding: embedding,
  Conv2D: conv2D,
  DepthwiseConv2D: depthwiseConv2D,
  SeparableConv2D: separableConv2D,
  Conv2DTranspose: conv2DTranspose,
  MaxPooling2D: maxPooling2D,
  AveragePooling2D: averagePooling2D,
  GlobalMaxPooling2D: globalMaxPooling2D,
  GlobalAveragePooling2D: globalAveragePooling2D,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: rmsNormalization,
  Dropout: dropout,
  GaussianNoise: gaussianNoise,
  Activation: activation,
  ReLU: reLU,
  LeakyReLU: leakyReLU,
  PReLU: pReLU,
  Softmax: softmax,
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  ZeroPadding2D: zeroPadding2D,
  UpSampling2D: upSampling2D,
  Add: add,
  Multiply: multiply,
  Average: average,
  Concatenate: concatenate,
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
