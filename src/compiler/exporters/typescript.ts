/** TypeScript that builds and trains the same network with TensorFlow.js. */
import type { Config, Json } from '../../graph/document';
import { callOfValue, type Program } from '../program';
import { tfjsLayer } from '../tfjs-config';
import { optimizers } from '../training/optimizers';
import { defineExporter, type ExportInput } from './exporter';
import type { ExportFile } from './files';
import { createNames } from './python-names';
import { chosen, lossesOf } from './training-values';

export const typescript = defineExporter({
  id: 'typescript',
  label: 'TypeScript',
  doc: 'Source that builds and trains the same network with TensorFlow.js.',
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
  if (Array.isArray(value)) return JSON.stringify(value);
  if (value === null || typeof value !== 'object') {
    const isName = key === 'name' || value === 'gelu_new';
    return JSON.stringify(typeof value === 'string' && !isName ? camel(value) : value);
  }
  const { class_name, config } = value as Config; // a choice, as `tfjsLayer` writes it
  const name = String(class_name);
  const module = key.endsWith('regularizer')
    ? 'regularizers'
    : key.endsWith('constraint')
      ? 'constraints'
      : 'initializers';
  const maker = name === 'L1L2' ? 'l1l2' : name[0]!.toLowerCase() + name.slice(1);
  return `tf.${module}.${maker}(${literal(config as Config)})`;
}

function literal(config: Config): string {
  const pairs = Object.entries(config).flatMap(([key, value]) =>
    value === null ? [] : [`${camel(key)}: ${argument(key, value)}`],
  );
  return `{ ${pairs.join(', ')} }`;
}

const lowered = (name: string): string =>
  /^[A-Z]+$/.test(name) ? name.toLowerCase() : name[0]!.toLowerCase() + name.slice(1);

/** Function names of `tf.layers` that are not the class name with a small letter. */
const makers: Readonly<Record<string, string>> = {
  ReLU: 'reLU',
  PReLU: 'prelu',
  ELU: 'elu',
  GRU: 'gru',
  LSTM: 'lstm',
  SimpleRNN: 'simpleRNN',
};

const stock =
  /^(Dense|Conv[123]D|Conv2DTranspose|DepthwiseConv2D|SeparableConv2D|(Max|Average)Pooling[123]D|Global(Max|Average)Pooling[12]D|BatchNormalization|LayerNormalization|Dropout|GaussianNoise|GaussianDropout|AlphaDropout|Activation|Softmax|LeakyReLU|ReLU|PReLU|ELU|Flatten|Reshape|Permute|RepeatVector|Embedding|Add|Multiply|Average|Maximum|Minimum|Concatenate|Dot|LSTM|GRU|SimpleRNN|UpSampling2D|ZeroPadding2D|Cropping2D|Masking)$/;

function buildLines(program: Program): string[] {
  const names = createNames(['tf', 'layer', 'build', 'train']);
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
      const shape = JSON.stringify(call.outputShape);
      lines.push(
        `const ${name} = tf.input({ shape: ${shape}, name: ${JSON.stringify(call.id)} });`,
      );
      continue;
    }
    const owner = call.sharesWith ?? call.id;
    let maker = makersOf.get(owner);
    if (maker === undefined) {
      const config = literal(json.config);
      const own = !stock.test(json.class_name);
      const made = own
        ? `layer(${JSON.stringify(json.class_name)}, ${config})`
        : `tf.layers.${makers[json.class_name] ?? lowered(json.class_name)}(${config})`;
      maker = names(`${owner}_layer`);
      lines.push(`const ${maker} = ${made};`);
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

function trainLines({ document, program }: ExportInput): string[] {
  const { training } = document;
  const terms = lossesOf(program);
  const isPlain = training?.phases.every(({ procedure }) => procedure === 'gradient');
  if (!training || !isPlain || terms.length !== program.outputs.length) return [];
  return training.phases.flatMap((phase) => {
    const { id, values } = chosen(optimizers, phase.config.optimizer, 'adam');
    const maker = optimizerMakers[id] ?? optimizerMakers.adam!;
    const note = optimizerMakers[id] ? [] : [`// TensorFlow.js has no ${id}; adam comes nearest.`];
    const losses = terms.map(lossText).join(', ');
    return [
      ...note,
      `model.compile({ optimizer: ${maker(values)}, loss: [${losses}] });`,
      `await model.fit(inputs, targets, { batchSize: ${training.batchSize}, epochs: ${phase.epochs}, shuffle: true });`,
    ];
  });
}

function source(input: ExportInput): string {
  const indent = (lines: readonly string[]): string => lines.map((line) => `  ${line}\n`).join('');
  const build = buildLines(input.program);
  const train = trainLines(input);
  const usesOwn = build.some((line) => line.includes('= layer('));
  const own = usesOwn
    ? `import './netloom-layers.js';

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
${own}
export function build(): tf.LayersModel {
${indent(build)}}
${training}`;
}
