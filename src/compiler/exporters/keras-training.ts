/** Training in Keras: `compile` and `fit` for every phase. */
import type { Config, Phase, Training } from '../../graph/document';
import type { Program } from '../program';
import { clippings } from '../training/clipping';
import { optimizers } from '../training/optimizers';
import { schedules } from '../training/schedules';
import type { ExportInput } from './exporter';
import { python } from './python-names';
import { chosen, factorText, isBalanced, isPlainPhase, lossesOf, movesIn } from './training-values';

type Write = (values: Config) => string;

const n = (values: Config, name: string): number => Number(values[name]);
const rate = (v: Config): string => `learning_rate=${n(v, 'learningRate')}`;
const adam = (v: Config): string =>
  `${rate(v)}, beta_1=${n(v, 'beta1')}, beta_2=${n(v, 'beta2')}, epsilon=${n(v, 'epsilon')}`;

const makers: Readonly<Record<string, Write>> = {
  sgd: (v) => `SGD(${rate(v)}`,
  momentum: (v) => `SGD(${rate(v)}, momentum=${n(v, 'momentum')}`,
  nesterov: (v) => `SGD(${rate(v)}, momentum=${n(v, 'momentum')}, nesterov=True`,
  adam: (v) => `Adam(${adam(v)}`,
  adamw: (v) => `AdamW(${adam(v)}, weight_decay=${n(v, 'weightDecay')}`,
  rmsprop: (v) =>
    `RMSprop(${rate(v)}, rho=${n(v, 'decay')}, momentum=${n(v, 'momentum')}, epsilon=${n(v, 'epsilon')}, centered=${python(v.centered ?? false)}`,
  adagrad: (v) =>
    `Adagrad(${rate(v)}, initial_accumulator_value=${n(v, 'initialAccumulatorValue')}, epsilon=${n(v, 'epsilon')}`,
  adadelta: (v) => `Adadelta(${rate(v)}, rho=${n(v, 'rho')}, epsilon=${n(v, 'epsilon')}`,
  adamax: (v) => `Adamax(${adam(v)}`,
};

const clips: Readonly<Record<string, (limit: number) => string>> = {
  value: (limit) => `, clipvalue=${limit}`,
  norm: (limit) => `, clipnorm=${limit}`,
  globalNorm: (limit) => `, global_clipnorm=${limit}`,
};

const lossClasses: Readonly<Record<string, (smoothing: number, delta: number) => string>> = {
  categoricalCrossentropy: (smoothing) =>
    `CategoricalCrossentropy(from_logits=False, label_smoothing=${smoothing})`,
  sparseCategoricalCrossentropy: () => 'SparseCategoricalCrossentropy(from_logits=False)',
  binaryCrossentropy: (smoothing) =>
    `BinaryCrossentropy(from_logits=False, label_smoothing=${smoothing})`,
  meanSquaredError: () => 'MeanSquaredError()',
  meanAbsoluteError: () => 'MeanAbsoluteError()',
  huber: (_, delta) => `Huber(delta=${delta})`,
  hinge: () => 'Hinge()',
  kullbackLeiblerDivergence: () => 'KLDivergence()',
};

/** What the rate is multiplied by, at the start of every epoch. */
function schedule(phase: Phase): string | undefined {
  const { id, values } = chosen(schedules, phase.config.schedule, 'constant');
  const texts: Readonly<Record<string, string>> = {
    constant: '1.0',
    step: `${n(values, 'factor')} ** (epoch // ${n(values, 'every')})`,
    exponential: `${n(values, 'rate')} ** epoch`,
    cosine: `${n(values, 'final')} + (1 - ${n(values, 'final')}) * (1 + math.cos(math.pi * epoch / ${phase.epochs})) / 2`,
  };
  const warmUp = n(values, 'warmUp');
  if (id === 'constant' && warmUp === 0) return undefined;
  return warmUp > 0 ? `min(1.0, (epoch + 1) / ${warmUp}) * (${texts[id]})` : texts[id];
}

