/** Operators of ONNX that take a value apart: slices, splits, one position of an axis. */
import { Unsupported } from './importer';
import type { OnnxCall, Row } from './onnx-call';
import { ABSENT, layerAxis, onnxAxis, onnxShape, straight, type Wire } from './onnx-wire';

/** A larger end means the end of the axis, whatever its size. */
const FAR = 2 ** 31 - 1;

interface Part {
  /** As ONNX counts it. */
  readonly axis: number;
  readonly start: number;
  readonly end: number;
}

/** The part of one axis: nothing where it is all of it, else a Slice. */
function cut(call: OnnxCall, wire: Wire, { axis, start, end }: Part): Wire {
  const size = onnxShape(wire)[onnxAxis(wire, axis)] ?? null;
  if (start === 0 && end >= (size ?? FAR)) return wire;
  const from = size === null ? start : Math.min(start < 0 ? start + size : start, size);
  const to = size === null ? end : Math.min(end < 0 ? end + size : end, size);
  if (size === null && !(start < 0 && end >= FAR)) {
    throw new Unsupported(`It cuts its axis ${axis}, whose size is free.`);
  }
  const config = {
    axis: layerAxis(wire, axis),
    start: from,
    ...(size === null ? {} : { size: to - from }),
  };
  const [place] = call.add({ kind: 'Slice', config, inputs: [wire] });
  return { ...wire, ...place! };
}

const slice: Row = (call) => {
  const starts = call.integers(1, 'starts') ?? [];
  const ends = call.integers(2, 'ends') ?? [];
  const axes = call.integers(3, 'axes') ?? straight(starts.length);
  if ((call.integers(4, 'steps') ?? []).some((step) => step !== 1)) {
    throw new Unsupported('It leaves values out between others, or turns them around.');
  }
  const parts = axes.map((axis, i) => ({ axis, start: starts[i]!, end: ends[i]! }));
  const wire = parts.reduce((at, part) => cut(call, at, part), call.wire());
  call.define(wire, wire.order, { isPositive: wire.isPositive === true });
};

/** Equal parts, the last one smaller where the axis cannot be divided. */
function equalParts(size: number, count: number): number[] {
  const whole = Math.ceil(size / count);
  return Array.from({ length: count }, (_, i) => Math.min(whole, size - i * whole));
}

const split: Row = (call) => {
  const wire = call.wire();
  const axis = onnxAxis(wire, call.int('axis', 0));
  const { outputs } = call.operator;
  const size = onnxShape(wire)[axis];
  if (size == null) throw new Unsupported(`It splits its axis ${axis}, whose size is free.`);
  const sizes = call.integers(1, 'split') ?? equalParts(size, outputs.length);
  const own = layerAxis(wire, axis);
  const isEqual = sizes.length > 1 && sizes.every((part) => part === sizes[0]);
  const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b, 0));
  const places = isEqual
    ? call.add({ kind: 'Split', config: { parts: sizes.length, axis: own }, inputs: [wire] })
    : sizes.map((part, i) => cut(call, wire, { axis, start: ends[i]! - part, end: ends[i]! }));
  outputs.forEach((name, i) => {
    if (name) call.known.wires.set(name, { ...wire, ...places[i]! });
  });
};

/** One position of an axis, which is gone afterwards where the index is a single number. */
export const pick: Row = (call) => {
  const { shape, values } = call.weight(1);
  const [at] = values;
  if (at === undefined || values.length !== 1) {
    throw new Unsupported('It gathers several positions.');
  }
  const given = call.wire();
  const axis = onnxAxis(given, call.int('axis', 0));
  const wire = cut(call, given, { axis, start: at, end: at === -1 ? FAR : at + 1 });
  const isPositive = given.isPositive === true;
  if (shape.length > 0) {
    call.define(wire, wire.order, { isPositive });
    return;
  }
  const gone = wire.order[axis]!;
  const rest = wire.order.filter((_, i) => i !== axis);
  if (gone === ABSENT) {
    call.define(wire, rest, { isPositive });
    return;
  }
  const targetShape = (wire.shape ?? []).filter((_, i) => i !== gone - 1);
  const [place] = call.add({ kind: 'Reshape', config: { targetShape }, inputs: [wire] });
  const order = rest.map((own) => (own > gone ? own - 1 : own));
  call.define(place!, order, { isPositive });
};

export const partRows: Readonly<Record<string, Row>> = { Slice: slice, Split: split };
