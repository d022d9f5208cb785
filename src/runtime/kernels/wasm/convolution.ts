/** Convolution and its two gradients. Nothing is unfolded for the first two: see `assembly/conv.ts`. */
import { type backend_util, getKernel, type TensorInfo } from '@tensorflow/tfjs';
import { address } from './heap';
import { geometryOf, replaceKernel, type Work } from './pack';

const SET = 0;
const RELU = 2;

interface Frame {
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly left: number;
  readonly padded: boolean;
}

/** The padded picture: large enough for every filter position, so that no kernel tests for borders. */
function frameOf(g: backend_util.Conv2DInfo): Frame {
  const height = Math.max(
    g.inHeight + g.padInfo.top,
    (g.outHeight - 1) * g.strideHeight + g.filterHeight,
  );
  const width = Math.max(
    g.inWidth + g.padInfo.left,
    (g.outWidth - 1) * g.strideWidth + g.filterWidth,
  );
  return {
    height,
    width,
    top: g.padInfo.top,
    left: g.padInfo.left,
    padded: height !== g.inHeight || width !== g.inWidth,
  };
}

const panelBytes = (depth: number, columns: number): number => Math.ceil(columns / 8) * depth * 32;

/** Arguments that all three kernels share after the picture's address. */
function sizes(g: backend_util.Conv2DInfo, frame: Frame): number[] {
  return [
    g.batchSize,
    frame.height,
    frame.width,
    g.inChannels,
    g.filterHeight,
    g.filterWidth,
    g.strideHeight,
    g.strideWidth,
    g.outHeight,
    g.outWidth,
    g.outChannels,
  ];
}

/** Address of the input's pictures with their borders, copied to `to` where they need any. */
function pad(work: Work, g: backend_util.Conv2DInfo, frame: Frame, to: number): number {
  const x = work.at('x');
  if (!frame.padded) return x;
  work.simd.kernels.padPictures(
    x,
    g.batchSize,
    g.inHeight,
    g.inWidth,
    g.inChannels,
    frame.top,
    frame.left,
    frame.height,
    frame.width,
    to,
  );
  return to;
}

const frameBytes = (g: backend_util.Conv2DInfo, frame: Frame): number =>
  frame.padded ? g.batchSize * frame.height * frame.width * g.inChannels * 4 : 0;

/**
 * As fast as stock on weights that stay (0.8 to 1.2×), but with nothing to pack anew when they change at each
 * step, and right where the stride exceeds the kernel with `same` padding: there stock gives zeros.
 */
function convolution(work: Work, activation: unknown): TensorInfo | null {
  const { backend, simd, inputs, attrs } = work;
  const { x, filter, bias } = inputs;
  const relu = activation === 'relu';
  if (!relu && activation !== 'linear') return null;
  const g = geometryOf(x!.shape, filter!.shape, attrs);
  if (!g) return null;
  const frame = frameOf(g);
  const y = backend.makeOutput(g.outShape, 'float32');
  const depth = g.filterHeight * g.filterWidth * g.inChannels;
  const [picture, panels, offsets, spare] = simd.scratch(
    frameBytes(g, frame),
    panelBytes(depth, g.outChannels),
    panelBytes(1, g.outChannels),
    64,
  ) as [number, number, number, number];
  const from = pad(work, g, frame, picture);
  const filters = g.outChannels;
  simd.kernels.packPanels(work.at('filter'), filters * 4, 4, depth, filters, panels);
  simd.kernels.packBias(bias ? work.at('bias') : 0, filters, offsets);
  simd.kernels.conv(
    from,
    ...sizes(g, frame),
    panels,
    offsets,
    relu ? RELU : SET,
    address(backend, y),
    spare,
  );
  return y;
}

/** Against the unfolding of `missing.ts`: 11× on LeNet's first layer, 3.2× on its second, 3.4× on ResNet's. */
function filterGradient(work: Work): TensorInfo | null {
  const { backend, simd, inputs, attrs } = work;
  const filterShape = attrs.filterShape as number[];
  const g = geometryOf(inputs.x!.shape, filterShape, attrs);
  if (!g) return null;
  const frame = frameOf(g);
  const gradient = backend.makeOutput(filterShape, 'float32');
  const filters = g.outChannels;
  // Eight columns are read at every start of eight, so rows of other lengths get a padded copy.
  const aligned = Math.ceil(filters / 8) * 8;
  const pixels = g.batchSize * g.outHeight * g.outWidth;
  const [picture, upstream, spare] = simd.scratch(
    frameBytes(g, frame),
    aligned === filters ? 0 : pixels * aligned * 4,
    64,
  ) as [number, number, number];
  const from = pad(work, g, frame, picture);
  let dy = work.at('dy');
  if (aligned !== filters) {
    simd.kernels.padRows(dy, pixels, filters, aligned, upstream);
    dy = upstream;
  }
  simd.kernels.convFilterGradient(
    from,
    ...sizes(g, frame),
    dy,
    aligned * 4,
    simd.zeros(8),
    address(backend, gradient),
    spare,
  );
  return gradient;
}

/** Stock loops over single values: 11× on LeNet's second layer, 7 to 9× on ResNet's. */
function inputGradient(work: Work): TensorInfo | null {
  const { backend, simd, inputs, attrs } = work;
  const inputShape = attrs.inputShape as number[];
  const g = geometryOf(inputShape, inputs.filter!.shape, attrs);
  if (!g) return null;
  const frame = frameOf(g);
  const gradient = backend.makeOutput(inputShape, 'float32');
  const taps = g.filterHeight * g.filterWidth * g.inChannels;
  const filters = g.outChannels;
  const zeros = simd.zeros(Math.ceil(taps / 8) * 8);
  const [picture, panels, patches, spare] = simd.scratch(
    frameBytes(g, frame),
    panelBytes(filters, taps),
    g.outHeight * g.outWidth * taps * 4,
    64,
  ) as [number, number, number, number];
  simd.kernels.packPanels(work.at('filter'), 4, filters * 4, filters, taps, panels);
  const dx = address(backend, gradient);
  simd.kernels.convInputGradient(
    work.at('dy'),
    ...sizes(g, frame),
    panels,
    zeros,
    patches,
    frame.padded ? picture : dx,
    spare,
  );
  if (frame.padded) {
    const { inHeight, inWidth, inChannels } = g;
    simd.kernels.cropPictures(
      picture,
      g.batchSize,
      frame.height,
      frame.width,
      inChannels,
      frame.top,
      frame.left,
      inHeight,
      inWidth,
      dx,
    );
  }
  return gradient;
}

export function registerConvolutions(): void {
  replaceKernel('Conv2D', (work) => convolution(work, 'linear'));
  replaceKernel('FusedConv2D', (work) => {
    if (work.attrs.activation !== 'sigmoid') return convolution(work, work.attrs.activation);
    const z = convolution(work, 'linear');
    if (!z) return null;
    const { backend } = work;
    const y = getKernel('Sigmoid', 'wasm').kernelFunc({ inputs: { x: z }, attrs: {}, backend });
    backend.disposeData(z.dataId);
    return y as TensorInfo; // a unary kernel has one output
  });
  replaceKernel('Conv2DBackpropInput', inputGradient);
  replaceKernel('Conv2DBackpropFilter', filterGradient);
}
