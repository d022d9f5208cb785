/** Where the rules differ from TensorFlow.js on purpose. Every row has an example that shows the difference. */
import type { Config } from '../../graph/document';
import type { Shape } from '../layer';

export type Verdict = 'same' | 'ours alone' | 'theirs alone' | 'shape' | 'count' | 'values';

export interface Difference {
  readonly kinds: readonly string[];
  readonly reason: string;
  /** The first is what the example gives. */
  readonly verdicts: readonly Verdict[];
  readonly where: (config: Config, inputs: readonly Shape[]) => boolean;
  readonly example: { readonly config: Config; readonly inputs: readonly Shape[] };
}

const rankOf = (inputs: readonly Shape[]): number => inputs[0]?.length ?? 0;
const list = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value : [Number(value)];
const isBeyond = (axis: number, rank: number): boolean => axis === 0 || axis < -rank || axis > rank;
const isBatch = (axis: number, inputs: readonly Shape[]): boolean =>
  axis === 0 || axis === -rankOf(inputs) - 1;
const always = (): boolean => true;

/** Somewhere the stride is longer than the window. */
function skips({ kernelSize, poolSize, strides, padding }: Config): boolean {
  const window = list(kernelSize ?? poolSize);
  return padding === 'same' && list(strides ?? window).some((step, i) => step > window[i]!);
}

