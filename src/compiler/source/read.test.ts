/** The reader, held against Keras itself: `tutorials/keras.json` is what Keras 3.15 says of the same sources. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Json } from '../../graph/document';
import { type ImportedNetworks, importKerasConfig } from '../importers/keras-config';
import { lower } from '../lower';
import { callOfValue } from '../program';
import { markText } from './marks';
import { readSource } from './read';
import type { Language } from './tree';

const folder = path.join(import.meta.dirname, 'testing/tutorials');
const tutorials = readdirSync(folder).filter((name) => name.endsWith('.py'));
const textOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const keras = JSON.parse(textOf('keras.json')) as Record<string, Json>; // written by Keras

/** Keras keeps the weights of penalties in single precision. */
const single = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.fround(value) : value;

/** What the networks compute, whatever their nodes are called. */
function computed({ networks }: Pick<ImportedNetworks, 'networks'>): unknown {
  const document: Document = { format: 'netloom', version: 1, name: '', networks };
  const { calls } = lower(document);
  const places = new Map(calls.map(({ id }, i) => [id, i]));
  const text = JSON.stringify(
    calls.map(({ kind, config, inputs, inputPorts, outputShape }) => ({
      kind,
      config,
      inputs: inputs.map((id) => [places.get(callOfValue(id)), id.split(':')[1]]),
      inputPorts,
      outputShape,
    })),
    single,
  );
  return JSON.parse(text);
}

const read = (text: string, language: Language = 'python') => readSource(text, language);
const kinds = (text: string, language: Language = 'python'): string[] =>
  read(text, language).networks?.imported.networks.main?.nodes.map(({ kind }) => kind) ?? [];
const marks = (text: string, language: Language = 'python'): string[] =>
  read(text, language).marks.map((mark) => `${mark.line} ${mark.severity}: ${markText(mark)}`);
const configOf = (layer: string, language: Language = 'python') => {
  const text =
    language === 'python'
      ? `import keras\nfrom keras import layers\nx = keras.Input((8, 8, 4))\ny = ${layer}(x)\nmodel = keras.Model(x, y)`
      : `const x = tf.input({ shape: [8, 8, 4] });\nconst model = tf.model({ inputs: x, outputs: ${layer}.apply(x) });`;
  const source = language === 'python' ? text : `import * as tf from '@tensorflow/tfjs';\n${text}`;
  return read(source, language).networks?.imported.networks.main?.nodes[1]?.config;
};

