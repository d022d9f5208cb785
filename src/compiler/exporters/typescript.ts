/** TypeScript that builds and trains the same network with TensorFlow.js. */
import type { Config, Json, Phase } from '../../graph/document';
import { callOfValue, type Program } from '../program';
import { tfjsLayer } from '../tfjs-config';
import { optimizers } from '../training/optimizers';
import { schedules } from '../training/schedules';
import { defineExporter, type ExportInput } from './exporter';
import type { ExportFile } from './files';
import { createNames } from './python-names';
import { chosen, factorText, isBalanced, isPlainPhase, lossesOf, movesIn } from './training-values';

export const typescript = defineExporter({
  id: 'typescript',
  label: 'TypeScript',
  doc: 'Source that builds and trains the same network with TensorFlow.js. What `fit` cannot do of the training stands there as a comment.',
  writesTraining: true,
  gaps: () => [],
  files: (input) =>
    new Map<string, ExportFile>([
      ['model.ts', source(input)],
      ...(input.ownLayers ? [['netloom-layers.js', input.ownLayers] as const] : []),
    ]),
});

const camel = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, a: string) => a.toUpperCase());

/** TensorFlow.js' own objects as the calls that make them: `tf.initializers.glorotUniform({})`. */
function argument(key: string, value: Json): string {
  if (Array.isArray(value)) {
    return key === 'cells'
      ? `[${value.map((cell) => argument('cell', cell)).join(', ')}]`
      : JSON.stringify(value);
  }
  if (value === null || typeof value !== 'object') {
    const isName = key === 'name' || value === 'gelu_new';
    return JSON.stringify(typeof value === 'string' && !isName ? camel(value) : value);
  }
  const { class_name, config } = value as Config; // a choice, as `tfjsLayer` writes it
  const name = String(class_name);
  if (key === 'layer' || key === 'cell') return made(name, config as Config);
  const module = key.endsWith('regularizer')
    ? 'regularizers'
    : key.endsWith('constraint')
      ? 'constraints'
      : 'initializers';
  const maker = name === 'L1L2' ? 'l1l2' : name[0]!.toLowerCase() + name.slice(1);
  return `tf.${module}.${maker}(${literal(config as Config)})`;
}

function literal(config: Config, write = argument): string {
  const pairs = Object.entries(config).flatMap(([key, value]) =>
    // Only there nothing is a choice of its own.
    value === null && key !== 'merge_mode' ? [] : [`${camel(key)}: ${write(key, value)}`],
  );
  return `{ ${pairs.join(', ')} }`;
}

/** A class of the module beside the source keeps what it is given, so an object stays what JSON would say. */
function plain(key: string, value: Json): string {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? literal(value as Config, plain) // neither null nor a list
    : argument(key === 'class_name' ? 'name' : key, value);
}

/** Functions of `tf.layers` by class. Others, and those that the module beside the source replaces, are made by name. */
const makers: Readonly<Record<string, string>> = {
  Activation: 'activation',
  Add: 'add',
  Average: 'average',
  BatchNormalization: 'batchNormalization',
  Bidirectional: 'bidirectional',
  Conv2D: 'conv2d',
  Conv2DTranspose: 'conv2dTranspose',
  Dense: 'dense',
  Dropout: 'dropout',
  Embedding: 'embedding',
  Flatten: 'flatten',
  GaussianNoise: 'gaussianNoise',
  LSTM: 'lstm',
  LSTMCell: 'lstmCell',
  LayerNormalization: 'layerNormalization',
  LeakyReLU: 'leakyReLU',
  MaxPooling1D: 'maxPooling1d',
  MaxPooling2D: 'maxPooling2d',
  Multiply: 'multiply',
  PReLU: 'prelu',
  Permute: 'permute',
  RNN: 'rnn',
  RepeatVector: 'repeatVector',
  Reshape: 'reshape',
  SimpleRNN: 'simpleRNN',
  SimpleRNNCell: 'simpleRNNCell',
  Softmax: 'softmax',
  StackedRNNCells: 'stackedRNNCells',
  TimeDistributed: 'timeDistributed',
  ZeroPadding2D: 'zeroPadding2d',
};