export const differences: readonly Difference[] = [
  {
    kinds: ['Conv1D'],
    reason: 'causal padding throws there; here it works as in Keras',
    verdicts: ['ours alone'],
    where: ({ padding }) => padding === 'causal',
    example: { config: { padding: 'causal' }, inputs: [[5, 2]] },
  },
  {
    kinds: ['DepthwiseConv2D'],
    reason: 'its layer ignores dilationRate',
    verdicts: ['shape', 'theirs alone', 'values'],
    where: ({ dilationRate }) => list(dilationRate).some((rate) => rate > 1),
    example: { config: { dilationRate: [2, 2] }, inputs: [[7, 7, 1]] },
  },
  {
    kinds: ['Conv3D', 'Conv3DTranspose', 'MaxPooling3D', 'AveragePooling3D'],
    reason: 'padding below zero shifts its windows where a stride is longer than the window',
    verdicts: ['values'],
    where: (config) => skips(config),
    example: {
      config: { kernelSize: [1, 1, 1], strides: [1, 1, 2], padding: 'same' },
      inputs: [[1, 1, 2, 1]],
    },
  },
  {
    kinds: ['Add', 'Multiply', 'Average', 'Maximum', 'Minimum'],
    reason:
      'inputs with unequal numbers of axes stretch there; ONNX and PyTorch would align their batch with another axis, so a Reshape has to say what is meant',
    verdicts: ['theirs alone'],
    where: (_, inputs) => inputs.some((shape) => shape.length !== rankOf(inputs)),
    example: { config: {}, inputs: [[4, 2, 2], [1]] },
  },
  {
    kinds: ['BatchNormalization'],
    reason: 'it stops at three axes; volumes have four',
    verdicts: ['ours alone'],
    where: (_, inputs) => rankOf(inputs) > 3,
    example: { config: {}, inputs: [[2, 3, 4, 2]] },
  },
  {
    kinds: ['LayerNormalization'],
    reason: 'it stops at three axes; volumes have four',
    verdicts: ['ours alone'],
    where: (_, inputs) => rankOf(inputs) > 3,
    example: { config: {}, inputs: [[2, 3, 4, 2]] },
  },
  {
    kinds: ['LayerNormalization'],
    reason: 'it counts the batch as axis 0; samples are normalized one by one',
    verdicts: ['theirs alone'],
    where: ({ axis }, inputs) => list(axis).some((one) => isBatch(one, inputs)),
    example: { config: { axis: [0, -1], center: false, scale: false }, inputs: [[2, 2]] },
  },
  {
    kinds: ['Softmax'],
    reason: 'along another axis than the last it throws',
    verdicts: ['ours alone'],
    where: ({ axis }, inputs) => axis !== -1 && axis !== rankOf(inputs),
    example: { config: { axis: 1 }, inputs: [[2, 3]] },
  },
  {
    kinds: ['CategoryEncoding'],
    reason: 'it stops at one axis; sequences of tokens have more',
    verdicts: ['ours alone', 'values', 'shape'],
    where: ({ outputMode }, inputs) => outputMode === 'oneHot' || rankOf(inputs) > 1,
    example: { config: { outputMode: 'oneHot' }, inputs: [[2]] },
  },
  {
    kinds: ['CenterCrop'],
    reason: 'it crops between pixels and one column aside, and distorts what is too small',
    verdicts: ['values', 'ours alone'],
    where: always,
    example: { config: { height: 4, width: 4 }, inputs: [[5, 5, 1]] },
  },
  {
    kinds: ['Resizing'],
    reason: 'it aligns corners; Keras 3 looks at the centres of pixels',
    verdicts: ['values', 'ours alone'],
    where: always,
    example: { config: { height: 2, width: 3 }, inputs: [[5, 5, 1]] },
  },
  {
    kinds: ['Resizing', 'CenterCrop', 'RandomWidth'],
    reason: 'it takes samples without channels for one picture, and their batch for its height',
    verdicts: ['theirs alone'],
    where: (_, inputs) => rankOf(inputs) === 2,
    example: { config: { height: 2, width: 2 }, inputs: [[3, 1]] },
  },
  {
    kinds: ['UpSampling2D'],
    reason: 'its bilinear pixels lie half a pixel off those of Keras 3',
    verdicts: ['values'],
    where: ({ interpolation }) => interpolation === 'bilinear',
    example: { config: { interpolation: 'bilinear' }, inputs: [[2, 2, 1]] },
  },
  {
    kinds: ['RandomWidth'],
    reason: 'it stretches outside training too, and infers no width',
    verdicts: ['shape', 'values', 'ours alone'],
    where: always,
    example: { config: { factor: 0.9, seed: 3 }, inputs: [[1, 97, 1]] },
  },
  {
    kinds: ['Cropping2D'],
    reason: 'cutting off one more than there is means "the rest" there',
    verdicts: ['theirs alone'],
    where: ({ cropping }, [x = []]) => {
      const [top = 0, bottom = 0, left = 0, right = 0] = list(cropping);
      return (x[0] ?? 99) <= top + bottom || (x[1] ?? 99) <= left + right;
    },
    example: { config: { cropping: [4, 2, 0, 0] }, inputs: [[5, 1, 1]] },
  },
  {
    kinds: ['Concatenate', 'Softmax'],
    reason: 'it counts the batch as axis 0; samples neither join nor share probabilities',
    verdicts: ['theirs alone'],
    where: ({ axis }, inputs) => isBatch(Number(axis), inputs),
    example: { config: { axis: 0 }, inputs: [[2], [2]] },
  },
  {
    kinds: ['Concatenate'],
    reason: 'it joins along the last axis where the axis is below −1 or one too many',
    verdicts: ['theirs alone', 'shape', 'ours alone', 'values'],
    where: ({ axis }, inputs) => Number(axis) < -1 || Number(axis) > rankOf(inputs),
    example: {
      config: { axis: 3 },
      inputs: [
        [2, null],
        [2, null],
      ],
    },
  },
  {
    kinds: ['Dot'],
    reason:
      'it reads axes in a list wrongly where they count backwards or too far, and stops at two',
    verdicts: ['ours alone', 'theirs alone', 'shape', 'values'],
    where: ({ axes }, inputs) =>
      list(axes).some((axis) => axis <= 0 || axis > rankOf(inputs)) ||
      inputs.some((shape) => shape.length !== rankOf(inputs) || shape.length > 2),
    example: { config: { axes: [1, -1] }, inputs: [[3], [3]] },
  },
  {
    kinds: ['ELU'],
    reason: 'an alpha other than 1 throws there',
    verdicts: ['ours alone'],
    where: ({ alpha }) => alpha !== 1,
    example: { config: { alpha: 0.5 }, inputs: [[3]] },
  },
  {
    kinds: ['ReLU'],
    reason: 'it knows neither negativeSlope nor threshold',
    verdicts: ['values'],
    where: ({ negativeSlope, threshold }) => negativeSlope !== 0 || threshold !== 0,
    example: { config: { negativeSlope: 0.1 }, inputs: [[8]] },
  },
  {
    kinds: ['PReLU'],
    reason: 'it passes over shared axes that do not exist',
    verdicts: ['theirs alone', 'ours alone', 'count'],
    where: ({ sharedAxes }, inputs) =>
      list(sharedAxes).some((axis) => axis < 0 || isBeyond(axis, rankOf(inputs))),
    example: { config: { sharedAxes: [1, 2] }, inputs: [[3]] },
  },
  {
    kinds: ['Flatten'],
    reason: 'it refuses what is flat already; Keras does not',
    verdicts: ['ours alone'],
    where: (_, inputs) => rankOf(inputs) < 2,
    example: { config: {}, inputs: [[3]] },
  },
  {
    kinds: ['GlobalAveragePooling1D', 'GlobalMaxPooling1D'],
    reason: 'it does not know keepdims',
    verdicts: ['shape'],
    where: ({ keepdims }) => keepdims === true,
    example: { config: { keepdims: true }, inputs: [[3, 2]] },
  },
  {
    kinds: ['GlobalAveragePooling2D', 'GlobalMaxPooling2D'],
    reason: 'it does not know keepdims',
    verdicts: ['shape'],
    where: ({ keepdims }) => keepdims === true,
    example: { config: { keepdims: true }, inputs: [[3, 2, 1]] },
  },
  {
    kinds: ['Masking'],
    reason: 'a mask is over steps; without them nothing could be skipped',
    verdicts: ['theirs alone'],
    where: (_, inputs) => rankOf(inputs) < 2,
    example: { config: {}, inputs: [[3]] },
  },
];
