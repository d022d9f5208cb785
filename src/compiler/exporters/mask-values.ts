/** Masks of padded steps on their way through an exported network, written where a row asks for them. */
import { type MaskOrigin, maskFlow, maskOriginOf } from '../masks';
import type { Call, Program } from '../program';

export interface MaskValue {
  /** A boolean [batch, steps …], true where a step is no padding. */
  readonly name: string;
  /** Its axes, batch included. */
  readonly rank: number;
}

/** How a format writes masks; each gives the name of what it wrote. */
export interface MaskWriter {
  readonly tokens: (call: Call) => string;
  readonly values: (call: Call) => string;
  readonly either: (a: string, b: string) => string;
  /** Masks one after the other along their axis; without one an input has all its steps. */
  readonly along: (call: Call, masks: readonly (MaskValue | undefined)[], rank: number) => string;
}

export class MaskValues {
  readonly #calls: ReadonlyMap<string, Call>;
  readonly #masked: ReadonlySet<string>;
  readonly #written = new Map<string, MaskValue | undefined>();
  readonly #writer: MaskWriter;

  constructor(program: Program, writer: MaskWriter) {
    this.#calls = new Map(program.calls.map((call) => [call.id, call]));
    this.#masked = maskFlow(program).masked;
    this.#writer = writer;
  }

  /** The mask of a value, `undefined` where all its steps count. */
  of(id: string): MaskValue | undefined {
    if (!this.#masked.has(id)) return undefined;
    if (!this.#written.has(id)) this.#written.set(id, this.#write(this.#calls.get(id)!));
    return this.#written.get(id);
  }

  #write(call: Call): MaskValue | undefined {
    const masks = call.inputs.map((id) => this.of(id));
    const rank = masks.find((mask) => mask !== undefined)?.rank ?? 0;
    const axes = call.inputShapes[0]!.length + 1;
    const writer = this.#writer;
    const write: Readonly<Record<MaskOrigin, () => MaskValue | undefined>> = {
      tokens: () => ({ name: writer.tokens(call), rank: axes }),
      values: () => ({ name: writer.values(call), rank: axes - 1 }),
      first: () => masks[0],
      any: () => masks.reduce((a, b) => a && b && { name: writer.either(a.name, b.name), rank }),
      along: () => ({ name: writer.along(call, masks, rank), rank }),
    };
    return write[maskOriginOf(call, rank)]();
  }
}
