/**
 * Models that Keras 3.15 (JAX, cpu) saved, small ones of every sort of wiring, with the answers that Keras gave: a
 * nested Sequential that is called twice, a layer that two branches share, states of recurrent layers from layer to
 * layer, attention. Every weight was drawn at random (numpy, seed 3) before they were saved.
 */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../compiler/check';
import { lower } from '../compiler/lower';
import { buildModel } from './build';
import { importModel, isAboutFile } from './import-model';
import { world } from './world';

const folder = new URL('testing/models/', import.meta.url);
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
const open = (name: string, bytes = read(name)) =>
  importModel({ name, bytes, beside: () => undefined });

interface Answers {
  readonly inputs: readonly tf.TensorLike[];
  readonly outputs: readonly tf.TensorLike[];
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('a model that Keras saved', () => {
  it.each(['picture', 'siamese', 'sequence', 'wrapped'])(
    'answers as it did there: %s',
    async (name) => {
      const answers = JSON.parse(new TextDecoder().decode(read(`${name}.json`))) as Answers; // written with the models
      for (const ending of ['keras', 'h5']) {
        const imported = await open(`${name}.${ending}`);
        expect(imported.placeholders).toEqual([]);
        expect(imported.notes).toEqual([]);
        const { problems } = check(imported.document, world);
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        const model = buildModel(lower(imported.document), { seed: 1, weights: imported.weights });
        const { inputs, outputs } = model.program;
        const fed = inputs.map((id, i) => [id, tf.tensor(answers.inputs[i]!)] as const);
        const result = model.forward(Object.fromEntries(fed), { training: false });
        for (const [i, id] of outputs.entries()) {
          const expected = tf.tensor(answers.outputs[i]!);
          expect(result[id]!.shape).toEqual(expected.shape);
          const difference = tf.max(tf.abs(tf.sub(result[id]!, expected))).dataSync()[0];
          expect(difference, `${name}.${ending} ${id}`).toBeLessThan(2e-5);
        }
        model.dispose();
      }
    },
  );

  it('becomes a block where it is nested, and shares weights where a layer is called twice', async () => {
    const { document } = await open('picture.keras');
    const { body, main } = document.networks;
    expect(body!.nodes.map(({ kind }) => kind)).toEqual([
      'Input',
      'BatchNormalization',
      'Activation',
      'Conv2D',
      'Output',
    ]);
    const placed = main!.nodes.filter(({ kind }) => kind === 'Network');
    expect(placed.map(({ config }) => config)).toEqual([
      { network: 'body', share: true },
      { network: 'body', share: true },
    ]);
  });

  it.each(['picture.keras', 'sequence.h5'])(
    'gives one message for damaged bytes, whatever they are: %s',
    async (name) => {
      const whole = read(name);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
          fc.option(fc.nat(whole.length)),
          async (changes, length) => {
            const bytes = Uint8Array.from(whole);
            for (const [at, value] of changes) bytes[at] = value;
            await open(name, bytes.subarray(0, length ?? bytes.length)).catch((error: unknown) => {
              expect(error).toSatisfy(isAboutFile);
            });
          },
        ),
        { numRuns: 100 },
      );
    },
  );

  it('refuses what is no model, and says what it is', async () => {
    const text = (content: string) => new TextEncoder().encode(content);
    await expect(open('a.json', text('{"format":"netloom"}'))).rejects.toThrow('Open it instead');
    await expect(open('a.json', text('{"a":'))).rejects.toThrow('a.json is not whole JSON');
    await expect(open('a.pkl', Uint8Array.of(0x80, 4, 0x95))).rejects.toThrow('never run');
    await expect(open('a.onnx', text('hello'))).rejects.toThrow('ONNX');
    await expect(open('a.keras', Uint8Array.of(0x50, 0x4b, 3, 4))).rejects.toThrow('zip');
    await expect(open('a.h5', new Uint8Array())).rejects.toThrow('a.h5 is empty');
  });

  it('never runs a Lambda, and names it', async () => {
    const layer = (class_name: string, name: string, config: object) => ({
      class_name,
      config: { name, ...config },
    });
    const json = {
      class_name: 'Sequential',
      config: [
        layer('Dense', 'd', { units: 2, batch_input_shape: [null, 3] }),
        layer('Lambda', 'code', { function: ['4wEAAAA=', null, null] }),
      ],
    };
    const { placeholders, document } = await open(
      'a.json',
      new TextEncoder().encode(JSON.stringify(json)),
    );
    expect(placeholders).toEqual([
      {
        network: 'main',
        node: 'code',
        kind: 'Lambda',
        reason: 'A Lambda holds code of the one who wrote it, which is never run.',
      },
    ]);
    expect(document.networks.main!.nodes.map(({ kind }) => kind)).toContain('keras.Lambda');
  });
});