describe('readSource', () => {
  it.each(tutorials)('builds the network that Keras builds from %s', (name) => {
    const { networks, marks: found } = read(textOf(name));
    const expected = importKerasConfig(keras[name.replace('.py', '')]);
    expect(computed(networks!.imported)).toEqual(computed(expected));
    expect(found.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('marks what builds no network, and reads the rest', () => {
    expect(marks(textOf('mnist-convnet.py'))).toEqual(
      [9, 10, 25, 26, 27].map((line) => `${line} note: This builds no network; it is left alone.`),
    );
  });

  it('takes the defaults of the library that the source is written for', () => {
    expect(configOf('layers.Dense(3)')).toEqual({ units: 3 });
    expect(configOf('tf.layers.dense({ units: 3 })', 'typescript')).toEqual({
      units: 3,
      kernelInitializer: { id: 'glorotNormal' },
    });
    expect(configOf('layers.Cropping2D()')).toEqual({ cropping: [0, 0, 0, 0] });
    expect(configOf('tf.layers.softmax({})', 'typescript')).toEqual({ axis: 1 });
  });

  it('reads objects, strings and positions alike', () => {
    const expected = { id: 'l2', l2: 0.1 };
    for (const written of ['keras.regularizers.l2(0.1)', 'keras.regularizers.L2(l2=1e-1)']) {
      expect(configOf(`layers.Dense(3, "relu", kernel_regularizer=${written})`)).toEqual({
        units: 3,
        activation: 'relu',
        kernelRegularizer: expected,
      });
    }
    expect(
      configOf(
        "tf.layers.dense({ units: 3, activation: 'relu', kernelInitializer: 'glorotUniform', kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }) })",
        'typescript',
      ),
    ).toEqual({ units: 3, activation: 'relu', kernelRegularizer: expected });
  });

  it('reads a Sequential of TensorFlow.js whose first layer says what comes in', () => {
    const text = `import * as tf from '@tensorflow/tfjs';
      const model = tf.sequential();
      model.add(tf.layers.conv2d({ inputShape: [28, 28, 1], kernelSize: 5, filters: 8 })); // 24 × 24
      model.add(tf.layers.maxPooling2d({ poolSize: [2, 2] }));
      model.add(tf.layers.flatten());
      model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
      model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });`;
    expect(kinds(text, 'typescript')).toEqual([
      'Input',
      'Conv2D',
      'MaxPooling2D',
      'Flatten',
      'Dense',
      'Output',
    ]);
    expect(marks(text, 'typescript')).toEqual([
      '7 note: This builds no network; it is left alone.',
    ]);
  });

  const start = 'import keras\nfrom keras import layers\nx = keras.Input((4,))\n';
  const end = '\nmodel = keras.Model(x, y)';
  it.each([
    ['y = layers.Dense(3(x)', '4 error: “model” stands where “)” is expected.'],
    [
      'y = layer.Dense(3)(x)',
      '4 error: Nothing above is called layer. Check the spelling, or define it before.',
    ],
    [
      'y = layers.Dense(3)(4)',
      '4 error: Dense is called with something that is no tensor. Call it with the output of a layer.',
    ],
    [
      'y = layers.Dense(3, "relu", True, "zeros", "zeros", None)(x)',
      '4 error: Dense takes no argument in place 6 here. Give it by name.',
    ],
    [
      'y = layers.Dense(3, activation=layers.ReLU())(x)',
      '4 error: activation of Dense takes "relu" …; this is layer.',
    ],
    [
      'y = layers.Dense(*sizes)(x)',
      '4 error: Arguments with * are not read. Write them one by one.',
    ],
    ['a, y = [x]', '4 error: 2 names stand for 1 values.'],
    ['y = layers.Dense(3)(x) * layers', '4 error: “*” needs numbers, or one tensor and a number.'],
  ])('marks %s at its line', (line, expected) => {
    const found = read(start + line + end);
    expect(found.networks).toBeUndefined();
    expect(marks(start + line + end)[0]).toBe(expected);
  });

  it('keeps what stood before in the place of a line that cannot be read', () => {
    const line = (units: string): string =>
      `${start}y = layers.Dense(${units}, name="y")(x)\nz = layers.ReLU()(y)\nmodel = keras.Model(x, z)`;
    const { networks, marks: found } = readSource(line('3, activation=)'), 'python', line('5'));
    expect(networks?.imported.networks.main?.nodes.map(({ config }) => config.units)).toEqual([
      undefined,
      5,
      undefined,
      undefined,
    ]);
    expect(found.map(({ severity, line: at }) => [severity, at])).toEqual([
      ['error', 4],
      ['note', 4],
    ]);
  });

  it('takes nothing from the text before for a name in a loop, nor where it cannot be read either', () => {
    const loop = (layer: string): string =>
      `${start}for i in range(3):\n  x = layers.${layer}(x)\nmodel = keras.Model(x, x)`;
    const { networks, marks: found } = readSource(loop('Dense(3('), 'python', loop('Dense(3)'));
    expect(networks).toBeUndefined();
    expect(found.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '5 expected-sign',
      '6 no-outputs',
    ]);
    const late = readSource(
      `${start}y = layers.Dense(3(x)${end}`,
      'python',
      `${start}\n\n\nn = 3\ny = layers.Dense(n)(x)${end}`,
    );
    expect(late.marks.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '4 expected-sign',
      '5 no-outputs',
    ]);
  });

  it('loses no statement that stands before a broken one on its line', () => {
    const found = read(`${start}y = layers.Dense(3)(x); z = )${end}`);
    expect(found.networks?.imported.networks.main?.nodes[1]?.config).toEqual({ units: 3 });
  });

  it('keeps unknown layers as placeholders and says which arguments are lost', () => {
    const text = `${start}h = layers.Mystery(7)(x)\ny = layers.Dense(3, sparkle=2, name="d")(h)${end}`;
    expect(kinds(text)).toEqual(['Input', 'keras.Mystery', 'Dense', 'Output']);
    expect(marks(text)).toEqual([
      '4 warning: Mystery becomes a placeholder: Mystery is no kind of this version.',
      '5 warning: sparkle of d has no counterpart here and is left out.',
    ]);
  });

  it('ends and throws nothing, whatever the text', () => {
    const pieces = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...textOf('residual.py').split(/(\b|\n)/)) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('(', ')', '[', '{', '}', '"', "'", '\n  ', ':', '`'),
        },
        { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
      ),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom('python', 'typescript'), (parts, language) => {
        const { marks: found } = readSource(parts.join(''), language);
        const lines = parts.join('').split('\n').length;
        for (const { line } of found) expect(line).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  it('ends at brackets without end and at loops that would build for ever', () => {
    expect(marks(`x = ${'('.repeat(5000)}`)[0]).toContain('more than 100 times');
    expect(marks(`y = ${'-'.repeat(5000)}1`)[0]).toContain('more than 100 times');
    const loops = `${start}for a in range(9999):\n  for b in range(9999):\n    x = layers.ReLU()(x)\n`;
    expect(marks(loops).some((mark) => mark.includes('Build fewer'))).toBe(true);
    const forever = `${start}def f(n):\n  return f(n)\ny = f(1)${end}`;
    expect(marks(forever)[0]).toContain('more than 30 times');
  });
});
