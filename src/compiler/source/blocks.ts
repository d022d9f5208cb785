/** Blocks while source is laid over a document: changed as a whole where every copy changes alike, else opened. */
import type { Document, Json } from '../../graph/document';
import { equalJson } from '../../graph/json';
import type { Change, Differences, Input, Source } from './differences';
import { isShared, opened, type Place, placeOf, valueAt } from './places';

const patchJson = ({ patch }: Change): Json =>
  Object.fromEntries(
    Object.entries(patch).map(([key, value]) => [key, value ?? { id: 'default' }]),
  );

/** Whether a change concerns the parameters of a node alone. */
const isContent = ({ inputs, kind }: Change): boolean => !inputs && !kind;

export class Blocks {
  document: Document;
  readonly #root: string;
  /** Calls by node of the network before. */
  calls: ReadonlyMap<string, string>;
  /** Placements of the root network that were opened. */
  readonly opened: string[] = [];

  constructor(document: Document, root: string, calls: ReadonlyMap<string, string>) {
    this.document = document;
    this.#root = root;
    this.calls = calls;
  }

  callOf(before: string): string {
    return this.calls.get(before) ?? before;
  }

  place(before: string): Place | undefined {
    return placeOf(this.document, this.#root, this.callOf(before));
  }

  isShared(before: string): boolean {
    const place = this.place(before);
    return place !== undefined && isShared(place);
  }

  isInside(before: string): boolean {
    return this.callOf(before).includes('.');
  }

  valueOf({ node, port }: Source) {
    return valueAt(this.document, this.#root, this.callOf(node), port);
  }

  /** Opens every block of which one copy goes its own way. */
  open(changes: readonly Change[], removed: readonly string[], inputs: readonly Input[]): void {
    for (;;) {
      const before = this.#alone(changes, removed) ?? this.#hidden(inputs);
      const [placement] = before === undefined ? [] : this.callOf(before).split('.');
      if (placement === undefined) return;
      const next = opened(this.document, this.#root, placement);
      if (!next) return;
      this.document = next.document;
      this.calls = new Map([...this.calls].map(([id, call]) => [id, next.rename(call)]));
      this.opened.push(placement);
    }
  }

  /** A node inside a block that is changed by itself. */
  #alone(changes: readonly Change[], removed: readonly string[]): string | undefined {
    const gone = removed.find((id) => this.isInside(id));
    if (gone !== undefined) return gone;
    const byNode = new Map(changes.map((change) => [change.before, change]));
    return changes.find(
      (change) =>
        this.isInside(change.before) && !(isContent(change) && this.#isUniform(change, byNode)),
    )?.before;
  }

  /** A value inside a block that nodes outside take, though the block does not hand it out. */
  #hidden(inputs: readonly Input[]): string | undefined {
    return inputs.find(
      ({ source }) => !source.isNew && this.isInside(source.node) && !this.valueOf(source),
    )?.source.node;
  }

  /** Whether all copies of a node change alike. */
  #isUniform(change: Change, byNode: ReadonlyMap<string, Change>): boolean {
    if (Object.keys(change.patch).length === 0 && change.frozen === undefined) return true;
    const place = this.place(change.before);
    return [...this.calls.keys()].every((before) => {
      const other = this.place(before);
      if (!place || other?.network !== place.network || other.node !== place.node) return true;
      const same = byNode.get(before);
      return (
        same !== undefined &&
        same.frozen === change.frozen &&
        equalJson(patchJson(same), patchJson(change))
      );
    });
  }
}

/** Everything that comes into nodes of the root network anew. */
export function newInputs(
  changes: readonly Change[],
  { added }: Pick<Differences, 'added'>,
): readonly Input[] {
  return [...changes, ...added].flatMap(({ inputs = [] }) => inputs);
}
