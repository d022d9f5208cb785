import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lower } from '../../compiler/lower';
import type { Config, Document, Network, Node } from '../../graph/document';
import { buildModel } from '../build';
import type { Model } from '../model';
import type { RunningProcedure } from '../procedure';
import { createRandom } from '../random';
import { useWasm } from '../testing/wasm';
import { adversarial } from './adversarial';

beforeAll(useWasm);

function chain(...layers: readonly (readonly [string, string, Config])[]): Network {
  const nodes = layers.map(
    ([id, kind, config]): Node => ({ id, kind, config, position: { x: 0, y: 0 } }),
  );
  const edges = nodes.slice(1).map(({ id }, i) => ({
    source: nodes[i]!.id,
    output: 'out',
    target: id,
    input: 'in',
    index: 0,
  }));
  return { nodes, edges };
}

const document: Document = {
  format: 'netloom',
  version: 1,
  name: 'Players',
  networks: {
    generator: chain(
      ['noise', 'Input', { shape: [2] }],
      ['point', 'Dense', { units: 2 }],
      ['sample', 'Output', { loss: 'none' }],
    ),
    discriminator: chain(
      ['real', 'Input', { shape: [2] }],
      ['verdict', 'Dense', { units: 1, activation: 'sigmoid', kernelInitializer: { id: 'zeros' } }],
      ['chance', 'Output', { loss: 'binaryCrossentropy' }],
    ),
  },
};

interface Game {
  readonly generator: Model;
  readonly discriminator: Model;
  readonly procedure: RunningProcedure;
}

function play(generatorRate: number, discriminatorRate: number): Game {
  const generator = buildModel(lower(document, 'generator'), { seed: 1 });
  const discriminator = buildModel(lower(document, 'discriminator'), { seed: 2 });
  const procedure = adversarial.start({
    config: {
      generatorOptimizer: { id: 'sgd', learningRate: generatorRate },
      discriminatorOptimizer: { id: 'sgd', learningRate: discriminatorRate },
      discriminatorSteps: 1,
      smoothing: 0,
      modeRadius: 0.75,
    },
    models: { generator, discriminator },
    random: createRandom(9),
    batchSize: 4,
    stepsPerEpoch: 1,
    epochs: 1,
  });
  return { generator, discriminator, procedure };
}

function step({ procedure }: Game, index = 0): Record<string, number> {
  const real = tf.tensor2d([
    [1, 0],
    [3, 0],
    [2, 1],
    [2, -1],
  ]);
  const values = procedure.trainStep({ size: 4, inputs: { real }, targets: {} }, index);
  const numbers = Object.entries(values).map(([name, value]) => [name, value.dataSync()[0]!]);
  tf.dispose([real, values]);
  return Object.fromEntries(numbers) as Record<string, number>;
}

function end({ generator, discriminator, procedure }: Game): void {
  procedure.dispose();
  generator.dispose();
  discriminator.dispose();
}

const weights = (model: Model): number[][] =>
  [...model.variables.values()].map((variable) => Array.from(variable.dataSync()));

describe('adversarial', () => {
  it('reports ln 2 for each verdict of a discriminator that cannot tell', () => {
    const game = play(0, 0);
    const { loss, discriminatorLoss } = step(game);
    expect(loss).toBeCloseTo(Math.LN2, 5);
    expect(discriminatorLoss).toBeCloseTo(2 * Math.LN2, 5);
    end(game);
  });

  it('moves the discriminator by half the difference of real and generated means', () => {
    const game = play(0, 1);
    const noise = createRandom(9).fork('discriminator 0 0');
    const [kernel, bias] = weights(game.generator) as [number[], number[]];
    const fake = [0, 0];
    for (let n = 0; n < 4; n++) {
      const [a, b] = [noise.normal(), noise.normal()];
      fake[0]! += (a * kernel[0]! + b * kernel[2]! + bias[0]!) / 4;
      fake[1]! += (a * kernel[1]! + b * kernel[3]! + bias[1]!) / 4;
    }
    step(game);
    // At logits of zero the gradient of softplus is one half: real pulls with ½, generated pushes with ½.
    const [moved] = weights(game.discriminator) as [number[]];
    expect(moved[0]).toBeCloseTo((2 - fake[0]!) / 2, 5);
    expect(moved[1]).toBeCloseTo((0 - fake[1]!) / 2, 5);
    end(game);
  });

  it('changes only the player whose turn it is', () => {
    for (const [generatorRate, discriminatorRate] of [
      [0, 0.1],
      [0.1, 0],
    ] as const) {
      const game = play(generatorRate, discriminatorRate);
      const before = { g: weights(game.generator), d: weights(game.discriminator) };
      step(game);
      step(game, 1);
      expect(weights(game.generator)).toEqual(before.g);
      if (discriminatorRate > 0) expect(weights(game.discriminator)).not.toEqual(before.d);
      else expect(weights(game.discriminator)).toEqual(before.d);
      end(game);
    }
  });

  it('draws the same noise for the same seed and step', () => {
    const [one, other] = [play(0.1, 0.1), play(0.1, 0.1)];
    expect([step(one), step(one, 1)]).toEqual([step(other), step(other, 1)]);
    end(one);
    end(other);
  });

  it('moves both learning rates together when one is changed', () => {
    const game = play(0.1, 0.4);
    game.procedure.learningRate = 0.2;
    const state = game.procedure.learningRate;
    expect(state).toBe(0.2);
    end(game);
  });

  it('measures on held-out samples how many groups are generated', async () => {
    const game = play(0.1, 0.1);
    const values = Float32Array.from({ length: 40 }, (_, i) => (i % 4 < 2 ? 5 : -5));
    const part = {
      count: 20,
      inputs: { real: { shape: [2], values } },
      targets: {},
      rows: Int32Array.from({ length: 20 }, (_, i) => i),
    };
    const measured = await game.procedure.evaluate!(part);
    expect(measured).toMatchObject({ modes: 0, quality: 0 });
    expect(measured.loss).toBeCloseTo(Math.LN2, 5);
    end(game);
  });

  it('leaves no tensors behind', async () => {
    const before = tf.memory().numTensors;
    const game = play(0.1, 0.1);
    step(game);
    const running = tf.memory().numTensors;
    for (let i = 1; i < 10; i++) step(game, i);
    expect(tf.memory().numTensors).toBe(running);
    end(game);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a network of two inputs by name', () => {
    const game = play(0.1, 0.1);
    const broken = { ...game.generator.program, inputs: ['noise', 'label'] };
    const models = {
      generator: { ...game.generator, program: broken },
      discriminator: game.discriminator,
    };
    const start = () =>
      adversarial.start({
        config: {
          generatorOptimizer: { id: 'sgd' },
          discriminatorOptimizer: { id: 'sgd' },
          discriminatorSteps: 1,
          smoothing: 0,
          modeRadius: null,
        },
        models,
        random: createRandom(1),
        batchSize: 1,
        stepsPerEpoch: 1,
        epochs: 1,
      });
    expect(start).toThrow('The network generator has 2 inputs and 1 outputs');
    end(game);
  });
});
