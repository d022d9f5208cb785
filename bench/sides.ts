/** The two sides of a contest on one backend, from the same weights over the same batches. */
import * as tf from '@tensorflow/tfjs';
import { buildModel } from '../src/runtime/build';
import type { PreparedData } from '../src/runtime/dataset';
import type { Model } from '../src/runtime/model';
import { procedures } from '../src/runtime/procedures/all';
import { createRandom } from '../src/runtime/random';
import { createTrainer } from '../src/runtime/trainer';
import { createBaseline } from './baseline';
import { type CaseId, classes, dataOf, programOf, shapeOf } from './cases';

const SEED = 7;

export interface Side {
  /** Trains on `steps` batches, waits until the device is done, and gives their mean loss as reported. */
  train(steps: number): Promise<number>;
  dispose(): void;
}

export interface Sides {
  readonly ours: Side;
  readonly baseline: Side;
  /** Both start again from the same first weights. */
  reset(): void;
}

/** Pictures and labels in the order in which the trainer takes them in its first epoch. */
function inOrder(id: CaseId, data: PreparedData): { x: tf.Tensor; y: tf.Tensor } {
  const { count, inputs, targets } = data.train;
  const order = createRandom(SEED).fork('shuffle 0 0').permutation(count);
  const gather = (values: ArrayLike<number>, shape: number[]): tf.Tensor => {
    const size = shape.reduce((all, axis) => all * axis, 1);
    const rows = new Float32Array(count * size);
    order.forEach((row, i) => {
      for (let j = 0; j < size; j++) rows[i * size + j] = values[row * size + j]!;
    });
    return tf.tensor(rows, [count, ...shape]);
  };
  return {
    x: gather(Object.values(inputs)[0]!.values, shapeOf(id)),
    y: gather(Object.values(targets)[0]!.values, [classes]),
  };
}

function createOurs(id: CaseId, batch: number): { side: Side; model: Model } {
  const model = buildModel(programOf(id), { seed: SEED });
  const held = new Map<number, PreparedData>();
  const side: Side = {
    async train(steps) {
      const data = held.get(steps) ?? dataOf(id, steps * batch);
      held.set(steps, data);
      const optimizer = {
        id: 'adam',
        learningRate: 0.001,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-7,
      };
      let loss = Number.NaN;
      await createTrainer({
        phases: [
          {
            procedure: 'gradient',
            networks: { network: 'main' },
            epochs: 1,
            config: { optimizer, metrics: [] },
          },
        ],
        batchSize: batch,
        seed: SEED,
        models: new Map([['main', model]]),
        procedures,
        data,
        now: () => performance.now(),
        events: { onEpoch: ({ values }) => (loss = values.loss ?? Number.NaN) },
      }).run();
      return loss;
    },
    dispose: () => model.dispose(),
  };
  return { side, model };
}

function createTheirs(id: CaseId, batch: number): { side: Side; model: tf.LayersModel } {
  const model = createBaseline(id);
  const held = new Map<number, { x: tf.Tensor; y: tf.Tensor }>();
  const side: Side = {
    async train(steps) {
      const { x, y } = held.get(steps) ?? inOrder(id, dataOf(id, steps * batch));
      held.set(steps, { x, y });
      const options = { batchSize: batch, epochs: 1, verbose: 0, shuffle: false } as const;
      const { history } = await model.fit(x, y, options);
      await model.trainableWeights[0]!.read().data();
      return Number(history.loss![0]);
    },
    dispose() {
      for (const tensors of held.values()) tf.dispose(tensors);
      model.optimizer.dispose();
      model.dispose();
    },
  };
  return { side, model };
}

/** Copies weights by `<layer>.<weight>` into the baseline's layers of the same names. */
function writeWeights(from: ReadonlyMap<string, Float32Array>, to: tf.LayersModel): void {
  for (const layer of to.layers) {
    const own = [...from].filter(([name]) => name.slice(0, name.lastIndexOf('.')) === layer.name);
    if (own.length !== layer.weights.length) {
      throw new Error(
        `The baseline's layer ${layer.name} has ${layer.weights.length} weights, ours ${own.length}.`,
      );
    }
    // Fresh from typed arrays: views break later on wasm.
    const values = own.map(([, weights], i) =>
      tf.tensor(weights, layer.weights[i]!.shape as number[]),
    );
    layer.setWeights(values);
    tf.dispose(values);
  }
}

/** Builds both on the current backend. */
export async function createSides(id: CaseId, batch: number): Promise<Sides> {
  const ours = createOurs(id, batch);
  const first = new Map<string, Float32Array>();
  for (const [name, variable] of ours.model.variables) {
    first.set(name, Float32Array.from(await variable.data()));
  }
  const theirs = createTheirs(id, batch);
  return {
    ours: ours.side,
    baseline: theirs.side,
    reset() {
      for (const [name, values] of first) {
        const variable = ours.model.variables.get(name)!;
        const tensor = tf.tensor(values, variable.shape);
        variable.assign(tensor);
        tensor.dispose();
      }
      writeWeights(first, theirs.model);
    },
  };
}
