/**
 * Lays a network that was read from source over the document that the source was printed from. Only what the text
 * changed is changed: positions, labels, untouched blocks, data and training stay. A block is changed where every
 * copy of it changes alike, and opened where one copy goes its own way.
 */
import type { Document, Edge, Json, Network, Node } from '../../graph/document';
import { arrangeEdges } from '../../graph/edges';
import { freeNetworkName } from '../../graph/edits/networks';
import {
  addNode,
  moveNodes,
  removeNodes,
  setConfigMany,
  setFrozen,
  setKind,
} from '../../graph/edits/nodes';
import { renameNode } from '../../graph/edits/rename';
import { networkOf, placedNetwork, replaceNetwork } from '../../graph/network';
import { edgesFrom, edgesInto, nodeById } from '../../graph/topology';
import { Blocks, newInputs } from './blocks';
import {
  type Change,
  type Differences,
  differencesOf,
  type Input,
  type Source,
} from './differences';
import type { Mark, MarkCode } from './marks';
import { placeBeside } from './place-beside';
import type { SourceNetworks } from './read';
import { type Reroute, rerouted } from './reroute';

/** What a text says, and where its nodes stand in the document. */
export interface SourceBase {
  /** The network of the document that the text is about. */
  readonly network: string;
  readonly text: string;
  readonly networks: SourceNetworks;
  /** Calls of the document by node of `networks`: `stage.1.conv`. */
  readonly calls: ReadonlyMap<string, string>;
}

/** One change of the document, for people. */
export type SourceChange =
  | {
      readonly is: 'set';
      readonly node: string;
      readonly param: string;
      /** Absent for the default. */
      readonly to: Json | undefined;
    }
  | { readonly is: 'kind'; readonly node: string; readonly kind: string }
  | { readonly is: 'freeze' | 'unfreeze'; readonly node: string }
  | { readonly is: 'add' | 'remove'; readonly node: string; readonly kind: string }
  | { readonly is: 'connect'; readonly node: string }
  | { readonly is: 'rename'; readonly node: string; readonly to: string }
  | { readonly is: 'open'; readonly node: string };

export interface Applied {
  /** The same object where the text says what the document says. */
  readonly document: Document;
  readonly changes: readonly SourceChange[];
  readonly marks: readonly Mark[];
  /** Calls by node of the networks that were read. */
  readonly calls: ReadonlyMap<string, string>;
}

export function applySource(document: Document, base: SourceBase, read: SourceNetworks): Applied {
  return new Application(document, base, read).run();
}

class Application {
  readonly #base: SourceBase;
  readonly #read: SourceNetworks;
  readonly #found: Differences;
  readonly #blocks: Blocks;
  /** Ids in the document by new node. */
  readonly #made = new Map<string, string>();
  readonly #changes: SourceChange[] = [];
  readonly #marks: Mark[] = [];

  constructor(document: Document, base: SourceBase, read: SourceNetworks) {
    this.#base = base;
    this.#read = read;
    this.#found = differencesOf(base.networks.imported.networks, read.imported.networks);
    this.#blocks = new Blocks(document, base.network, base.calls);
  }

