/** A PyTorch module in the making: what its constructor makes, the lines of its forward pass, and its weights. */
import { concatenationAxis } from '../masks';
import type { Call, Program } from '../program';
import { number } from './call-values';
import { type ExportInput, weightsOfCall } from './exporter';
import type { TensorData } from './files';
import { Layouts } from './layouts';
import type { MaskWriter } from './mask-values';
import { createNames } from './python-names';

export class TorchCode extends Layouts {
  /** Lines of `__init__`, without their indent. */
  readonly made: string[] = [];
  /** Lines of `forward`. */
  readonly lines: string[] = [];
  /** The state dictionary. */
  readonly tensors = new Map<string, TensorData>();
  /** Functions of the module's file that the lines call. */
  readonly helpers = new Set<string>();
  readonly #input: Pick<ExportInput, 'weights'>;
  readonly #variables = createNames(['self', 'torch', 'nn', 'F', 'math']);
  readonly #modules = new Map<string, string>();
  readonly #attributes = createNames(['forward', 'training']);

  protected override readonly maskWriter: MaskWriter = {
    tokens: (call) => this.let(`${call.id}_mask`, `${this.value(call.inputs[0]!)} != 0`),
    values: (call) => {
      const differs = `${this.value(call.inputs[0]!)} != ${number(call, 'maskValue')}`;
      return this.let(`${call.id}_mask`, `(${differs}).any(-1)`);
    },
    either: (a, b) => this.let('either_mask', `${a} | ${b}`),
    along: (call, masks, rank) => {
      const every = (x: string): string =>
        `torch.ones(${x}.shape[:${rank}], dtype=torch.bool, device=${x}.device)`;
      const all = call.inputs.map((id, i) => masks[i]?.name ?? every(this.value(id)));
      const axis = concatenationAxis(call);
      return this.let(`${call.id}_mask`, `torch.cat([${all.join(', ')}], dim=${axis})`);
    },
  };

  constructor(program: Program, input: Pick<ExportInput, 'weights'>) {
    super(program, '_first');
    this.#input = input;
  }

  weights(call: Call): Readonly<Record<string, TensorData>> {
    return Object.fromEntries(weightsOfCall(this.#input, call).map((w) => [w.name, w]));
  }

  /**
   * A submodule with its weights by PyTorch's names, one of several where it names its `part`; calls that share weights
   * share it. Gives `self.conv`.
   */
  module(
    call: Call,
    expression: string,
    tensors: Readonly<Record<string, TensorData>> = {},
    part = '',
  ): string {
    return this.#attribute(call, part, expression, tensors);
  }

  /** A weight that stands by itself, or a table that nobody learns. */
  parameter(call: Call, name: string, tensor: TensorData): string {
    const weight = call.weights.find((w) => w.name === name);
    const trainable = weight !== undefined && weight.trainable !== false;
    const empty = `torch.empty(${list(tensor.shape)})`;
    if (trainable) return this.#attribute(call, name, `nn.Parameter(${empty})`, { '': tensor });
    const attribute = this.#attribute(call, name, '', { '': tensor });
    const own = attribute.slice('self.'.length);
    const line = `self.register_buffer("${own}", ${empty})`;
    if (!this.made.includes(line)) this.made.push(line);
    return attribute;
  }

  #attribute(
    call: Call,
    part: string,
    expression: string,
    tensors: Readonly<Record<string, TensorData>>,
  ): string {
    const owner = call.sharesWith ?? call.id;
    const key = `${owner}|${part}`;
    const known = this.#modules.get(key);
    if (known) return known;
    const name = this.#attributes(part ? `${owner}.${part}` : owner);
    this.#modules.set(key, `self.${name}`);
    if (expression) this.made.push(`self.${name} = ${expression}`);
    if (expression && call.frozen) this.made.push(`self.${name}.requires_grad_(False)`);
    for (const [inner, tensor] of Object.entries(tensors)) {
      this.tensors.set(inner === '' ? name : `${name}.${inner}`, tensor);
    }
    return `self.${name}`;
  }

  /** A variable of the forward pass. */
  let(wanted: string, expression: string): string {
    const name = this.#variables(wanted);
    this.lines.push(`${name} = ${expression}`);
    return name;
  }

  /** A name for an argument of the forward pass. */
  argument(id: string): string {
    return this.#variables(id);
  }

  protected override transpose(name: string, perm: readonly number[], wanted: string): string {
    return this.let(wanted, `${name}.permute(${perm.join(', ')})`);
  }

  /** `made` is an expression; names of arguments stay what they are. */
  protected override named(made: string, wanted: string): string {
    return this.lines.some((line) => line.startsWith(`${made} = `)) || /^\w+$/.test(made)
      ? made
      : this.let(wanted, made);
  }
}

/** `(3, 3)`; one value keeps its comma. */
export const list = (values: readonly number[]): string =>
  values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
