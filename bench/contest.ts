/**
 * One line of the benchmark, on whatever host this runs in: pairs of plain `fit` and the product's trainer,
 * interleaved so that a machine whose speed drifts slows both alike.
 */
import * as tf from '@tensorflow/tfjs';
import { registerKernelPack } from '../src/runtime/kernels/register';
import { registerMissingKernels } from '../src/runtime/kernels/wasm/missing';
import { type CaseId, macsOf } from './cases';
import { countLaunches } from './launches';
import { createSides, type Sides } from './sides';

export interface ContestOptions {
  readonly case: CaseId;
  readonly backend: string;
  readonly host: string;
  readonly batch: number;
  /** The GPU is software: only launches and JavaScript time carry over. */
  readonly isEmulated: boolean;
  readonly pairs: number;
  /** CPU milliseconds of the JavaScript thread so far, where the host can tell. */
  readonly cpu: () => Promise<number> | number;
  /** Steps in one timed segment, by side, so that both take about equally long. */
  readonly steps: { readonly ours: number; readonly baseline: number };
}

export interface BenchLine {
  readonly case: CaseId;
  readonly backend: string;
  readonly host: string;
  readonly batch: number;
  /** Median of the baseline's time a step ÷ ours. `null`: losses disagree, or the GPU is emulated. */
  readonly ratio: number | null;
  readonly jsRatio: number | null;
  readonly launches: number | null;
  readonly launchesFit: number | null;
  readonly samplesPerSecond: number;
  readonly samplesPerSecondFit: number;
  /** 6 · forward multiply-adds · samples/s ÷ the best FLOP/s of a 512³ product. */
  readonly peakShare: number | null;
  /** Largest difference of the two losses after the same steps. */
  readonly lossDifference: number;
}

type Kernels = readonly tf.KernelConfig[];

/** Puts a backend's kernels as they were when `kernels` was taken: the baseline gets none of ours. */
function useKernels(backend: string, kernels: Kernels): void {
  const current = new Map(
    (tf.getKernelsForBackend(backend) ?? []).map((kernel) => [kernel.kernelName, kernel]),
  );
  for (const kernel of kernels) {
    if (current.get(kernel.kernelName) === kernel) continue;
    if (current.has(kernel.kernelName)) tf.unregisterKernel(kernel.kernelName, backend);
    tf.registerKernel(kernel);
  }
}

interface Sets {
  readonly stock: Kernels;
  readonly ours: Kernels;
}

const setsOf = new Map<string, Sets>();

