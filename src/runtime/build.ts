/**
 * Program → Model: variables with seeded first values, and a forward pass that interprets the calls.
 * Common kinds run straight on ops (`forward.ts`), the others through their TensorFlow.js layer.
 */
import * as tf from '@tensorflow/tfjs';
import { stillCalls, trainableWeights } from '../compiler/freezing';
import { maskFlow } from '../compiler/masks';
import { type Call, type Program, valuesOf } from '../compiler/program';
import { initialValues } from './build-initializers';
import { type BuiltLayers, buildLayers, weightsOf } from './build-layers';
import { constraintsOf, outputPenaltiesOf, penaltiesOf } from './build-penalties';
import { fastRun, finalActivation, type Pass, type Run } from './forward';
import { outputMask } from './forward-masks';
import { createPlan, spentAfter } from './forward-plan';
import type { ForwardOptions, Model } from './model';
import { createRandom, type Random } from './random';

export interface BuildOptions {
  /** Draws first values and, with `Model.passes`, every mask. */
  readonly seed: number;
  /** Values to start from by `<call>.<weight>`; a name that is missing or of another shape is drawn. */
  readonly weights?: ReadonlyMap<
    string,
    { readonly shape: readonly number[]; readonly values: Float32Array }
  >;
}

interface Step {
  readonly call: Call;
  /** Ids of what it makes, `out` first. */
  readonly values: readonly string[];
  readonly run: Run;
  readonly weight: (name: string) => tf.Variable;
}

/** Builds the model on the current backend. Throws an `Error` whose message is for people. */
export function buildModel(program: Program, options: BuildOptions): Model {
  const built = buildTidily(program);
  const variables = new Map<string, tf.Variable>();
  for (const call of program.calls) {
    const layer = built.layers.get(call.id);
    if (!layer || call.sharesWith) continue;
    for (const [name, variable] of weightsOf(call, layer))
      variables.set(`${call.id}.${name}`, variable);
  }
  writeFirstValues(program, variables, options);
  return assemble(program, built, variables, options.seed);
}

/** First values that tfjs made on the way are freed; variables outlive a tidy. */
function buildTidily(program: Program): BuiltLayers {
  tf.engine().startScope('build');
  try {
    return buildLayers(program);
  } finally {
    tf.engine().endScope();
  }
}

/** What every weight starts from, one after the other, by `<call>.<weight>`. */
export function* firstValues(
  program: Program,
  { seed, weights }: BuildOptions,
): Generator<
  readonly [string, { readonly shape: readonly number[]; readonly values: Float32Array }]
> {
  const random = createRandom(seed);
  for (const call of program.calls) {
    if (call.sharesWith) continue;
    for (const weight of call.weights) {
      const { name, shape } = weight;
      const key = `${call.id}.${name}`;
      const given = weights?.get(key);
      const fits = given && given.shape.join() === shape.join();
      const values = fits
        ? given.values
        : initialValues(weight, call.config, random.fork(`${program.network}.${key}`));
      yield [key, { shape, values }];
    }
  }
}

function writeFirstValues(
  program: Program,
  variables: ReadonlyMap<string, tf.Variable>,
  options: BuildOptions,
): void {
  for (const [key, { shape, values }] of firstValues(program, options)) {
    // wasm copies what it is given; cpu would keep the caller's own array and write into it.
    const own = tf.getBackend() === 'wasm' ? values : values.slice();
    const tensor = tf.tensor(own, [...shape], 'float32');
    variables.get(key)!.assign(tensor);
    tensor.dispose();
  }
}

function stepsOf(
  program: Program,
  { layers }: BuiltLayers,
  variables: ReadonlyMap<string, tf.Variable>,
): Step[] {
  return program.calls.map((call) => {
    const owner = call.sharesWith ?? call.id;
    const weight = (name: string): tf.Variable => {
      const variable = variables.get(`${owner}.${name}`);
      if (!variable) throw new Error(`${call.id} has no weight ${name}.`);
      return variable;
    };
    const layer = layers.get(call.id);
    const run: Run =
      fastRun(call) ??
      ((inputs, pass) =>
        // With tensors in, a layer gives tensors out, one for each port.
        layer!.apply(inputs.length === 1 ? inputs[0]! : [...inputs], {
          training: pass.training,
        }) as tf.Tensor | tf.Tensor[]);
    return { call, values: valuesOf(call), run, weight };
  });
}

/** Outputs that end in softmax or sigmoid whose value nobody else reads. */
function logitSources(
  program: Program,
): Map<string, { call: string; ends: 'softmax' | 'sigmoid' }> {
  const readers = new Map<string, number>();
  for (const call of program.calls) {
    for (const id of call.inputs) readers.set(id, (readers.get(id) ?? 0) + 1);
  }
  const byId = new Map(program.calls.map((call) => [call.id, call]));
  const sources = new Map<string, { call: string; ends: 'softmax' | 'sigmoid' }>();
  const penalised = new Set(outputPenaltiesOf(program).map(({ id }) => id));
  for (const id of program.outputs) {
    const source = byId.get(byId.get(id)?.inputs[0] ?? '');
    const ends = source && finalActivation(source);
    // A penalty on the output needs the output.
    if (!source || !ends || penalised.has(source.id)) continue;
    if (readers.get(source.id) === 1) sources.set(id, { call: source.id, ends });
  }
  return sources;
}

/** A layer's own seed, where it has one, comes before that of the training. */
const drawOf = ({ config }: Call, masks: Random): Random =>
  typeof config.seed === 'number' ? createRandom(config.seed) : masks;