/** Words of TypeScript that no value can be called, besides those of Python. */
const keywords =
  `arguments case catch const debugger default delete do enum eval export extends false function
  implements instanceof interface let new null package private protected public static super switch this throw true
  typeof undefined var void`.split(/\s+/);

/** The call that makes a layer or a cell. */
function made(className: string, config: Config): string {
  const maker = Object.hasOwn(makers, className) ? makers[className] : undefined;
  return maker === undefined
    ? `layer(${JSON.stringify(className)}, ${literal(config, plain)})`
    : `tf.layers.${maker}(${literal(config)})`;
}

export function typescriptLines(program: Program): string[] {
  const names = createNames(['tf', 'layer', 'build', 'train', ...keywords]);
  const values = new Map<string, string>();
  const makersOf = new Map<string, string>();
  const lines: string[] = [];
  for (const call of program.calls) {
    const json = tfjsLayer(call);
    if (!json) {
      values.set(call.id, values.get(call.inputs[0]!)!);
      continue;
    }
    const name = names(call.id);
    values.set(call.id, name);
    if (call.kind === 'Input') {
      const [shape, dtype, id] = [call.outputShape, json.config.dtype, call.id].map((value) =>
        JSON.stringify(value),
      );
      lines.push(`const ${name} = tf.input({ shape: ${shape}, dtype: ${dtype}, name: ${id} });`);
      continue;
    }
    const owner = call.sharesWith ?? call.id;
    let maker = makersOf.get(owner);
    if (maker === undefined) {
      maker = names(`${owner}_layer`);
      lines.push(`const ${maker} = ${made(json.class_name, json.config)};`);
      makersOf.set(owner, maker);
    }
    const inputs = call.inputs.map((id) => values.get(id) ?? values.get(callOfValue(id))!);
    const given = inputs.length === 1 ? inputs[0]! : `[${inputs.join(', ')}]`;
    const ports = Object.keys(call.moreOutputs ?? {});
    if (ports.length === 0)
      lines.push(`const ${name} = ${maker}.apply(${given}) as tf.SymbolicTensor;`);
    else {
      const more = ports.map((port) => names(`${call.id}_${port}`));
      ports.forEach((port, i) => void values.set(`${call.id}:${port}`, more[i]!));
      lines.push(
        `const [${[name, ...more].join(', ')}] = ${maker}.apply(${given}) as tf.SymbolicTensor[];`,
      );
    }
  }
  const pick = (ids: readonly string[]): string => ids.map((id) => values.get(id)!).join(', ');
  lines.push(
    `return tf.model({ inputs: [${pick(program.inputs)}], outputs: [${pick(program.outputs)}], name: ${JSON.stringify(program.network)} });`,
  );
  return lines;
}

const optimizerMakers: Readonly<Record<string, (v: Config) => string>> = {
  sgd: (v) => `tf.train.sgd(${String(v.learningRate)})`,
  momentum: (v) => `tf.train.momentum(${String(v.learningRate)}, ${String(v.momentum)})`,
  nesterov: (v) => `tf.train.momentum(${String(v.learningRate)}, ${String(v.momentum)}, true)`,
  adam: (v) =>
    `tf.train.adam(${String(v.learningRate)}, ${String(v.beta1)}, ${String(v.beta2)}, ${String(v.epsilon)})`,
  rmsprop: (v) =>
    `tf.train.rmsprop(${String(v.learningRate)}, ${String(v.decay)}, ${String(v.momentum)}, ${String(v.epsilon)}, ${String(v.centered)})`,
  adagrad: (v) =>
    `tf.train.adagrad(${String(v.learningRate)}, ${String(v.initialAccumulatorValue)})`,
  adadelta: (v) =>
    `tf.train.adadelta(${String(v.learningRate)}, ${String(v.rho)}, ${String(v.epsilon)})`,
  adamax: (v) =>
    `tf.train.adamax(${String(v.learningRate)}, ${String(v.beta1)}, ${String(v.beta2)}, ${String(v.epsilon)}, ${String(v.decay)})`,
};

/** Losses by name, but for the one that layers models know as an operation alone. */
const lossText = ({ id, delta }: { readonly id: string; readonly delta: number }): string =>
  id === 'huber'
    ? `(target, output) => tf.losses.huberLoss(target, output, undefined, ${delta})`
    : JSON.stringify(id);

