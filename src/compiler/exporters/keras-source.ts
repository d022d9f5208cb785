/** Keras as Python source: the functional API with every argument written out, and weights beside it. */
import type { Config, Json } from '../../graph/document';
import { type Call, callOfValue, type Program } from '../program';
import { defineExporter, type ExportInput } from './exporter';
import type { ExportFile } from './files';
import { supportFile } from './keras';
import {
  callArguments,
  type KerasLayer,
  kerasGaps,
  kerasLayers,
  supportNames,
} from './keras-config';
import { SUPPORT_MODULE } from './keras-support';
import { kerasTraining } from './keras-training';
import { kerasWeights } from './keras-weights';
import { createNames, python } from './python-names';
import { fromBottom } from './state-order';

export const kerasSource = defineExporter({
  id: 'keras-source',
  label: 'Keras source',
  doc: 'Python that builds, loads and trains the network with the functional API of Keras.',
  runtime: 'keras',
  writesTraining: true,
  gaps: kerasGaps,
  files: (input) =>
    new Map<string, ExportFile>([
      ['model.py', kerasModule(input)],
      ['model.weights.h5', { kind: 'hdf5', root: kerasWeights(input) }],
      ...supportFile(input),
    ]),
});

/** An object in Keras' own form as the call that makes it. */
function expression(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`;
  if (value === null || typeof value !== 'object') return python(value);
  const { module, class_name: name, config } = value as Config; // Keras' own form of an object
  if (name === 'DTypePolicy') return '"float32"';
  if (name === 'function') return `${SUPPORT_MODULE}.${String(config)}`;
  return `${String(module)}.${String(name)}(${argumentList(config as Config)})`;
}

const argumentList = (config: Config): string =>
  Object.entries(config)
    .map(([key, value]) => `${key}=${expression(value)}`)
    .join(', ');

/** What a layer is given at its call. */
function givenText(call: Call, at: (id: string) => string): string {
  const { args, kwargs } = callArguments(call, at);
  const text = (value: string | readonly string[] | boolean): string => {
    if (typeof value === 'boolean') return python(value);
    return typeof value === 'string' ? value : `[${value.join(', ')}]`;
  };
  const named = Object.entries(kwargs).map(([key, value]) => `${key}=${text(value)}`);
  return [...args.map(text), ...named].join(', ');
}

/** One line a call; a layer that is called several times is made once. */
export function kerasLines(program: Program): {
  lines: string[];
  inputs: string[];
  outputs: string[];
} {
  const names = createNames(['keras', SUPPORT_MODULE]);
  const values = new Map<string, string>();
  const layers = new Map<string, KerasLayer>();
  for (const layer of kerasLayers(program))
    for (const call of layer.calls) layers.set(call.id, layer);
  const made = new Map<KerasLayer, string>();
  const lines: string[] = [];
  const at = (id: string): string => values.get(id)!;
  for (const call of program.calls) {
    const layer = layers.get(call.id);
    if (!layer) {
      values.set(call.id, at(call.inputs[0]!));
      continue;
    }
    const name = names(call.id);
    values.set(call.id, name);
    const ports = Object.keys(call.moreOutputs ?? {});
    ports.forEach((port) => void values.set(`${call.id}:${port}`, names(`${call.id}_${port}`)));
    if (layer.className === 'InputLayer') {
      const { batch_shape, dtype, name: label } = layer.config;
      lines.push(
        `${name} = keras.Input(${argumentList({ batch_shape: batch_shape!, dtype: dtype!, name: label! })})`,
      );
      continue;
    }
    let maker = made.get(layer);
    if (maker === undefined) {
      const prefix = layer.isOwn ? SUPPORT_MODULE : 'keras.layers';
      maker = `${prefix}.${layer.className}(${argumentList(layer.config)})`;
      if (layer.calls.length > 1) {
        const variable = names(`${layer.name}_layer`);
        lines.push(`${variable} = ${maker}`);
        maker = variable;
      }
      made.set(layer, maker);
    }
    const isStack = call.kind === 'RNN';
    const further = isStack ? fromBottom(call.config, ports) : ports;
    const results = [name, ...further.map((port) => values.get(`${call.id}:${port}`)!)];
    // States of stacked cells come as lists in a list.
    const applied = `${maker}(${givenText(call, at)})`;
    // States of a recurrent layer come out even where nobody reads them.
    lines.push(
      `${results.join(', ')} = ${isStack && ports.length > 0 ? `keras.tree.flatten(${applied})` : applied}`,
    );
  }
  const pick = (ids: readonly string[]): string[] =>
    ids.map((id) => values.get(id) ?? at(callOfValue(id)));
  return { lines, inputs: pick(program.inputs), outputs: pick(program.outputs) };
}

/** `model.py`: `build()` makes the network, `load()` gives it its weights, `train()` goes on from there. */
export function kerasModule(input: ExportInput): string {
  const { document, program } = input;
  const { lines, inputs, outputs } = kerasLines(program);
  const support = supportNames(program).length > 0 ? `\nimport ${SUPPORT_MODULE}\n` : '';
  const training = kerasTraining(input);
  return `"""${document.name.replaceAll('"', "'")}, exported by Netloom: Keras 3, functional API, every argument written out."""
import os

import keras
${training ? 'import numpy as np\n' : ''}${support}
HERE = os.path.dirname(os.path.abspath(globals().get("__file__", "model.py")))


def build():
${lines.map((line) => `    ${line}\n`).join('')}    return keras.Model(inputs=[${inputs.join(', ')}], outputs=[${outputs.join(', ')}], name=${python(program.network)})


def load(path=os.path.join(HERE, "model.weights.h5")):
    model = build()
    model.load_weights(path)
    return model
${training ? `\n\n${training}` : ''}

if __name__ == "__main__":
    ${training ? 'train(load())' : 'load().summary()'}
`;
}
