/** Which node of a changed network is which of the network before: by name, then by kind and place in the graph. */
import { NETWORK_KIND, type Network, type Node } from '../../graph/document';
import { INPUT_KIND, OUTPUT_KIND } from '../../graph/network';
import { edgesFrom, edgesInto, nodesById, order } from '../../graph/topology';

/** Ids before by ids after. */
export type Matches = ReadonlyMap<string, string>;

export function matchNodes(before: Network, after: Network): Matches {
  const matching = new Matching(before, after);
  matching.byName();
  matching.ends(INPUT_KIND);
  matching.byPlace();
  matching.outputs();
  return matching.found;
}

/** Blocks, ports and layers never turn into each other. */
function sortOf({ kind }: Node): string {
  return kind === NETWORK_KIND || kind === INPUT_KIND || kind === OUTPUT_KIND ? kind : 'layer';
}

class Matching {
  readonly found = new Map<string, string>();
  readonly #taken = new Map<string, string>();
  readonly #before: Network;
  readonly #after: Network;

  constructor(before: Network, after: Network) {
    this.#before = before;
    this.#after = after;
  }

  #pair(after: string, before: string): void {
    this.found.set(after, before);
    this.#taken.set(before, after);
  }

  byName(): void {
    const known = nodesById(this.#before);
    for (const node of this.#after.nodes) {
      const same = known.get(node.id);
      if (!same || node.kind === OUTPUT_KIND || sortOf(same) !== sortOf(node)) continue;
      this.#pair(node.id, node.id);
    }
  }

  /** Along the order of computation by what comes in, then against it by where the value goes. */
  byPlace(): void {
    const ids = order(this.#after);
    for (const id of ids) this.#match(id, 'into');
    for (const id of [...ids].reverse()) this.#match(id, 'from');
  }

  #match(id: string, side: 'into' | 'from'): void {
    const node = nodesById(this.#after).get(id)!; // it stands in the order
    if (this.found.has(id) || node.kind === OUTPUT_KIND) return;
    const around = this.#around(this.#after, id, side, (other) => this.found.get(other));
    if (around === undefined) return;
    const candidate = this.#before.nodes.find(
      (other) =>
        !this.#taken.has(other.id) &&
        other.kind === node.kind &&
        this.#around(this.#before, other.id, side, (each) => each) === around,
    );
    if (candidate) this.#pair(id, candidate.id);
  }

  /** The neighbours on one side as text; `undefined` where there are none, or one that is not matched. */
  #around(
    network: Network,
    id: string,
    side: 'into' | 'from',
    name: (id: string) => string | undefined,
  ): string | undefined {
    const edges = side === 'into' ? edgesInto(network, id) : edgesFrom(network, id);
    const isPort = (other: string): boolean => nodesById(network).get(other)?.kind === OUTPUT_KIND;
    const names = edges
      .filter(({ target }) => side === 'into' || !isPort(target))
      .map((edge) => name(side === 'into' ? edge.source : edge.target));
    if (names.length === 0 || names.includes(undefined)) return undefined;
    return (side === 'into' ? names : [...names].sort()).join(' ');
  }

  /** Those that are left, in their order. */
  ends(kind: string): void {
    const left = this.#before.nodes.filter((n) => n.kind === kind && !this.#taken.has(n.id));
    const open = this.#after.nodes.filter((n) => n.kind === kind && !this.found.has(n.id));
    open.forEach((node, i) => {
      const other = left[i];
      if (other) this.#pair(node.id, other.id);
    });
  }

  /** An output is what it gives; only then its place counts. */
  outputs(): void {
    const isOutput = ({ kind }: Node): boolean => kind === OUTPUT_KIND;
    for (const { id } of this.#after.nodes.filter(isOutput)) {
      const given = this.#around(this.#after, id, 'into', (other) => this.found.get(other));
      if (given === undefined) continue;
      const same = this.#before.nodes.find(
        (node) =>
          isOutput(node) &&
          !this.#taken.has(node.id) &&
          this.#around(this.#before, node.id, 'into', (other) => other) === given,
      );
      if (same) this.#pair(id, same.id);
    }
    this.ends(OUTPUT_KIND);
  }
}
