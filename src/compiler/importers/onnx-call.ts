/** One ONNX operator as its row sees it: inputs that are values, inputs that are constants, attributes with defaults. */
import type { TensorData } from '../exporters/files';
import { Unsupported } from './importer';
import type { Addition, NetworkBuilder, Place } from './network-builder';
import type { OnnxConstant, OnnxOperator } from './onnx-model';
import { arranged, channelsFirst, straight, type Wire } from './onnx-wire';

/** What is known of the graph so far, by name of the value. */
export interface Known {
  readonly constants: Map<string, OnnxConstant>;
  readonly wires: Map<string, Wire>;
  /** The operators that read a value. */
  readonly readers: ReadonlyMap<string, readonly OnnxOperator[]>;
}

export class OnnxCall {
  constructor(
    readonly operator: OnnxOperator,
    readonly known: Known,
    readonly builder: NetworkBuilder,
    /** The next operator that reads this one's only output, for a bias added behind a product. */
    readonly follower: OnnxOperator | undefined,
  ) {}

  has(i: number): boolean {
    return Boolean(this.operator.inputs[i]);
  }

  /** A value that is computed from the network's inputs. */
  wire(i = 0): Wire {
    const name = this.operator.inputs[i];
    const found = name === undefined ? undefined : this.known.wires.get(name);
    if (found) return found;
    const what = name && this.known.constants.has(name) ? 'a constant' : 'unknown';
    throw new Unsupported(`Its input ${i + 1} is ${what}; a value of the network is expected.`);
  }

  /** All inputs, each of them computed. */
  wires(): readonly Wire[] {
    return this.operator.inputs.map((_, i) => this.wire(i));
  }

  constant(i: number): OnnxConstant | undefined {
    return this.known.constants.get(this.operator.inputs[i] ?? '');
  }

  /** A tensor that must stand in the file. */
  weight(i: number): OnnxConstant {
    const found = this.constant(i);
    if (found) return found;
    throw new Unsupported(`Its input ${i + 1} is computed; a constant is expected.`);
  }

  /** Whole numbers from a constant input, or from the attribute of earlier opsets. */
  integers(i: number, attribute: string): readonly number[] | undefined {
    const given = this.constant(i);
    return given ? Array.from(given.values) : this.ints(attribute);
  }

  ints(name: string): readonly number[] | undefined {
    const value = this.operator.attributes[name];
    return value && 'ints' in value ? value.ints : undefined;
  }

  int(name: string, otherwise: number): number {
    const value = this.operator.attributes[name];
    return value && 'int' in value ? value.int : otherwise;
  }

  float(name: string, otherwise: number): number {
    const value = this.operator.attributes[name];
    return value && 'float' in value ? value.float : otherwise;
  }

  text(name: string, otherwise: string): string {
    const value = this.operator.attributes[name];
    return value && 'text' in value ? value.text : otherwise;
  }

  /** The first input with batch first and channels last. */
  spatial(i = 0): Wire {
    const wire = this.wire(i);
    return arranged(this.builder, wire, channelsFirst(wire.order.length));
  }

  /** An input with its axes as ONNX has them. */
  plain(i = 0): Wire {
    const wire = this.wire(i);
    return arranged(this.builder, wire, straight(wire.order.length));
  }

  /** Adds a layer named after this operator. */
  add(addition: Omit<Addition, 'name'>): readonly Place[] {
    const { name, outputs } = this.operator;
    return this.builder.add({ ...addition, name: name || outputs[0] || '' });
  }

  define(place: Place, order: readonly number[], more: { isPositive?: boolean } = {}): void {
    const name = this.operator.outputs[0];
    if (name) this.known.wires.set(name, { ...place, order, ...more });
  }

  /** One layer on one value, axis by axis as it came. */
  layer(kind: string, config: Addition['config'], more: Partial<Addition & Wire> = {}): void {
    const wire = this.wire();
    const { isPositive, ...addition } = more;
    const [place] = this.add({ ...addition, kind, config: config ?? {}, inputs: [wire] });
    this.define(place!, wire.order, isPositive === undefined ? {} : { isPositive });
  }
}

export type Row = (call: OnnxCall) => void;

/** A constant as weights of a layer. */
export function tensorOf({ shape, values }: OnnxConstant): TensorData {
  return { shape, values: values instanceof Float32Array ? values : Float32Array.from(values) };
}