  get #document(): Document {
    return this.#blocks.document;
  }

  set #document(document: Document) {
    this.#blocks.document = document;
  }

  get #host(): Network {
    return networkOf(this.#document, this.#base.network)!; // the source was printed from it
  }

  run(): Applied {
    const blocks = this.#blocks;
    const before = this.#base.networks.imported.networks.main!; // the importer makes it
    const callOf = (id: string): string => blocks.callOf(id);
    const found = rerouted(before, this.#found.changes, callOf);
    const changes = found.changes.filter((change) => this.#mayChange(change));
    const removed = this.#found.removed.filter((id) => this.#mayRemove(id));
    if (this.#marks.some(({ code }) => code === 'is-shared')) {
      return { document: this.#document, changes: [], marks: this.#marks, calls: this.#base.calls };
    }
    const led = found.reroutes.map(({ to }) => ({ source: to, port: 'in' }));
    blocks.open(changes, removed, [...newInputs(changes, this.#found), ...led]);
    for (const node of blocks.opened) this.#changes.push({ is: 'open', node });
    for (const change of changes) this.#setContent(change);
    this.#remove(removed);
    for (const { node } of this.#found.added) this.#add(node);
    this.#connect(changes, found.reroutes);
    this.#placeNew();
    for (const change of changes) this.#rename(change);
    return {
      document: this.#document,
      changes: this.#changes,
      marks: this.#marks,
      calls: this.#callsAfter(),
    };
  }

  #callsAfter(): ReadonlyMap<string, string> {
    const matched = [...this.#found.matches].map(
      ([after, before]) =>
        [after, this.#renamed.get(before) ?? this.#blocks.callOf(before)] as const,
    );
    return new Map([...matched, ...this.#made]);
  }

  #mark(after: string, code: MarkCode, node: string): void {
    const line = this.#read.lines.get(after) ?? 0;
    this.#marks.push({ line, severity: 'warning', code, values: { node } });
  }

  #mayChange({ before, after, inputs, kind }: Change): boolean {
    const call = this.#blocks.callOf(before);
    if (!this.#blocks.place(before)) this.#mark(after, 'is-gone', call);
    else if ((inputs ?? kind) && this.#blocks.isShared(before))
      this.#mark(after, 'is-shared', call);
    else return true;
    return false;
  }

  #mayRemove(before: string): boolean {
    if (!this.#blocks.place(before)) return false;
    if (!this.#blocks.isShared(before)) return true;
    this.#mark('', 'is-shared', this.#blocks.callOf(before));
    return false;
  }

  /** Kind, parameters and freezing of a node, in its block where it stands in one. */
  #setContent({ before, patch, kind, frozen }: Change): void {
    const place = this.#blocks.place(before);
    if (!place) return;
    const { network, node } = place;
    const start = this.#document;
    const record = (change: SourceChange): void => {
      if (this.#document !== start || change.is === 'kind') this.#changes.push(change);
    };
    if (kind) {
      this.#document = setKind(this.#document, place, kind.kind, kind.config);
      record({ is: 'kind', node, kind: kind.kind });
    }
    const earlier = this.#document;
    this.#document = setConfigMany(earlier, network, [node], patch);
    if (this.#document !== earlier) {
      for (const [param, to] of Object.entries(patch))
        this.#changes.push({ is: 'set', node, param, to });
    }
    if (frozen === undefined) return;
    const thawed = this.#document;
    this.#document = setFrozen(thawed, network, [node], frozen);
    if (this.#document !== thawed) this.#changes.push({ is: frozen ? 'freeze' : 'unfreeze', node });
  }

  #remove(removed: readonly string[]): void {
    const ids = removed
      .map((before) => this.#blocks.callOf(before))
      .filter((id) => !id.includes('.'));
    for (const node of ids) {
      const kind = nodeById(this.#host, node)?.kind;
      if (kind !== undefined) this.#changes.push({ is: 'remove', node, kind });
    }
    this.#document = removeNodes(this.#document, this.#base.network, ids);
  }

  #add(node: Node): void {
    const placed = placedNetwork(node);
    const network = placed === undefined ? undefined : this.#addNetwork(placed);
    const config = network === undefined ? node.config : { ...node.config, network };
    const { network: host } = this.#base;
    const { kind, position, id: wanted } = node;
    this.#document = addNode(this.#document, host, { kind, position, config, id: wanted });
    const { id } = this.#host.nodes.at(-1)!; // it was just added
    if (node.frozen) this.#document = setFrozen(this.#document, host, [id], true);
    this.#made.set(node.id, id);
    this.#changes.push({ is: 'add', node: id, kind });
  }

  readonly #networks = new Map<string, string>();

  /** Brings a network along that a new block places, with what that places. */
  #addNetwork(name: string): string {
    const known = this.#networks.get(name);
    if (known !== undefined) return known;
    const free = freeNetworkName(this.#document, name);
    this.#networks.set(name, free);
    const inner = this.#read.imported.networks[name]!; // the importer made it
    const networks = { ...this.#document.networks, [free]: inner };
    this.#document = { ...this.#document, networks };
    const nodes = inner.nodes.map((node) => {
      const placed = placedNetwork(node);
      if (placed === undefined) return node;
      return { ...node, config: { ...node.config, network: this.#addNetwork(placed) } };
    });
    this.#document = replaceNetwork(this.#document, free, { ...inner, nodes });
    return free;
  }

  /** The output of the document that a source stands for. */
  #output(source: Source): { readonly source: string; readonly output: string } | undefined {
    const { node, port, isNew } = source;
    const made = isNew ? this.#made.get(node) : undefined;
    if (isNew) return made === undefined ? undefined : { source: made, output: port };
    const value = this.#blocks.valueOf(source);
    return value && { source: value.node, output: value.port };
  }

  #edgesInto(target: string, inputs: readonly Input[]): Edge[] {
    return inputs.flatMap(({ source, port: input }, index) => {
      const from = this.#output(source);
      return from ? [{ ...from, target, input, index }] : [];
    });
  }

  #connect(changes: readonly Change[], reroutes: readonly Reroute[]): void {
    const led = new Map<string, readonly Input[]>();
    for (const { before, inputs } of changes) {
      const id = this.#blocks.callOf(before);
      if (inputs && nodeById(this.#host, id)) led.set(id, inputs);
    }
    for (const id of led.keys()) this.#changes.push({ is: 'connect', node: id });
    for (const { node, inputs } of this.#found.added) led.set(this.#made.get(node.id)!, inputs);
    if (led.size === 0 && reroutes.length === 0) return;
    const kept = this.#host.edges.filter((edge) => edge.delay || !led.has(edge.target));
    const anew = [...led].flatMap(([id, inputs]) => this.#edgesInto(id, inputs));
    const rest = kept.map((edge) => this.#reroute(edge, reroutes));
    const edges = arrangeEdges([...rest, ...anew]);
    this.#document = replaceNetwork(this.#document, this.#base.network, { ...this.#host, edges });
  }

  #reroute(edge: Edge, reroutes: readonly Reroute[]): Edge {
    const reroute = reroutes.find(({ placement, from, port }) => {
      if (placement !== edge.target) return false;
      const old = this.#blocks.valueOf({ node: from, port, isNew: false });
      return old?.node === edge.source && old.port === edge.output;
    });
    const from = reroute && this.#output(reroute.to);
    if (!from) return edge;
    this.#changes.push({ is: 'connect', node: edge.target });
    return { ...edge, ...from };
  }

  /** New nodes stand beside their neighbours; a network that is new as a whole is laid out as such. */
  #placeNew(): void {
    if (this.#found.matches.size === 0) return;
    const { network } = this.#base;
    const waiting = new Set(this.#made.values());
    for (const id of this.#made.values()) {
      const settled = {
        ...this.#host,
        nodes: this.#host.nodes.filter((node) => !waiting.has(node.id)),
      };
      const around = (ids: readonly string[]): Node[] =>
        ids.flatMap((other) => nodeById(settled, other) ?? []);
      const sources = around(edgesInto(this.#host, id).map(({ source }) => source));
      const targets = around(edgesFrom(this.#host, id).map(({ target }) => target));
      const place = placeBeside(settled, sources, targets);
      this.#document = moveNodes(this.#document, network, new Map([[id, place]]));
      waiting.delete(id);
    }
  }

  readonly #renamed = new Map<string, string>();

  /** Names that the text insists on; inside blocks the copies' names are made from the block's. */
  #rename({ before, after }: Change): void {
    if (before === after || !this.#read.named.has(after)) return;
    const node = this.#blocks.callOf(before);
    if (node.includes('.')) {
      this.#mark(after, 'is-nested', node);
      return;
    }
    const start = this.#document;
    this.#document = renameNode(start, { network: this.#base.network, node }, after);
    if (this.#document === start) return;
    this.#renamed.set(before, after);
    this.#changes.push({ is: 'rename', node, to: after });
  }
}
