/** Operators of ONNX that move values and compute nothing; most need no layer. */
import { Unsupported } from './importer';
import type { OnnxCall, Row } from './onnx-call';
import { tookLayerNormalization } from './onnx-patterns';
import { ABSENT, arranged, layerAxis, onnxAxis, onnxShape, straight, type Wire } from './onnx-wire';

const pass: Row = (call) => {
  const wire = call.wire();
  call.define(wire, wire.order, { isPositive: wire.isPositive === true });
};

const transpose: Row = (call) => {
  const wire = call.wire();
  const perm = call.ints('perm') ?? straight(wire.order.length).reverse();
  const order = perm.map((axis) => wire.order[axis] ?? ABSENT);
  call.define(wire, order, { isPositive: wire.isPositive === true });
};

const squeeze: Row = (call) => {
  const wire = call.wire();
  const axes = (call.integers(1, 'axes') ?? []).map((axis) => onnxAxis(wire, axis));
  const sizes = onnxShape(wire);
  if (axes.length === 0 || axes.some((axis) => sizes[axis] !== 1)) {
    throw new Unsupported('It drops axes whose size is not 1.');
  }
  const kept = wire.order.filter((_, axis) => !axes.includes(axis));
  const isPositive = wire.isPositive === true;
  if (axes.every((axis) => wire.order[axis] === ABSENT)) call.define(wire, kept, { isPositive });
  else
    reshape(
      call,
      straight(kept.length),
      sizes.filter((_, axis) => !axes.includes(axis)),
    );
};

const unsqueeze: Row = (call) => {
  const wire = call.wire();
  const axes = call.integers(1, 'axes') ?? [];
  const rank = wire.order.length + axes.length;
  const added = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  const rest = [...wire.order];
  const order = straight(rank).map((axis) => (added.has(axis) ? ABSENT : (rest.shift() ?? ABSENT)));
  call.define(wire, order, { isPositive: wire.isPositive === true });
};

/** One layer that gives ONNX' sizes, batch included, from values in ONNX' order, the batch first. */
function reshape(
  call: OnnxCall,
  order: readonly number[],
  sizes: readonly (number | null)[],
  given = call.wire(),
): void {
  const isFlat = sizes.length === 2;
  // With one axis larger than 1 every order of the axes is the same in memory.
  const isOrderFree =
    onnxShape(given)
      .slice(1)
      .filter((size) => size !== 1).length <= 1;
  const wire = isOrderFree ? given : arranged(call.builder, given, straight(given.order.length));
  const isPositive = given.isPositive === true;
  const isNoChange = isFlat && wire.shape?.length === 1;
  if (isNoChange) {
    call.define(wire, order, { isPositive });
    return;
  }
  const [place] = isFlat
    ? call.add({ kind: 'Flatten', inputs: [wire] })
    : call.add({ kind: 'Reshape', config: { targetShape: sizes.slice(1) }, inputs: [wire] });
  call.define(place!, order, { isPositive });
}

const flatten: Row = (call) => {
  if (call.int('axis', 1) !== 1) throw new Unsupported('It flattens from another axis than 1.');
  reshape(call, straight(2), [null, null]);
};

/** Behind axes that stay: the batch goes to the front for the layer, and back for the graph. */
function reshapeBehind(call: OnnxCall, wire: Wire, target: readonly number[]): void {
  const batch = wire.order.indexOf(0);
  const sizes = onnxShape(wire);
  const stays = (size: number, i: number): boolean =>
    size === 0 || size === sizes[i] || (i === batch && size === -1);
  if (target.length <= batch || !target.slice(0, batch + 1).every(stays)) {
    throw new Unsupported(`Its target [${target}] moves values between samples.`);
  }
  const own = wire.order.filter((axis) => axis !== 0);
  const rest = target.map((size, i) => (size === 0 ? (sizes[i] ?? -1) : size));
  rest.splice(batch, 1);
  const order = straight(target.length).map((i) => (i < batch ? i + 1 : i === batch ? 0 : i));
  const free = rest.map((size) => (size === -1 ? null : size));
  reshape(call, order, [null, ...free], { ...wire, order: [0, ...own] });
}

const reshapeTo: Row = (call) => {
  const wire = call.wire();
  const sizes = onnxShape(wire);
  const target = call.integers(1, 'shape') ?? [];
  if (wire.order[0] !== 0) {
    reshapeBehind(call, wire, target);
    return;
  }
  const [batch] = target;
  const rest = target.slice(1).map((size, i) => (size === 0 ? (sizes[i + 1] ?? -1) : size));
  const known = sizes.slice(1).reduce<number>((a, b) => a * (b ?? Number.NaN), 1);
  // A graph may say −1 once; a second one is the batch, whose size was asked for.
  const fits = rest.includes(-1) || rest.reduce((a, b) => a * b, 1) === known;
  if (target.length < 2 || !(batch === 0 || fits)) {
    throw new Unsupported(`Its target [${target}] moves values between samples.`);
  }
  const free = rest.map((size) => (size === -1 ? null : size));
  reshape(call, straight(target.length), [null, ...free]);
};