interface PassOptions {
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly masked: ReadonlySet<string>;
  readonly passOf: (step: Step) => Pass;
  /** Everything but these is freed when its last reader has run. */
  readonly onlyKeep: readonly string[] | undefined;
}

/** Every value of one pass by its id, masks walking along where there are any. */
function valuesOfPass(
  steps: readonly Step[],
  { inputs, masked, passOf, onlyKeep }: PassOptions,
): ReadonlyMap<string, tf.Tensor> {
  const values = new Map<string, tf.Tensor>(Object.entries(inputs));
  const masks = new Map<string, tf.Tensor | null>();
  const spent = onlyKeep ? spentAfter(steps, onlyKeep) : undefined;
  for (const [at, step] of steps.entries()) {
    const { call } = step;
    const received =
      call.kind === 'Input' ? [inputs[call.id]!] : call.inputs.map((id) => values.get(id)!);
    const arriving = call.inputs.map((id) => masks.get(id) ?? null);
    const own = passOf(step);
    const run = (): tf.Tensor | tf.Tensor[] => {
      const made = step.run(received, masked.size > 0 ? { ...own, masks: arriving } : own);
      return made instanceof tf.Tensor ? made : [...made];
    };
    const made = spent ? tf.tidy(run) : run();
    const outputs = made instanceof tf.Tensor ? [made] : made;
    step.values.forEach((id, i) => void values.set(id, outputs[i]!));
    if (masked.has(call.id)) masks.set(call.id, outputMask(call, received, arriving));
    if (spent) release(values, spent[at]!, inputs);
  }
  return values;
}

/** A layer may hand on the very tensor that it received, so one that goes by another name as well stays. */
function release(
  values: Map<string, tf.Tensor>,
  ids: readonly string[],
  inputs: Readonly<Record<string, tf.Tensor>>,
): void {
  const gone = ids.flatMap((id) => values.get(id) ?? []);
  for (const id of ids) values.delete(id);
  const alive = new Set([...values.values(), ...Object.values(inputs)]);
  tf.dispose(gone.filter((tensor) => !alive.has(tensor)));
}

function summed(terms: readonly (tf.Scalar | null)[]): tf.Scalar | null {
  const found = terms.filter((term) => term !== null);
  return found.length > 0 ? found.reduce((a, b) => tf.add(a, b)) : null;
}

/** The values of these ids that a pass has made. */
function picked<T>(values: ReadonlyMap<string, T>, ids: readonly string[]): [string, T][] {
  return ids.flatMap((id): [string, T][] => {
    const value = values.get(id);
    return value === undefined ? [] : [[id, value]];
  });
}

function free({ model }: BuiltLayers, variables: ReadonlyMap<string, tf.Variable>): void {
  model.dispose();
  // A layer that several calls share counts them, and gives its weights back to none.
  tf.dispose([...variables.values()].filter((variable) => !variable.isDisposed));
}

function assemble(
  program: Program,
  built: BuiltLayers,
  variables: ReadonlyMap<string, tf.Variable>,
  seed: number,
): Model {
  const steps = stepsOf(program, built, variables);
  const sources = logitSources(program);
  const skipped = new Set([...sources.values()].map(({ call }) => call));
  const rates = new Map<string, number>();
  const masks = createRandom(seed).fork(`${program.network} masks`);
  const penalties = penaltiesOf(program, variables);
  const constraints = constraintsOf(program, variables);
  const outputPenalties = outputPenaltiesOf(program);
  const stepsFor = createPlan(steps);
  const { masked } = maskFlow(program);
  let still = stillCalls(program);
  /** Of the last pass, alive as long as the tidy around that pass. */
  let passPenalties: tf.Scalar[] = [];

  const pass = ({ call, weight }: Step, options: ForwardOptions): Pass => ({
    training: options.training,
    updateStatistics: options.updateStatistics ?? options.training,
    frozen: still.has(call.id),
    skipActivation: options.logits === true && skipped.has(call.id),
    random: () => drawOf(call, masks).fork(`${call.id} ${model.passes}`),
    weight,
    rate: rates.get(call.id) ?? Number(call.config.rate ?? 0),
  });

  const model: Model = {
    program,
    layers: built.model,
    variables,
    trainable: trainableWeights(program, still),
    logits: new Map([...sources].map(([output, { ends }]) => [output, ends])),
    passes: 0,
    forward(inputs, options) {
      const wanted = [...(options.only ? [] : program.outputs), ...(options.keep ?? [])];
      const planned = stepsFor(inputs, options.only ? wanted : program.outputs);
      const passOf = (step: Step): Pass => pass(step, options);
      const onlyKeep = options.lean ? wanted : undefined;
      const values = valuesOfPass(planned, { inputs, masked, passOf, onlyKeep });
      if (options.training) model.passes++;
      const judged = options.training || options.logits ? outputPenalties : [];
      passPenalties = judged.flatMap(({ id, penalty }) =>
        picked(values, [id]).map(([, value]) => penalty(value)),
      );
      return Object.fromEntries(picked(values, wanted));
    },
    regularization: () => summed([penalties(), ...passPenalties]),
    constrain: constraints,
    freeze(frozen) {
      still = stillCalls(program, frozen);
      model.trainable = trainableWeights(program, still);
    },
    still: () => still,
    setRate: (call, rate) => void rates.set(call, rate),
    dispose: () => free(built, variables),
  };
  return model;
}
