/** What was made in the last round, by id and by what went in; what a round does not ask for is forgotten. */
interface Entry<T> {
  readonly key: readonly unknown[];
  readonly value: T;
}

export class Memo<T> {
  #last = new Map<string, Entry<T>>();
  #next = new Map<string, Entry<T>>();

  /** The value of the last round when every part of its key is the same, else a new one. */
  keep(id: string, key: readonly unknown[], make: () => T): T {
    const known = this.#last.get(id);
    const same = known?.key.length === key.length && known.key.every((part, i) => part === key[i]);
    const entry = known && same ? known : { key, value: make() };
    this.#next.set(id, entry);
    return entry.value;
  }

  /** Ends a round. */
  turn(): void {
    this.#last = this.#next;
    this.#next = new Map();
  }
}
