/** Every layer kind. A new one is a file beside this and a line here. */
import type { AnyLayer } from '../layer';
import { activation } from './activation';
import { add } from './add';
import { additiveAttention } from './additive-attention';
import { alphaDropout } from './alpha-dropout';
import { attention } from './attention';
import { average } from './average';
import { averagePooling1D } from './average-pooling1d';
import { averagePooling2D } from './average-pooling2d';
import { averagePooling3D } from './average-pooling3d';
import { batchNormalization } from './batch-normalization';
import { bidirectional } from './bidirectional';
import { categoryEncoding } from './category-encoding';
import { centerCrop } from './center-crop';
import { clip } from './clip';
import { concatenate } from './concatenate';
import { convLSTM2D } from './conv-lstm2d';
import { conv1D } from './conv1d';
import { conv1DTranspose } from './conv1d-transpose';
import { conv2D } from './conv2d';
import { conv2DTranspose } from './conv2d-transpose';
import { conv3D } from './conv3d';
import { conv3DTranspose } from './conv3d-transpose';
import { cropping1D } from './cropping1d';
import { cropping2D } from './cropping2d';
import { cropping3D } from './cropping3d';
import { dense } from './dense';
import { depthwiseConv1D } from './depthwise-conv1d';
import { depthwiseConv2D } from './depthwise-conv2d';
import { dot } from './dot';
import { dropPath } from './drop-path';
import { dropout } from './dropout';
import { eLU } from './elu';
import { embedding } from './embedding';
import { flatten } from './flatten';
import { gather } from './gather';
import { gaussianDropout } from './gaussian-dropout';
import { gaussianNoise } from './gaussian-noise';
import { globalAveragePooling1D } from './global-average-pooling1d';
import { globalAveragePooling2D } from './global-average-pooling2d';
import { globalAveragePooling3D } from './global-average-pooling3d';
import { globalMaxPooling1D } from './global-max-pooling1d';
import { globalMaxPooling2D } from './global-max-pooling2d';
import { globalMaxPooling3D } from './global-max-pooling3d';
import { groupNormalization } from './group-normalization';
import { gru } from './gru';
import { input } from './input';
import { layerNormalization } from './layer-normalization';
import { leakyReLU } from './leaky-relu';
import { lstm } from './lstm';
import { maskedMean } from './masked-mean';
import { masking } from './masking';
import { maxPooling1D } from './max-pooling1d';
import { maxPooling2D } from './max-pooling2d';
import { maxPooling3D } from './max-pooling3d';
import { maximum } from './maximum';
import { minimum } from './minimum';
import { multiHeadAttention } from './multi-head-attention';
import { multiply } from './multiply';
import { network } from './network';
import { normalization } from './normalization';
import { offset } from './offset';
import { output } from './output';
import { permute } from './permute';
import { positionEmbedding } from './position-embedding';
import { power } from './power';
import { pReLU } from './prelu';
import { randomWidth } from './random-width';
import { reLU } from './relu';
import { repeatVector } from './repeat-vector';
import { rescaling } from './rescaling';
import { reshape } from './reshape';
import { resizing } from './resizing';
import { rmsNormalization } from './rms-normalization';
import { rnn } from './rnn';
import { scale } from './scale';
import { separableConv1D } from './separable-conv1d';
import { separableConv2D } from './separable-conv2d';
import { simpleRNN } from './simple-rnn';
import { sinePositionEncoding } from './sine-position-encoding';
import { slice } from './slice';
import { softmax } from './softmax';
import { spatialDropout1D } from './spatial-dropout1d';
import { spatialDropout2D } from './spatial-dropout2d';
import { spatialDropout3D } from './spatial-dropout3d';
import { split } from './split';
import { stack } from './stack';
import { step } from './step';
import { subtract } from './subtract';
import { thresholdedReLU } from './thresholded-relu';
import { timeDelay } from './time-delay';
import { timeDistributed } from './time-distributed';
import { unitNormalization } from './unit-normalization';
import { upSampling1D } from './up-sampling1d';
import { upSampling2D } from './up-sampling2d';
import { upSampling3D } from './up-sampling3d';
import { weightedSum } from './weighted-sum';
import { zeroPadding1D } from './zero-padding1d';
import { zeroPadding2D } from './zero-padding2d';
import { zeroPadding3D } from './zero-padding3d';