function phaseLines(phase: Phase, { phases, batchSize }: Training, program: Program): string[] {
  const optimizer = chosen(optimizers, phase.config.optimizer, 'adam');
  const clipping = phase.config.clipping;
  const clip = clipping == null ? undefined : chosen(clippings, clipping, 'value');
  const limit = clip ? clips[clip.id]!(n(clip.values, 'limit')) : '';
  const factor = schedule(phase);
  const moves = movesIn(phase, phases, program);
  const start = n(optimizer.values, 'learningRate');
  const callbacks = factor
    ? `[keras.callbacks.LearningRateScheduler(lambda epoch: ${start} * (${factor}))]`
    : '[]';
  const weights = isBalanced(phase) ? ', sample_weight=sample_weights(targets)' : '';
  return [
    ...(Object.keys(moves).length > 0
      ? [
          `for name, moves in ${python(moves)}.items():`,
          '    model.get_layer(name).trainable = moves',
        ]
      : []),
    `optimizer = keras.optimizers.${makers[optimizer.id]!(optimizer.values)}${limit})`,
    'model.compile(optimizer=optimizer, loss=LOSSES, loss_weights=WEIGHTS)',
    `model.fit(inputs, targets, batch_size=${batchSize}, epochs=${phase.epochs}, shuffle=True, callbacks=${callbacks}${weights})`,
  ];
}

/** The class of every sample and position, from the targets of a loss. */
const classes: Readonly<Record<string, string>> = {
  categoricalCrossentropy: 'TARGET.argmax(-1)',
  sparseCategoricalCrossentropy: 'np.rint(TARGET).astype(int)',
  binaryCrossentropy: '(TARGET > 0.5).astype(int)',
};

/** A function that gives every sample the factor of its class; Keras' own `class_weight` takes one output only. */
function sampleWeights({ document, program, classWeights = {} }: ExportInput): string {
  if (!document.training?.phases.some(isBalanced)) return '';
  const lines = lossesOf(program).map(({ output, id }, i) => {
    const factors = classWeights[output];
    const target = `targets[${i}]`;
    if (!factors) return `np.ones(len(${target}))`;
    return `np.array(${factorText(factors)})[${classes[id]!.replace('TARGET', target)}]`;
  });
  return `def sample_weights(targets):
    """Classes count alike together: n / (k * n of the class), of the samples that the document trains on."""
    return [${lines.join(', ')}]


`;
}

/** `train(model)`, or `undefined` where the document trains in a way that `fit` does not. */
export function kerasTraining(input: ExportInput): string | undefined {
  const { document, program } = input;
  const { training } = document;
  const terms = lossesOf(program);
  const isPlain = training?.phases.every((phase) => isPlainPhase(phase, input));
  if (!training || !isPlain || terms.length !== program.outputs.length) return undefined;
  if (terms.some(({ id }) => !Object.hasOwn(lossClasses, id))) return undefined;
  const losses = terms.map(
    ({ id, smoothing, delta }) => `keras.losses.${lossClasses[id]!(smoothing, delta)}`,
  );
  const lines = training.phases.flatMap((phase) => phaseLines(phase, training, program));
  const needsMath = lines.some((line) => line.includes('math.'));
  return `${needsMath ? 'import math\n\n' : ''}INPUTS = ${python(program.inputs)}
TARGETS = ${python(program.outputs)}
LOSSES = [${losses.join(', ')}]
WEIGHTS = ${python(terms.map(({ weight }) => weight))}


${sampleWeights(input)}def train(model, path=os.path.join(HERE, "data.npz")):
    """\`data.npz\` holds prepared samples by the names of inputs and outputs, channels last."""
    keras.utils.set_random_seed(${training.seed})
    with np.load(path) as file:
        inputs = [file[name] for name in INPUTS]
        targets = [file[name] for name in TARGETS]
${lines.map((line) => `    ${line}\n`).join('')}    model.save(os.path.join(HERE, "trained.keras"))
    return model
`;
}
