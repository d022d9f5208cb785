/** Nodes, edges and weights of an imported network, put together while the shapes are worked out. */
import type { Config, Edge, Network, Node } from '../../graph/document';
import { baseId, idMaker, isValidId } from '../../graph/ids';
import { OUTPUT_KIND } from '../../graph/network';
import type { TensorData } from '../exporters/files';
import type { Shape } from '../layer';
import { layerByKind } from '../layers/all';
import { applyRules } from '../rules';
import type { LossId } from '../training/losses';
import { shapeText } from '../words';
import { type Placeholder, Unsupported } from './importer';

/** A value of the network: which node gives it at which port, and its shape without the batch axis where known. */
export interface Place {
  readonly node: string;
  readonly port: string;
  readonly shape: Shape | undefined;
}

export interface Addition {
  readonly kind: string;
  /** What the file calls it; the id is made from it. */
  readonly name: string;
  /** Only what differs from the kind's defaults needs to stand here. */
  readonly config?: Config;
  readonly inputs: readonly Place[];
  /** The port of each input, where one is not `in`. */
  readonly ports?: readonly string[];
  readonly weights?: Readonly<Record<string, TensorData>>;
  readonly frozen?: boolean;
}

export class NetworkBuilder {
  readonly #nodes: Node[] = [];
  readonly #edges: Edge[] = [];
  readonly #idFor = idMaker([]);
  readonly weights = new Map<string, TensorData>();
  readonly placeholders: Placeholder[] = [];
  readonly #network: string;

  constructor(network: string) {
    this.#network = network;
  }

  /**
   * Adds a layer and gives the values at its ports, `out` first. Throws `Unsupported` where the kind's rules refuse its
   * parameters, its inputs or the shapes of its weights; then nothing was added.
   */
  add(addition: Addition): readonly Place[] {
    const { kind, config = {}, inputs, ports, weights = {} } = addition;
    const layer = layerByKind(kind);
    if (!layer) throw new Unsupported(`There is no layer ${kind}.`);
    const shapes = inputs.map(({ shape }) => shape);
    if (!shapes.every((shape) => shape !== undefined)) {
      throw new Unsupported('It follows a placeholder, whose shape is unknown.');
    }
    const rules = applyRules(layer, config, {}, { shapes, ...(ports ? { ports } : {}) });
    if (!rules.output) {
      throw new Unsupported(
        rules.refusal?.message ?? rules.paramProblems[0]?.code ?? 'It is incomplete.',
      );
    }
    for (const { name, shape } of rules.weights) {
      const given = weights[name]?.shape;
      if (given?.join() === shape.join()) continue;
      const received = given ? shapeText(given) : 'nothing';
      throw new Unsupported(`Its ${name} is ${received}; ${kind} expects ${shapeText(shape)}.`);
    }
    const id = this.#place(addition);
    for (const { name } of rules.weights) this.weights.set(`${id}.${name}`, weights[name]!);
    const further = Object.entries(rules.moreOutputs ?? {});
    return [
      { node: id, port: 'out', shape: rules.output },
      ...further.map(([port, shape]) => ({ node: id, port, shape })),
    ];
  }

  /** A node of a kind that this version does not have: it stays visible and keeps its config. */
  addPlaceholder(addition: Addition, reason: string, shape?: Shape): Place {
    const id = this.#place(addition);
    this.placeholders.push({ network: this.#network, node: id, kind: addition.kind, reason });
    return { node: id, port: 'out', shape };
  }

  /** Where the answer leaves, with the loss that the layer before it is made for. */
  addOutput(name: string, source: Place): void {
    const addition = { kind: OUTPUT_KIND, name, inputs: [source] };
    if (source.shape === undefined) {
      this.addPlaceholder(addition, 'It follows a placeholder, whose shape is unknown.');
      return;
    }
    this.add({
      ...addition,
      config: { loss: lossBehind(this.#nodes.find(({ id }) => id === source.node)) },
    });
  }

  network(): Network {
    return { nodes: this.#nodes, edges: this.#edges };
  }

  #place({ kind, name, config = {}, inputs, ports, frozen }: Addition): string {
    const id = this.#idFor(idOf(name, kind));
    // Layout is the host's: it knows how large a card is.
    const position = { x: 0, y: 0 };
    this.#nodes.push({ id, kind, config, position, ...(frozen ? { frozen } : {}) });
    const taken = new Map<string, number>();
    inputs.forEach(({ node, port }, i) => {
      const input = ports?.[i] ?? 'in';
      const index = taken.get(input) ?? 0;
      taken.set(input, index + 1);
      this.#edges.push({ source: node, output: port, target: id, input, index });
    });
    return id;
  }
}

/** A loss that fits what comes before an Output; the document's owner may choose another. */
export function lossBehind(node: Node | undefined): LossId {
  const ends = node?.kind === 'Softmax' ? 'softmax' : node?.config.activation;
  if (ends === 'softmax') return 'categoricalCrossentropy';
  return ends === 'sigmoid' ? 'binaryCrossentropy' : 'meanSquaredError';
}

/** Leaves room for a number at the end. */
const LONGEST = 56;

/** `/layer1/layer1.0/conv1/Conv` → `layer1_layer1_0_conv1_Conv`; the kind's own id where nothing is left. */
export function idOf(name: string, kind: string): string {
  const id = name
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST);
  return isValidId(id) ? id : baseId(kind);
}
