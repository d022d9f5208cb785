/**
 * Where the values of a network are while it is written for a format with channels first. Ours keep channels last. A
 * value may be there in either layout, and a transpose is written only where somebody asks for the one that is not
 * there yet: so transposes of neighbours cancel, and chains of element-wise layers stay in the layout they arrive in.
 */
import type { Shape } from '../layer';
import { callOfValue, type Program } from '../program';
import { MaskValues, type MaskWriter } from './mask-values';

export type Layout = 'last' | 'first';

type Names = { last?: string; first?: string };

export abstract class Layouts {
  readonly #values = new Map<string, Names>();
  readonly #shapes = new Map<string, Shape>();
  readonly #suffix: string;
  readonly #program: Program;
  #masks: MaskValues | undefined;
  /** How this format writes masks. */
  protected abstract readonly maskWriter: MaskWriter;

  /** `suffix` is put after the name of a value whose channels come first. */
  constructor(program: Program, suffix: string) {
    this.#suffix = suffix;
    this.#program = program;
    for (const call of program.calls) {
      this.#shapes.set(call.id, call.outputShape);
      for (const [port, shape] of Object.entries(call.moreOutputs ?? {})) {
        this.#shapes.set(`${call.id}:${port}`, shape);
      }
    }
  }

  /** Writes a transpose and gives the name of what it makes. */
  protected abstract transpose(name: string, perm: readonly number[], wanted: string): string;

  /** Gives what was made the name that was wanted, where it can have it. */
  protected abstract named(made: string, wanted: string): string;

  /** Names a value that no call of the program makes, such as one step of a sequence. */
  describe(id: string, shape: Shape): void {
    this.#shapes.set(id, shape);
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
    const other = names.last ?? names.first!;
    const name = this.transpose(other, perm, layout === 'first' ? id + this.#suffix : id);
    names[layout] = name;
    return name;
  }

  /** Says what a value is called in a layout. */
  set(id: string, made: string, layout: Layout = 'last'): void {
    // With fewer than two axes beside the batch both layouts are one.
    const isSame = this.shapeOf(id).length < 2;
    const name = this.named(made, isSame || layout === 'last' ? id : id + this.#suffix);
    this.#values.set(id, isSame ? { last: name, first: name } : { [layout]: name });
  }

  /** The name of a value's mask, a boolean [batch, steps …]; `undefined` where all its steps count. */
  mask(id: string): string | undefined {
    this.#masks ??= new MaskValues(this.#program, this.maskWriter);
    return this.#masks.of(id)?.name;
  }

  /** A value under another id. */
  alias(id: string, source: string): void {
    this.#values.set(id, this.#values.get(source)!);
  }
}

/** Axes with the batch: `[0, 3, 1, 2]` for pictures. */
function channelsFirst(rank: number): number[] {
  return [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)];
}

function channelsLast(rank: number): number[] {
  return [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];
}
