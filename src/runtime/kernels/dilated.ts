/**
 * Gradients of convolutions with a dilation above 1, which TensorFlow.js lacks. The forward kernels are the backend's
 * own.
 *
 * Values that lie `rate` apart are brought together, one picture for each of the `rate` starts: under a dilated window
 * they are neighbours, so the plain gradient kernels serve (Yu and Koltun, 2016, and every "space to batch").
 */
import * as tf from '@tensorflow/tfjs';

interface Attributes {
  readonly strides: number | number[];
  readonly pad: 'valid' | 'same';
  readonly dilations?: number | number[] | null;
}

/** One axis of a convolution. */
interface Along {
  readonly rate: number;
  readonly window: number;
  readonly size: number;
  readonly before: number;
  readonly output: number;
}

/** The kernels of a convolution's two gradients, and how their shapes are called. */
interface Gradients {
  readonly filter: string;
  readonly input: string;
}

const gradientsOf: Readonly<Record<string, Gradients>> = {
  Conv2D: { filter: 'Conv2DBackpropFilter', input: 'Conv2DBackpropInput' },
  DepthwiseConv2dNative: {
    filter: 'DepthwiseConv2dNativeBackpropFilter',
    input: 'DepthwiseConv2dNativeBackpropInput',
  },
};

const rateOf = (dilations: Attributes['dilations'], axis: number): number =>
  Array.isArray(dilations) ? (dilations[axis] ?? 1) : (dilations ?? 1);

function axesOf(x: tf.Tensor, dy: tf.Tensor, filter: tf.Tensor, attrs: Attributes): Along[] {
  return x.shape.slice(1, -1).map((size, axis) => {
    const rate = rateOf(attrs.dilations, axis);
    const window = filter.shape[axis]!;
    const output = dy.shape[axis + 1]!;
    // The stride is 1, or the rate is and nothing moves along this axis.
    const missing = output - 1 + (window - 1) * rate + 1 - size;
    const before = attrs.pad === 'same' ? Math.floor(Math.max(missing, 0) / 2) : 0;
    return { rate, window, size, before, output };
  });
}

/** Blocks of outputs along an axis, each `rate` long. */
const blocks = ({ output, rate }: Along): number => Math.ceil(output / rate);

/** [batch, …, n · rate, …] → [rate · batch, …, n, …], axis after axis. */
function bringTogether(x: tf.Tensor, axes: readonly Along[]): tf.Tensor {
  return axes.reduce((all, { rate }, i) => {
    if (rate === 1) return all;
    const axis = i + 1;
    const [left, right] = [all.shape.slice(0, axis), all.shape.slice(axis + 1)];
    const split = all.reshape([...left, all.shape[axis]! / rate, rate, ...right]);
    const order = [axis + 1, ...split.shape.map((_, j) => j).filter((j) => j !== axis + 1)];
    const moved = split.transpose(order);
    const [first, second, ...rest] = moved.shape as [number, number];
    return moved.reshape([first * second, ...rest]);
  }, x);
}

/** The way back from `bringTogether`. */
function spreadOut(x: tf.Tensor, axes: readonly Along[]): tf.Tensor {
  return axes.reduceRight((all, { rate }, i) => {
    if (rate === 1) return all;
    const axis = i + 1;
    const split = all.reshape([rate, all.shape[0]! / rate, ...all.shape.slice(1)]);
    const order = split.shape.map((_, j) => j).filter((j) => j !== 0);
    order.splice(axis + 1, 0, 0);
    const moved = split.transpose(order);
    const sizes = moved.shape;
    return moved.reshape([
      ...sizes.slice(0, axis),
      sizes[axis]! * sizes[axis + 1]!,
      ...sizes.slice(axis + 2),
    ]);
  }, x);
}

const padded = (x: tf.Tensor, pads: readonly (readonly [number, number])[]): tf.Tensor =>
  tf.pad(x, [[0, 0], ...pads.map(([a, b]): [number, number] => [a, b]), [0, 0]]);

const run = (kernel: string, inputs: Record<string, tf.Tensor>, attrs: object): tf.Tensor =>
  tf.engine().runKernel(kernel, { ...inputs }, { ...attrs }) as tf.Tensor; // these kernels have one output

/** Gradients of a dilated convolution in x and in the filter. */
function dilatedGradients(
  kernels: Gradients,
  [x, filter]: readonly [tf.Tensor, tf.Tensor],
  dy: tf.Tensor,
  attrs: Attributes,
): { x: () => tf.Tensor; filter: () => tf.Tensor } {
  const axes = axesOf(x, dy, filter, attrs);
  const ones = axes.map(() => 1);
  const plain = { strides: ones, dilations: ones, pad: 'valid', dataFormat: 'NHWC' };
  const lengthOf = (a: Along): number => (blocks(a) + a.window - 1) * a.rate;
  const upstream = () =>
    bringTogether(
      padded(
        dy,
        axes.map((a) => [0, blocks(a) * a.rate - a.output]),
      ),
      axes,
    );
  return {
    filter: () => {
      const frame = axes.map((a) => [a.before, lengthOf(a) - a.before - a.size] as const);
      const inputs = { x: bringTogether(padded(x, frame), axes), dy: upstream() };
      return run(kernels.filter, inputs, { ...plain, filterShape: filter.shape });
    },
    x: () => {
      const batch = x.shape[0]! * axes.reduce((product, { rate }) => product * rate, 1);
      const sizes = axes.map((a) => lengthOf(a) / a.rate);
      const inputShape = [batch, ...sizes, x.shape.at(-1)!];
      const dx = run(kernels.input, { dy: upstream(), filter }, { ...plain, inputShape });
      const from = [0, ...axes.map(({ before }) => before), 0];
      return spreadOut(dx, axes).slice(from, x.shape);
    },
  };
}

let registered = false;

/** Adds the gradients, on every backend; again is harmless. */
export function registerDilatedGradients(): void {
  if (registered) return;
  registered = true;
  for (const [kernelName, kernels] of Object.entries(gradientsOf)) {
    const stock = tf.getGradient(kernelName);
    tf.registerGradient({
      ...stock,
      gradFunc: (dy, saved, attrs) => {
        const typed = attrs as unknown as Attributes; // as the convolutions call it
        const rates = [typed.dilations ?? 1].flat();
        if (rates.every((rate) => rate === 1)) return stock.gradFunc(dy, saved, attrs);
        const [x, filter] = saved as [tf.Tensor, tf.Tensor];
        return dilatedGradients(kernels, [x, filter], dy as tf.Tensor, typed);
      },
    });
  }
}
