/**
 * A layer kind that TensorFlow.js lacks, from its definition and one function that computes it. The definition gives
 * weights, shapes and config, so a kernel file holds arithmetic and nothing else.
 */
import * as tf from '@tensorflow/tfjs';
import type { LayerDefinition, Shape } from '../../../compiler/layer';
import type { Params, ValuesOf } from '../../../compiler/params';
import type { Call } from '../../../compiler/program';
import { snake } from '../../../compiler/tfjs-config';
import { fill } from '../../../compiler/values';
import type { Config, Json } from '../../../graph/document';
import type { Run } from '../../forward';
import { createRandom } from '../../random';

type Mask = tf.Tensor | null;
interface CallArguments {
  readonly training?: boolean;
  readonly mask?: Mask | Mask[];
}
type LayerClass = tf.serialization.SerializableConstructor<tf.layers.Layer>;

export interface OwnLayer {
  readonly kind: string;
  /** For models in TensorFlow.js's own form: JSON, reference, weights by layer. */
  readonly layerClass: LayerClass & { readonly className: string };
  /** For training: without the layer's checks, with seeded masks. */
  readonly run: (call: Call) => Run;
}

/** Pairs a definition with what it computes; `compute` is called once a call and may prepare what it needs. */
export function ownLayer<K extends string, P extends Params>(
  definition: LayerDefinition<K, P>,
  compute: (config: ValuesOf<P>) => Run,
): OwnLayer {
  class Own extends tf.layers.Layer {
    static className: string = definition.className ?? definition.kind;
    readonly #given: Config;
    readonly #config: ValuesOf<P>;
    readonly #byName = new Map<string, tf.Variable>();
    readonly #run: Run;

    constructor(given: Config) {
      super(given as ConstructorParameters<typeof tf.layers.Layer>[0]); // name, trainable and dtype are in it
      this.#given = given;
      this.#config = fill(definition.params, ungrouped(given));
      this.#run = compute(this.#config);
      const rule = definition.mask;
      this.supportsMasking = (typeof rule === 'function' ? rule(this.#config) : rule) === 'passes';
    }

    override build(inputShape: tf.Shape | tf.Shape[]): void {
      const specs = definition.weights?.(this.#config, shapesOf(inputShape)) ?? [];
      for (const { name, shape, trainable, initial: value = 0 } of specs) {
        const start = tf.initializers.constant({ value });
        const weight = this.addWeight(
          snake(name),
          [...shape],
          'float32',
          start,
          undefined,
          trainable,
        );
        // `read()` is typed as a tensor and returns the variable itself.
        this.#byName.set(name, weight.read() as tf.Variable);
      }
      super.build(inputShape);
    }

    override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
      return outputShapes(definition, this.#config, shapesOf(inputShape));
    }

    override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments): tf.Tensor | tf.Tensor[] {
      const outputs = this.#run([inputs].flat(), {
        ...passOf(kwargs),
        frozen: !this.trainable,
        random: () => createRandom(0).fork(this.name),
        weight: (name) => this.#byName.get(name)!, // `compute` asks for what the definition declares
        rate: Number(this.#given.rate ?? 0),
      });
      return outputs instanceof tf.Tensor ? outputs : [...outputs];
    }

    override computeMask(_inputs: tf.Tensor | tf.Tensor[], mask?: Mask | Mask[]): tf.Tensor {
      return firstMask(mask, definition.outputPorts?.(this.#config).length ?? 0);
    }

    override getConfig(): tf.serialization.ConfigDict {
      return { ...super.getConfig(), ...written(definition.params, this.#config, this.#given) };
    }
  }
  // Every param is in the definition, so a definition's values are a config.
  const run = (call: Call): Run => compute(fill(definition.params, call.config));
  return { kind: definition.kind, layerClass: Own as unknown as OwnLayer['layerClass'], run };
}

/** Keras pairs both ends of an axis in lists of their own; here they stand in one row. */
const isGrouped = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => Array.isArray(entry));

function ungrouped(given: Config): Config {
  const flat = (value: Json): Json =>
    isGrouped(value) ? (value as readonly Json[]).flat() : value;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, flat(value)]));
}

/** Shapes without their batch axis, one for each input. */
function shapesOf(inputShape: tf.Shape | tf.Shape[]): Shape[] {
  const isList = (shape: tf.Shape | tf.Shape[]): shape is tf.Shape[] => Array.isArray(shape[0]);
  return (isList(inputShape) ? inputShape : [inputShape]).map((shape) => shape.slice(1));
}

function outputShapes<K extends string, P extends Params>(
  definition: LayerDefinition<K, P>,
  config: ValuesOf<P>,
  shapes: readonly Shape[],
): tf.Shape | tf.Shape[] {
  const out = definition.output(config, shapes, portsOf(definition, config, shapes.length));
  const more = definition.moreOutputs?.(config, shapes) ?? [];
  const all = [out, ...more].map((shape) => [null, ...shape]);
  return all.length === 1 ? all[0]! : all;
}

/** What TensorFlow.js says of a pass. */
function passOf({ training = false, mask }: CallArguments) {
  const masks = mask === undefined ? {} : { masks: [mask].flat().map(withoutStack) };
  return { training, updateStatistics: training, skipActivation: false, ...masks };
}

/** A merge of TensorFlow.js stacks the masks that it joins and leaves that axis in front. */
function withoutStack(mask: Mask): Mask {
  return mask && mask.rank > 2 ? mask.reshape(mask.shape.slice(-2)) : mask;
}

/** The mask of the first input for `out`, and none for the further outputs. */
function firstMask(mask: Mask | Mask[] | undefined, further: number): tf.Tensor {
  const [first = null] = [mask ?? null].flat();
  const masks = [first, ...Array.from({ length: further }, () => null)];
  // Typed as one tensor; TensorFlow.js takes one for each output, and none where there is none.
  return (further === 0 ? first : masks) as tf.Tensor;
}

/** Every param as it stands in JSON; a choice arrives in TensorFlow.js's form and stays in it. */
function written(params: Params, config: Config, given: Config): tf.serialization.ConfigDict {
  const isChoice = (name: string): boolean => params[name]?.type === 'choice';
  const own = Object.entries(config).map(([name, value]) => [
    name,
    isChoice(name) ? (given[name] ?? null) : value,
  ]);
  return Object.fromEntries(own) as tf.serialization.ConfigDict; // plain JSON
}

/** A layer of TensorFlow.js has no named ports: its inputs fill them in their order. */
function portsOf<K extends string, P extends Params>(
  { inputs, inputPorts }: LayerDefinition<K, P>,
  config: ValuesOf<P>,
  count: number,
): string[] {
  const further = inputPorts?.(config) ?? [];
  if (further.length === 0) return Array.from({ length: count }, () => 'in');
  const own = Array.from({ length: inputs.min }, () => 'in');
  return [...own, ...further.map(({ port }) => port)].slice(0, count);
}