/** Both sets of kernels of the wasm backend; elsewhere ours only add to the stock ones. */
function kernelSets(backend: string): Sets {
  const known = setsOf.get(backend);
  if (known) return known;
  if (backend === 'wasm') registerMissingKernels();
  const stock = [...(tf.getKernelsForBackend(backend) ?? [])];
  registerKernelPack();
  const sets = { stock, ours: [...(tf.getKernelsForBackend(backend) ?? [])] };
  setsOf.set(backend, sets);
  return sets;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

/** Best FLOP/s of a few products of 512 × 512 matrices. */
async function matMulPeak(): Promise<number> {
  const a = tf.randomUniform([512, 512], -1, 1, 'float32', 1);
  let best = 0;
  for (let i = 0; i < 5; i++) {
    const started = performance.now();
    const c = tf.matMul(a, a);
    await c.data();
    best = Math.max(best, (2 * 512 ** 3) / ((performance.now() - started) / 1000));
    c.dispose();
  }
  a.dispose();
  return best;
}

async function lossDifference(sides: Sides, options: ContestOptions): Promise<number> {
  const steps = options.isEmulated ? 2 : 20;
  const sets = kernelSets(options.backend);
  sides.reset();
  // One more step each: its loss is that of the weights after `steps`, before they change again.
  useKernels(options.backend, sets.stock);
  await sides.baseline.train(steps);
  const baseline = await sides.baseline.train(1);
  useKernels(options.backend, sets.ours);
  await sides.ours.train(steps);
  return Math.abs((await sides.ours.train(1)) - baseline);
}

/** Launches of one step: those of three steps less those of one, halved. */
async function launchesOf(train: (steps: number) => Promise<unknown>): Promise<number> {
  const one = await countLaunches(() => train(1));
  const three = await countLaunches(() => train(3));
  return Math.round((three - one) / 2);
}

interface Timing {
  readonly wall: number;
  readonly cpu: number;
}

async function timed(
  options: ContestOptions,
  steps: number,
  work: () => Promise<unknown>,
): Promise<Timing> {
  const cpu = await options.cpu();
  const started = performance.now();
  await work();
  const wall = performance.now() - started;
  return { wall: wall / steps, cpu: ((await options.cpu()) - cpu) / steps };
}

interface Pairs {
  readonly ratios: readonly number[];
  readonly cpuRatios: readonly number[];
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly peak: number;
}

async function runPairs(sides: Sides, options: ContestOptions): Promise<Pairs> {
  const { backend, steps, isEmulated } = options;
  const sets = kernelSets(backend);
  const [ratios, cpuRatios, ours, theirs]: number[][] = [[], [], [], []];
  let peak = 0;
  // The first pair warms up and is not counted; an emulated GPU gains nothing from it.
  for (let pair = isEmulated ? 0 : -1; pair < options.pairs; pair++) {
    useKernels(backend, sets.stock);
    const baseline = await timed(options, steps.baseline, () =>
      sides.baseline.train(steps.baseline),
    );
    if (!isEmulated) peak = Math.max(peak, await matMulPeak());
    useKernels(backend, sets.ours);
    if (!isEmulated) peak = Math.max(peak, await matMulPeak());
    const own = await timed(options, steps.ours, () => sides.ours.train(steps.ours));
    if (pair < 0) continue;
    ratios!.push(baseline.wall / own.wall);
    cpuRatios!.push(baseline.cpu / own.cpu);
    ours!.push(own.wall);
    theirs!.push(baseline.wall);
  }
  return { ratios: ratios!, cpuRatios: cpuRatios!, ours: ours!, theirs: theirs!, peak };
}

const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits));

/** Runs one case on the current backend. */
export async function runContest(options: ContestOptions): Promise<BenchLine> {
  const { backend, batch, isEmulated } = options;
  // Before anything of ours runs, so that the stock set is what TensorFlow.js registered.
  kernelSets(backend);
  const isGpu = backend === 'webgl' || backend === 'webgpu';
  const sides = await createSides(options.case, batch);
  const difference = await lossDifference(sides, options);
  const agrees = difference <= 1e-3;
  const launches = isGpu ? await launchesOf((steps) => sides.ours.train(steps)) : null;
  const launchesFit = isGpu ? await launchesOf((steps) => sides.baseline.train(steps)) : null;
  const pairs = await runPairs(sides, options);
  sides.ours.dispose();
  sides.baseline.dispose();
  const samplesPerSecond = (1000 * batch) / median(pairs.ours);
  const share = (6 * macsOf(options.case) * samplesPerSecond) / pairs.peak;
  return {
    case: options.case,
    backend,
    host: options.host,
    batch,
    ratio: agrees && !isEmulated ? rounded(median(pairs.ratios)) : null,
    // Two steps on an emulated GPU are too few to tell what a run costs from what a step costs.
    jsRatio: agrees && options.pairs > 1 ? rounded(median(pairs.cpuRatios)) : null,
    launches,
    launchesFit,
    samplesPerSecond: rounded(samplesPerSecond, 4),
    samplesPerSecondFit: rounded((1000 * batch) / median(pairs.theirs), 4),
    peakShare: isEmulated ? null : rounded(share),
    lossDifference: rounded(difference),
  };
}
