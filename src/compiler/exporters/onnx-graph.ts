/** An ONNX graph in the making: nodes, initializers, and where each value is. */
import { concatenationAxis } from '../masks';
import type { Call } from '../program';
import { number } from './call-values';
import { type ExportInput, weightsOfCall } from './exporter';
import type { OnnxAttribute, OnnxNode, OnnxTensor, TensorData } from './files';
import { Layouts } from './layouts';
import type { MaskWriter } from './mask-values';

export type Attributes = Readonly<Record<string, OnnxAttribute>>;

const FLOAT: Attributes = { to: { int: 1 } };
const BOOL: Attributes = { to: { int: 9 } };

export class OnnxGraph extends Layouts {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly #constants = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #input: ExportInput;

  protected override readonly maskWriter: MaskWriter = {
    tokens: (call) => this.#differs(call, 0),
    values: (call) => {
      const differs = this.add('Cast', [this.#differs(call, number(call, 'maskValue'))], FLOAT);
      const over = { axes: { ints: [-1] }, keepdims: { int: 0 } };
      return this.add('Cast', [this.add('ReduceMax', [differs], over)], BOOL);
    },
    either: (a, b) => this.add('Or', [a, b]),
    along: (call, masks, rank) => {
      const all = call.inputs.map((id, i) => masks[i]?.name ?? this.#everyStep(id, rank));
      return this.add('Concat', all, { axis: { int: concatenationAxis(call) } });
    },
  };

  constructor(input: ExportInput) {
    super(input.program, '/first');
    this.#input = input;
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

  tensor(base: string, data: TensorData): string {
    const name = this.fresh(base);
    this.initializers.push({
      name,
      shape: data.shape,
      dtype: 'float32',
      get values() {
        return data.values;
      },
    });
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

  #differs(call: Call, value: number): string {
    const x = this.value(call.inputs[0]!);
    return this.add('Not', [this.add('Equal', [x, this.scalar(value)])]);
  }

  #everyStep(id: string, rank: number): string {
    const steps = this.add('Shape', [this.value(id)], { start: { int: 0 }, end: { int: rank } });
    return this.add('Cast', [this.add('Expand', [this.scalar(1), steps])], BOOL);
  }

  protected override transpose(name: string, perm: readonly number[], wanted: string): string {
    return this.add('Transpose', [name], { perm: { ints: perm } }, wanted);
  }

  /** What a node has just made is renamed to the call's id, for who reads the graph. */
  protected override named(made: string, wanted: string): string {
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
}