/** In the order of the palette. */
export const layers = {
  Input: input,
  Output: output,
  Dense: dense,
  Embedding: embedding,
  Masking: masking,
  CategoryEncoding: categoryEncoding,
  Scale: scale,
  Offset: offset,
  Power: power,
  Clip: clip,
  Conv1D: conv1D,
  Conv2D: conv2D,
  Conv3D: conv3D,
  DepthwiseConv1D: depthwiseConv1D,
  DepthwiseConv2D: depthwiseConv2D,
  SeparableConv1D: separableConv1D,
  SeparableConv2D: separableConv2D,
  Conv1DTranspose: conv1DTranspose,
  Conv2DTranspose: conv2DTranspose,
  Conv3DTranspose: conv3DTranspose,
  MaxPooling1D: maxPooling1D,
  MaxPooling2D: maxPooling2D,
  MaxPooling3D: maxPooling3D,
  AveragePooling1D: averagePooling1D,
  AveragePooling2D: averagePooling2D,
  AveragePooling3D: averagePooling3D,
  GlobalMaxPooling1D: globalMaxPooling1D,
  GlobalMaxPooling2D: globalMaxPooling2D,
  GlobalMaxPooling3D: globalMaxPooling3D,
  GlobalAveragePooling1D: globalAveragePooling1D,
  GlobalAveragePooling2D: globalAveragePooling2D,
  GlobalAveragePooling3D: globalAveragePooling3D,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: rmsNormalization,
  GroupNormalization: groupNormalization,
  UnitNormalization: unitNormalization,
  Normalization: normalization,
  Dropout: dropout,
  SpatialDropout1D: spatialDropout1D,
  SpatialDropout2D: spatialDropout2D,
  SpatialDropout3D: spatialDropout3D,
  DropPath: dropPath,
  GaussianDropout: gaussianDropout,
  AlphaDropout: alphaDropout,
  GaussianNoise: gaussianNoise,
  RandomWidth: randomWidth,
  Activation: activation,
  ReLU: reLU,
  LeakyReLU: leakyReLU,
  ELU: eLU,
  ThresholdedReLU: thresholdedReLU,
  PReLU: pReLU,
  Step: step,
  Softmax: softmax,
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
  RepeatVector: repeatVector,
  Slice: slice,
  Split: split,
  Gather: gather,
  ZeroPadding1D: zeroPadding1D,
  ZeroPadding2D: zeroPadding2D,
  ZeroPadding3D: zeroPadding3D,
  Cropping1D: cropping1D,
  Cropping2D: cropping2D,
  Cropping3D: cropping3D,
  UpSampling1D: upSampling1D,
  UpSampling2D: upSampling2D,
  UpSampling3D: upSampling3D,
  Resizing: resizing,
  CenterCrop: centerCrop,
  Rescaling: rescaling,
  Add: add,
  Subtract: subtract,
  Multiply: multiply,
  Average: average,
  Maximum: maximum,
  Minimum: minimum,
  Dot: dot,
  Concatenate: concatenate,
  Stack: stack,
  WeightedSum: weightedSum,
  MultiHeadAttention: multiHeadAttention,
  Attention: attention,
  AdditiveAttention: additiveAttention,
  PositionEmbedding: positionEmbedding,
  SinePositionEncoding: sinePositionEncoding,
  MaskedMean: maskedMean,
  TimeDelay: timeDelay,
  SimpleRNN: simpleRNN,
  LSTM: lstm,
  GRU: gru,
  RNN: rnn,
  ConvLSTM2D: convLSTM2D,
  Bidirectional: bidirectional,
  TimeDistributed: timeDistributed,
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