const concat: Row = (call) => {
  const wires = call.wires();
  const first = wires.find(({ order }) => !order.includes(ABSENT)) ?? wires[0]!;
  const inputs = wires.map((wire) => arranged(call.builder, wire, first.order));
  const isPositive = wires.every((wire) => wire.isPositive);
  if (inputs.length === 1) {
    call.define(first, first.order, { isPositive });
    return;
  }
  const config = { axis: layerAxis(inputs[0]!, call.int('axis', 1)) };
  const [place] = call.add({ kind: 'Concatenate', config, inputs });
  call.define(place!, first.order, { isPositive });
};

const pad: Row = (call) => {
  const wire = call.spatial();
  const pads = call.integers(1, 'pads') ?? [];
  const rank = wire.order.length;
  const value = call.constant(2)?.values[0] ?? call.float('value', 0);
  const outer = [0, 1].flatMap((axis) => [pads[axis], pads[rank + axis]]);
  const isZeros = call.text('mode', 'constant') === 'constant' && value === 0;
  if (!isZeros || outer.some((size) => size !== 0)) {
    throw new Unsupported('It pads with something else than zeros around the picture.');
  }
  const padding = straight(rank)
    .slice(2)
    .flatMap((axis) => [pads[axis]!, pads[rank + axis]!]);
  const [place] = call.add({
    kind: `ZeroPadding${rank - 2}D`,
    config: { padding },
    inputs: [wire],
  });
  call.define(place!, wire.order, { isPositive: wire.isPositive === true });
};

/** Whole factors for space: nearest, or linear between the middles of pixels. */
const resize: Row = (call) => {
  const wire = call.spatial();
  const scales = call.integers(call.operator.op === 'Resize' ? 2 : 1, 'scales');
  const target = call.integers(3, 'sizes');
  const sizes = onnxShape(wire);
  const factors = (
    scales?.length ? [...scales] : (target ?? []).map((size, i) => size / (sizes[i] ?? size))
  ).slice(2);
  if (factors.length === 0 || factors.some((factor) => !Number.isInteger(factor) || factor < 1)) {
    throw new Unsupported(`Its factors [${factors}] are not whole.`);
  }
  const mode = call.text('mode', 'nearest');
  const middles = call.text('coordinate_transformation_mode', 'half_pixel') === 'half_pixel';
  if (mode !== 'nearest' && !(mode === 'linear' && middles && factors.length === 2)) {
    throw new Unsupported(`Its ${mode} way of finding values has no layer.`);
  }
  const [place] = call.add({
    kind: `UpSampling${factors.length}D`,
    config: {
      size: factors.length === 1 ? factors[0]! : factors,
      ...(mode === 'linear' ? { interpolation: 'bilinear' } : {}),
    },
    inputs: [wire],
  });
  call.define(place!, wire.order, { isPositive: wire.isPositive === true });
};

/** The mean over all of space, or over the steps of a sequence, is a pooling. */
export function reduceOverSpace(prefix: 'Max' | 'Average'): Row {
  return (call) => {
    if (call.operator.op === 'ReduceMean' && tookLayerNormalization(call)) return;
    const given = call.wire();
    const rank = given.order.length;
    const axes = (call.integers(1, 'axes') ?? []).map((axis) => onnxAxis(given, axis));
    const gone = new Set(axes);
    const kept = straight(rank).filter((axis) => axis > 0 && !gone.has(axis));
    const [channels] = kept;
    if (channels === undefined || kept.length > 1 || gone.has(0) || rank < 3) {
      throw new Unsupported(`Its axes [${axes}] are not all of space or time.`);
    }
    const own = straight(rank).slice(1, -1);
    let next = 0;
    const last = straight(rank).map((axis) =>
      axis === 0 ? 0 : axis === channels ? rank - 1 : own[next++]!,
    );
    const wire = arranged(call.builder, given, last);
    const [place] = call.add({ kind: `Global${prefix}Pooling${rank - 2}D`, inputs: [wire] });
    const order = straight(rank).map((axis) => (axis === 0 ? 0 : axis === channels ? 1 : ABSENT));
    const isKept = call.int('keepdims', 1) === 1;
    call.define(place!, isKept ? order : [0, 1], { isPositive: given.isPositive === true });
  };
}

export const shapeRows: Readonly<Record<string, Row>> = {
  Identity: pass,
  Cast: pass,
  Dropout: (call) => {
    const rate = call.constant(1)?.values[0] ?? call.float('ratio', 0.5);
    call.layer('Dropout', { rate }, { isPositive: call.wire().isPositive === true });
  },
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Flatten: flatten,
  Reshape: reshapeTo,
  Concat: concat,
  Pad: pad,
  Resize: resize,
  Upsample: resize,
};
