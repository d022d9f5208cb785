/** Every layer kind that TensorFlow.js lacks, or has with a fault. A new one is a file beside this and a line here. */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../../../compiler/program';
import type { Run } from '../../forward';
import './activations';
import { clip, offset, power, scale, step } from './arithmetic';
import { additiveAttention, attention } from './attention';
import { averagePoolings } from './average-pooling';
import { borders } from './borders';
import { categoryEncoding } from './category-encoding';
import { conv1D } from './conv1d';
import { conv1DTranspose } from './conv1d-transpose';
import { conv3D, conv3DTranspose } from './conv3d';
import { depthwiseConv1D } from './depthwise-conv1d';
import { depthwiseConv2D, separableConv2D } from './depthwise-conv2d';
import { dot } from './dot';
import { dropPath } from './drop-path';
import { dropouts } from './dropouts';
import { elementwise } from './elementwise';
import { globalPoolings } from './global-pooling';
import { groupNormalization } from './group-normalization';
import { maxPooling3D } from './max-pooling3d';
import { multiHeadAttention } from './multi-head-attention';
import { normalization } from './normalization';
import type { OwnLayer } from './own-layer';
import { gather, slice, split, stack } from './parts';
import { pictures } from './pictures';
import { positionEmbedding, sinePositionEncoding } from './position';
import { recurrentClasses, registerRecurrent } from './recurrent';
import { rmsNormalization } from './rms-normalization';
import { separableConv1D } from './separable-conv1d';
import { maskedMean, timeDelay } from './time';
import { unitNormalization } from './unit-normalization';
import { weightedSum } from './weighted-sum';

export const ownLayers: readonly OwnLayer[] = [
  scale,
  offset,
  power,
  clip,
  step,
  slice,
  split,
  stack,
  gather,
  weightedSum,
  rmsNormalization,
  groupNormalization,
  unitNormalization,
  normalization,
  dropPath,
  multiHeadAttention,
  attention,
  additiveAttention,
  positionEmbedding,
  sinePositionEncoding,
  maskedMean,
  timeDelay,
  conv1D,
  conv1DTranspose,
  conv3D,
  conv3DTranspose,
  depthwiseConv1D,
  separableConv1D,
  depthwiseConv2D,
  separableConv2D,
  categoryEncoding,
  dot,
  maxPooling3D,
  ...averagePoolings,
  ...globalPoolings,
  ...borders,
  ...pictures,
  ...dropouts,
  ...elementwise,
];

const byKind = new Map(ownLayers.map((layer) => [layer.kind, layer]));
const classNames = new Set([
  ...ownLayers.map(({ layerClass }) => layerClass.className),
  ...recurrentClasses,
]);

// Class names are global in TensorFlow.js; whoever builds a model from JSON imports this file.
for (const { layerClass } of ownLayers) tf.serialization.registerClass(layerClass);
registerRecurrent();

/** How a call of a kind of our own computes; `undefined` for a kind of TensorFlow.js. */
export function ownRun(call: Call): Run | undefined {
  return byKind.get(call.kind)?.run(call);
}

/** Whether the class is one of ours; some stand in for a class of TensorFlow.js that refuses part of its arguments. */
export function isOwnClass(className: string): boolean {
  return classNames.has(className);
}
