/** Pictures of another size, in ONNX: channels first. */
import type { Call } from '../program';
import { numbers, rankOf } from './call-values';
import type { OnnxAttribute } from './files';
import type { OnnxGraph } from './onnx-graph';
import type { Row } from './onnx-row';
import { partGap, partOf } from './pictures';

interface Resized {
  readonly x: string;
  /** Scales [4], or nothing and sizes [4], as the operator takes them. */
  readonly factors: readonly string[];
  readonly interpolation: unknown;
  readonly nearest: Readonly<Record<string, OnnxAttribute>>;
}

/** Pixels are squares whose centres lie half a pixel inside. */
function resized(graph: OnnxGraph, { x, factors, interpolation, nearest }: Resized): string {
  const linear = {
    mode: { text: 'linear' },
    coordinate_transformation_mode: { text: 'half_pixel' },
  };
  const isNearest = interpolation === 'nearest' || interpolation === undefined;
  const attributes = isNearest ? { mode: { text: 'nearest' }, ...nearest } : linear;
  return graph.add('Resize', [x, '', ...factors], attributes);
}

/** To rows and columns of x [batch, channels, rows, columns]. */
function toSize(
  graph: OnnxGraph,
  x: string,
  { size, interpolation }: { readonly size: readonly number[]; readonly interpolation: unknown },
): string {
  const outer = graph.add('Shape', [x], { start: { int: 0 }, end: { int: 2 } });
  const whole = graph.add('Concat', [outer, graph.ints(size)], { axis: { int: 0 } });
  return resized(graph, {
    x,
    factors: ['', whole],
    interpolation,
    nearest: {
      coordinate_transformation_mode: { text: 'half_pixel' },
      nearest_mode: { text: 'round_prefer_ceil' },
    },
  });
}

const interpolationGap = ({ config: { interpolation } }: Call): string | undefined =>
  ['nearest', 'bilinear', undefined].includes(interpolation as string | undefined)
    ? undefined
    : `ONNX' Resize has no ${String(interpolation)} as Keras computes it.`;

/** Resizing, and CenterCrop, which enlarges what is too small. */
const toPart: Row = {
  gap: (call) => partGap(call) ?? interpolationGap(call),
  write: (call, graph) => {
    const { cut, size, resizes } = partOf(call);
    const whole = graph.value(call.inputs[0]!, 'first');
    const lists = cut && [cut.starts, cut.stops, [2, 3]].map((list) => graph.ints(list));
    const x = lists ? graph.add('Slice', [whole, ...lists]) : whole;
    const { interpolation = 'bilinear' } = call.config;
    graph.set(call.id, resizes ? toSize(graph, x, { size, interpolation }) : x, 'first');
  },
};

const upSampling: Row = {
  gap: interpolationGap,
  write: (call, graph) => {
    const scales = Float32Array.of(1, 1, ...numbers(call, 'size', rankOf(call) - 2));
    const factors = graph.tensor(`${call.id}.scales`, { shape: [scales.length], values: scales });
    const y = resized(graph, {
      x: graph.value(call.inputs[0]!, 'first'),
      factors: [factors],
      interpolation: call.config.interpolation,
      nearest: {
        coordinate_transformation_mode: { text: 'asymmetric' },
        nearest_mode: { text: 'floor' },
      },
    });
    graph.set(call.id, y, 'first');
  },
};

export const pictureRows: Readonly<Record<string, Row>> = {
  UpSampling1D: upSampling,
  UpSampling2D: upSampling,
  UpSampling3D: upSampling,
  Resizing: toPart,
  CenterCrop: toPart,
};
