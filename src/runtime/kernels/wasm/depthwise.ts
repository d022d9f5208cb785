/**
 * Depthwise convolution where the stride exceeds the kernel with `same` padding: stock wasm reads the wrong places
 * where the last window ends before the picture does.
 */
import { backend_util, type TensorInfo } from '@tensorflow/tfjs';
import { eachTap } from '../taps';
import { floats } from './heap';
import { replaceKernel, type Work } from './pack';

type Four = [number, number, number, number];
type Pair = [number, number];

function depthwise({ backend, inputs, attrs }: Work): TensorInfo | null {
  const { x, filter } = inputs as { x: TensorInfo; filter: TensorInfo };
  const { strides, dilations, pad, dimRoundingMode } = attrs as unknown as {
    strides: Pair;
    dilations?: Pair;
    pad: 'valid' | 'same' | number;
    dimRoundingMode?: 'floor' | 'round' | 'ceil';
  };
  const g = backend_util.computeConv2DInfo(
    x.shape as Four,
    filter.shape as Four,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    true,
  );
  const isWider = g.strideHeight > g.filterHeight || g.strideWidth > g.filterWidth;
  if (pad !== 'same' || !isWider) return null;
  const y = backend.makeOutput(g.outShape, 'float32');
  const multiplier = g.outChannels / g.inChannels;
  const [input, weights, output] = [x, filter, y].map((tensor) => floats(backend, tensor)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  output.fill(0);
  eachTap(g, (from, to, tap) => {
    const row = tap * g.outChannels;
    for (let c = 0; c < g.outChannels; c++) {
      output[to + c]! += input[from + Math.floor(c / multiplier)]! * weights[row + c]!;
    }
  });
  return y;
}

export function registerDepthwise(): void {
  replaceKernel('DepthwiseConv2dNative', depthwise);
}
