import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../check';
import { lower } from '../lower';
import { tfjsModel } from '../tfjs-config';
import { importKerasConfig } from './keras-config';
import { documentOf } from './testing';
import { importTfjs, weightValues } from './tfjs';

const folder = new URL('../../../templates/weights/', import.meta.url);

function read(id: string) {
  const json: unknown = JSON.parse(readFileSync(new URL(`${id}/model.json`, folder), 'utf8'));
  return importTfjs(json, new Uint8Array(readFileSync(new URL(`${id}/weights.bin`, folder))));
}

describe('layers models of TensorFlow.js', () => {
  // Parameters as the sources state them, moving statistics included.
  it.each([
    ['mobilenet-v2-coco', 2_257_984, [3, 3, 1280]],
    ['inception-v3-imagenet-5d', 989_344, [9, 9, 288]],
    ['inception-v3-imagenet-6e', 8_956_448, [4, 4, 768]],
  ])('%s has its parameters and its output', (id, parameters, output) => {
    const imported = read(id);
    expect(imported.notes).toEqual([]);
    expect(imported.placeholders).toEqual([]);
    const program = lower(documentOf(imported.networks, [96, 96, 3]));
    const sizes = program.calls.flatMap((call) =>
      call.weights.map(({ name, shape }) => {
        const found = imported.weights.get(`${call.id}.${name}`);
        expect(found?.shape, `${call.id}.${name}`).toEqual(shape);
        return shape.reduce((a, b) => a * b, 1);
      }),
    );
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(parameters);
    expect(program.calls.at(-1)!.outputShape).toEqual(output);
    expect(imported.weights.size).toBe(sizes.length);
  });

  it('restores quantised values', () => {
    const bytes = Uint8Array.of(0, 128, 255);
    const quantization = { dtype: 'uint8', min: -1, scale: 2 / 255 } as const;
    const values = weightValues({ shape: [3], dtype: 'float32', quantization, bytes });
    expect([...values].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([-1, 0.0039, 1]);
  });

  it('refuses weight files that end early, and what is no model', () => {
    const json: unknown = JSON.parse(
      readFileSync(new URL('mobilenet-v2-coco/model.json', folder), 'utf8'),
    );
    expect(() => importTfjs(json, new Uint8Array(1000))).toThrow('end at 1000 bytes');
    expect(() => importTfjs({ modelTopology: [] }, new Uint8Array())).toThrow('describes no model');
    expect(() => importTfjs(7, new Uint8Array())).toThrow('describes no model');
  });
});

describe('configs of Keras', () => {
  it('comes back from what is written for TensorFlow.js and Keras', () => {
    const { networks } = read('mobilenet-v2-coco');
    const document = documentOf(networks, [96, 96, 3]);
    const program = lower(document);
    const again = importKerasConfig(tfjsModel(program), { statesFrom: 'top' });
    const second = lower(documentOf(again.networks, [96, 96, 3]));
    expect(second.calls.map(({ kind, config }) => ({ kind, config }))).toEqual(
      program.calls.map(({ kind, config }) => ({ kind, config })),
    );
  });

  it('reads a Sequential of Keras 3, with the Input that it leaves out', () => {
    const { networks, notes } = importKerasConfig({
      module: 'keras',
      class_name: 'Sequential',
      config: {
        name: 'sequential',
        layers: [
          { class_name: 'InputLayer', config: { batch_shape: [null, 4], name: 'in' } },
          {
            class_name: 'Dense',
            config: {
              name: 'hidden',
              units: 8,
              activation: 'silu',
              kernel_initializer: { class_name: 'HeNormal', config: { seed: null } },
              kernel_regularizer: { class_name: 'L2', config: { l2: 0.5 } },
            },
          },
          { class_name: 'Dense', config: { name: 'dense/2', units: 3, activation: 'softmax' } },
        ],
      },
    });
    expect(notes).toEqual([]);
    expect(networks.main!.nodes.map(({ id, config }) => [id, config])).toEqual([
      ['in', { shape: [4] }],
      [
        'hidden',
        {
          units: 8,
          activation: 'swish',
          kernelInitializer: { id: 'heNormal' },
          kernelRegularizer: { id: 'l2', l2: 0.5 },
        },
      ],
      ['dense_2', { units: 3, activation: 'softmax' }],
      ['output', { loss: 'categoricalCrossentropy' }],
    ]);
  });

  it('reads calls and nested models as Keras 3 writes them, and names what it does not know', () => {
    const tensor = (name: string) => ({
      class_name: '__keras_tensor__',
      config: { shape: [null, 4], dtype: 'float32', keras_history: [name, 0, 0] },
    });
    const layer = (class_name: string, name: string, config: object, ...from: string[]) => ({
      class_name,
      name,
      config: { name, ...config },
      inbound_nodes: from.length > 0 ? [{ args: [from.map(tensor)], kwargs: {} }] : [],
    });
    const inner = {
      layers: [
        layer('InputLayer', 'x', { batch_shape: [null, 4] }),
        layer('Foam', 'f', { size: 2 }, 'x'),
      ],
      input_layers: [['x', 0, 0]],
      output_layers: [['f', 0, 0]],
    };
    const found = importKerasConfig({
      class_name: 'Functional',
      config: {
        layers: [
          layer('InputLayer', 'a', { batch_shape: [null, 4] }),
          layer('InputLayer', 'b', { batch_shape: [null, 4] }),
          layer('Functional', 'body', inner, 'a'),
          layer('Add', 'sum', {}, 'body', 'b'),
        ],
        output_layers: [['sum', 0, 0]],
      },
    });
    expect(Object.keys(found.networks).sort()).toEqual(['body', 'main']);
    expect(found.networks.main!.edges.map(({ source, target }) => `${source}>${target}`)).toEqual([
      'a>body',
      'sum>output',
      'body>sum',
      'b>sum',
    ]);
    expect(found.placeholders).toMatchObject([{ network: 'body', node: 'f', kind: 'Foam' }]);
    expect(found.layers.find(({ path }) => path === 'body/f')?.call).toBe('body.0.f');
    const problems = check(documentOf(found.networks), {
      datasets: new Map(),
      procedures: new Map(),
    });
    expect(problems.problems.map(({ code }) => code)).toContain('unknown-kind');
  });
});
