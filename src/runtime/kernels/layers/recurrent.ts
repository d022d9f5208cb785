/**
 * GRU of TensorFlow.js with the parameter `resetAfter`, which its own refuses and Keras 3 has on by default, and
 * ConvLSTM2D with first states. Class names stay those of Keras, so that models of both read each other. For models in TensorFlow.js's own form; training
 * runs by `forward-recurrent.ts`, and only there with dropout.
 */
import * as tf from '@tensorflow/tfjs';
import type { Config } from '../../../graph/document';
import { gruResetAfterCell } from '../recurrent/gru';

/** What a layer of TensorFlow.js has and its types leave out. */
declare class Stock extends tf.layers.Layer {
  constructor(config: Config);
  cell: Stock;
  units: number;
  useBias: boolean;
  kernel: tf.LayerVariable;
  recurrentKernel: tf.LayerVariable;
  bias: tf.LayerVariable | null;
  kernelInitializer: ReturnType<typeof tf.initializers.zeros>;
  recurrentInitializer: ReturnType<typeof tf.initializers.zeros>;
  biasInitializer: ReturnType<typeof tf.initializers.zeros>;
}

/** The registry knows classes that the package does not export. */
const stock = (name: string): typeof Stock =>
  tf.serialization.SerializationMap.getMap().classNameMap[name]![0] as unknown as typeof Stock;

const StockCell = stock('GRUCell');
const StockLayer = stock('GRU');

class GRUCell extends StockCell {
  static className = 'GRUCell';
  readonly #isAfter: boolean;
  readonly #given: Config;

  constructor(config: Config) {
    super({ ...config, resetAfter: false });
    this.#isAfter = config.resetAfter === true;
    this.#given = config;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    if (!this.#isAfter) {
      super.build(inputShape);
      return;
    }
    const width = 3 * this.units;
    const features = Number(inputShape.at(-1));
    const add = (name: string, shape: number[], initializer: Stock['kernelInitializer']) =>
      this.addWeight(name, shape, 'float32', initializer);
    this.kernel = add('kernel', [features, width], this.kernelInitializer);
    this.recurrentKernel = add('recurrent_kernel', [this.units, width], this.recurrentInitializer);
    this.bias = this.useBias ? add('bias', [2, width], this.biasInitializer) : null;
    this.built = true;
  }

  override call(inputs: tf.Tensor[], kwargs: object): tf.Tensor | tf.Tensor[] {
    if (!this.#isAfter) return super.call(inputs, kwargs);
    return tf.tidy(() => {
      const [x, h] = inputs as [tf.Tensor, tf.Tensor];
      const bias = this.bias?.read() ?? tf.zeros([2, 3 * this.units]);
      const [ofInput, ofState] = tf.unstack(bias);
      const { activation, recurrentActivation } = this.#given;
      const cell = gruResetAfterCell(String(activation), String(recurrentActivation));
      const projected = tf.add(tf.matMul(x, this.kernel.read()), ofInput!);
      const [state] = cell.step(projected, { states: [h], seen: h }, [
        this.recurrentKernel.read(),
        ofState!,
      ]).states;
      return [state!, state!];
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), resetAfter: this.#isAfter };
  }
}

class GRU extends StockLayer {
  static className = 'GRU';

  constructor(config: Config) {
    super({ ...config, resetAfter: false });
    if (config.resetAfter === true) this.cell = new GRUCell(config);
  }
}

/** ConvLSTM2D of TensorFlow.js, which does not know its output shape where first states arrive. */
class ConvLSTM2D extends stock('ConvLSTM2D') {
  static className = 'ConvLSTM2D';

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const [first] = inputShape;
    return super.computeOutputShape(Array.isArray(first) ? first : inputShape);
  }
}

const classes = [GRUCell, GRU, ConvLSTM2D];

/** Names of the classes that stand in for those of TensorFlow.js. */
export const recurrentClasses: readonly string[] = classes.map(({ className }) => className);

/** Puts them in the place of TensorFlow.js's own; its reader of JSON finds classes by name. */
export function registerRecurrent(): void {
  for (const own of classes) {
    // The registry's type asks for constructors with any arguments.
    tf.serialization.registerClass(
      own as unknown as Parameters<typeof tf.serialization.registerClass>[0],
    );
  }
}