/** The factors of classes, an object an output; `undefined` where `fit` cannot weigh one: no classes, or sequences. */
function classWeightText({ program, classWeights = {} }: ExportInput): string | undefined {
  const objects = program.outputs.flatMap((id) => {
    const factors = classWeights[id];
    const call = program.calls.find((each) => each.id === id);
    return factors && call?.outputShape.length === 1 ? [`{ ...${factorText(factors)} }`] : [];
  });
  return objects.length === program.outputs.length ? `[${objects.join(', ')}]` : undefined;
}

/** What `fit` of TensorFlow.js does otherwise than the document asks for. */
function differences(phase: Phase, terms: ReturnType<typeof lossesOf>): string[] {
  const { id } = chosen(optimizers, phase.config.optimizer, 'adam');
  const schedule = chosen(schedules, phase.config.schedule, 'constant');
  const changes = schedule.id !== 'constant' || Number(schedule.values.warmUp) > 0;
  return [
    ...(optimizerMakers[id] ? [] : [`TensorFlow.js has no ${id}; adam comes nearest.`]),
    ...(changes ? [`The learning rate stays as it is; the document has a schedule.`] : []),
    ...(phase.config.clipping == null
      ? []
      : ['Gradients stay as they are; the document clips them.']),
    ...(terms.some(({ smoothing }) => smoothing > 0)
      ? ['Targets stay as they are; the document smooths them.']
      : []),
    ...(terms.some(({ weight }) => weight !== 1)
      ? [
          `Losses count alike; in the document ${terms.map((t) => `${t.output} counts ${t.weight}`).join(', ')}.`,
        ]
      : []),
    ...(terms.some(({ id: loss }) => loss === 'hinge') ? ['Targets of hinge are -1 and 1.'] : []),
  ];
}

function trainLines(input: ExportInput): string[] {
  const { document, program } = input;
  const { training } = document;
  const terms = lossesOf(program);
  const isPlain = training?.phases.every((phase) => isPlainPhase(phase, input));
  if (!training || !isPlain || terms.length !== program.outputs.length) return [];
  return training.phases.flatMap((phase) => {
    const { id, values } = chosen(optimizers, phase.config.optimizer, 'adam');
    const maker = optimizerMakers[id] ?? optimizerMakers.adam!;
    const losses = terms.map(lossText).join(', ');
    const moves = Object.entries(movesIn(phase, training.phases, program));
    const factors = isBalanced(phase) ? classWeightText(input) : undefined;
    const weights = factors ? `, classWeight: ${factors}` : '';
    return [
      ...(isBalanced(phase) && !factors
        ? ['// Classes count as they come; the document balances them.']
        : []),
      ...differences(phase, terms).map((text) => `// ${text}`),
      ...moves.map(
        ([name, value]) => `model.getLayer(${JSON.stringify(name)}).trainable = ${value};`,
      ),
      `model.compile({ optimizer: ${maker(values)}, loss: [${losses}] });`,
      `await model.fit(inputs, targets, { batchSize: ${training.batchSize}, epochs: ${phase.epochs}, shuffle: true${weights} });`,
    ];
  });
}

function source(input: ExportInput): string {
  const indent = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');
  const build = typescriptLines(input.program);
  const train = trainLines(input);
  const usesOwn = build.some((line) => /\blayer\("/.test(line));
  const imported = usesOwn || input.ownLayers ? `import './netloom-layers.js';\n` : '';
  const own = usesOwn
    ? `
/** A layer that TensorFlow.js lacks; the module above registers its class. */
function layer(className: string, config: Record<string, unknown>): tf.layers.Layer {
  const [make] = tf.serialization.SerializationMap.getMap().classNameMap[className]!;
  return new make(config as tf.serialization.ConfigDict) as unknown as tf.layers.Layer;
}
`
    : '';
  const training = train.length
    ? `
/** Inputs and targets are prepared samples, the batch first and channels last. */
export async function train(model: tf.LayersModel, inputs: tf.Tensor[], targets: tf.Tensor[]): Promise<void> {
${indent(train)}}
`
    : '';
  return `/** ${input.document.name}, exported by Netloom. */
import * as tf from '@tensorflow/tfjs';
${imported}${own}
export function build(): tf.LayersModel {
${indent(build)}}
${training}`;
}
