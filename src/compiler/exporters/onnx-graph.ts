/**
 * An ONNX graph in the making. Our values keep channels last, ONNX wants them first: a value may be there in either
 * layout, and a transpose is written only where somebody asks for the one that is not there yet. So transposes of
 * neighbours cancel, and chains of element-wise layers stay in whichever layout they arrive.
 */
import type { Shape } from '../layer';
import { type Call, callOfValue, type Program } from '../program';
import { type ExportInput, weightsOfCall } from './exporter';
import type { OnnxAttribute, OnnxNode, OnnxTensor, TensorData } from './files';

export type Attributes = Readonly<Record<string, OnnxAttribute>>;
export type Layout = 'last' | 'first';

type Names = { last?: string; first?: string };

export class OnnxGraph {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly #values = new Map<string, Names>();
  readonly #shapes = new Map<string, Shape>();
  readonly #constants = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #input: ExportInput;

  constructor(input: ExportInput) {
    this.#input = input;
    for (const call of input.program.calls) {
      this.#shapes.set(call.id, call.outputShape);
      for (const [port, shape] of Object.entries(call.moreOutputs ?? {})) {
        this.#shapes.set(`${call.id}:${port}`, shape);
      }
    }
  }

  get program(): Program {
    return this.#input.program;
  }

  /** A name that nobody has: `base`, then `base_1` … */
  fresh(base: string): string {
    let name = base;
    for (let i = 1; this.#taken.has(name); i++) name = `${base}_${i}`;
    this.#taken.add(name);
    return name;
  }

  /** Adds a node with one output and gives the output's name. */
  add(op: string, inputs: readonly string[], attributes: Attributes = {}, base = op): string {
    return this.addAll(op, inputs, { attributes, outputs: [base] })[0]!;
  }

  addAll(
    op: string,
    inputs: readonly string[],
    { attributes = {}, outputs }: { attributes?: Attributes; outputs: readonly string[] },
  ): string[] {
    const names = outputs.map((base) => (base === '' ? '' : this.fresh(base)));
    const name = names.find((n) => n !== '') ?? op;
    this.nodes.push({ name: `${name}/${op}`, op, inputs, outputs: names, attributes });
    return names;
  }

  tensor(base: string, { shape, values }: TensorData): string {
    const name = this.fresh(base);
    this.initializers.push({ name, shape, values, dtype: 'float32' });
    return name;
  }

  /** A constant of one value. */
  scalar(value: number): string {
    return this.#constant(`float ${value}`, () =>
      this.tensor('constant', { shape: [], values: Float32Array.of(value) }),
    );
  }

  /** Whole numbers: shapes, axes, places. */
  ints(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant(`ints ${values.join()} ${shape.join()}`, () => {
      const name = this.fresh('ints');
      const big = BigInt64Array.from(values, BigInt);
      this.initializers.push({ name, shape, values: big, dtype: 'int64' });
      return name;
    });
  }

  #constant(key: string, make: () => string): string {
    const found = this.#constants.get(key) ?? make();
    this.#constants.set(key, found);
    return found;
  }

  /** The weights of a call by name, as the model has them. */
  weights(call: Call): Readonly<Record<string, TensorData>> {
    return Object.fromEntries(weightsOfCall(this.#input, call).map((w) => [w.name, w]));
  }

  /** A weight of a call as an initializer, shared by calls that share it. */
  weight(call: Call, name: string, change: (data: TensorData) => TensorData = (d) => d): string {
    const key = `${call.sharesWith ?? call.id}.${name}`;
    return this.#constant(`weight ${key}`, () => {
      const data = this.weights(call)[name];
      if (!data) throw new Error(`${call.id} has no weight ${name}.`);
      return this.tensor(key, change(data));
    });
  }

  shapeOf(id: string): Shape {
    return this.#shapes.get(id) ?? [];
  }

  /** Whether a value is there with its channels first, so that asking for it costs nothing. */
  isFirst(id: string): boolean {
    return this.#values.get(id)?.first !== undefined;
  }

  /** The name of a value in a layout; writes a transpose where it is only there in the other one. */
  value(id: string, layout: Layout = 'last'): string {
    const names = this.#values.get(id);
    if (!names) throw new Error(`${callOfValue(id)} has no value yet.`);
    const found = names[layout];
    if (found !== undefined) return found;
    const rank = this.shapeOf(id).length + 1;
    const perm = layout === 'first' ? channelsFirst(rank) : channelsLast(rank);
    const other = layout === 'first' ? names.last! : names.first!;
    const name = this.add('Transpose', [other], { perm: { ints: perm } }, `${id}/${layout}`);
    names[layout] = name;
    return name;
  }

  /** Says what a value is called; what a node has just made is renamed to the call's id, for who reads the graph. */
  set(id: string, made: string, layout: Layout = 'last'): void {
    // With fewer than two axes beside the batch both layouts are one.
    const isSame = this.shapeOf(id).length < 2;
    const name = this.#renamed(made, isSame || layout === 'last' ? id : `${id}/first`);
    this.#values.set(id, isSame ? { last: name, first: name } : { [layout]: name });
  }

  #renamed(made: string, wanted: string): string {
    // A row sets its value last, so the node that made it is one of the last.
    let last = this.nodes.length - 1;
    while (last >= 0 && !this.nodes[last]!.outputs.includes(made)) last--;
    if (last < 0 || made === wanted || this.#taken.has(wanted)) return made;
    const { op, outputs, ...node } = this.nodes[last]!;
    this.#taken.add(wanted);
    const names = outputs.map((name) => (name === made ? wanted : name));
    this.nodes[last] = { ...node, name: `${wanted}/${op}`, op, outputs: names };
    return wanted;
  }

  /** A value under another id. */
  alias(id: string, source: string): void {
    this.#values.set(id, this.#values.get(source)!);
  }
}

/** Axes with the batch: `[0, 3, 1, 2]` for pictures. */
export function channelsFirst(rank: number): number[] {
  return [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)];
}

export function channelsLast(rank: number): number[] {
  return [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];
}

/** Values with their axes in another order. */
export function permuted({ shape, values }: TensorData, order: readonly number[]): TensorData {
  const target = order.map((axis) => shape[axis]!);
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const steps = order.map((axis) => strides[axis]!);
  const out = new Float32Array(values.length);
  const at = target.map(() => 0);
  let from = 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = values[from]!;
    for (let axis = target.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < target[axis]!) break;
      from -= steps[axis]! * target[axis]!;
      at[axis] = 0;
    }
  }
  return { shape: target, values: out };
}

export const reshaped = ({ values }: TensorData, shape: readonly number[]): TensorData => ({
  shape,
  values,
});
