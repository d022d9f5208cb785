/** What a trainer is given, what it tells and what can be asked of it. */
import type { Tensor } from '@tensorflow/tfjs';
import type { Phase, StopRule } from '../graph/document';
import type { Snapshot } from './checkpoint';
import type { PreparedData } from './dataset';
import type { Model } from './model';
import type { Procedure } from './procedure';
import type { EpochLine, Histogram, Telemetry } from './protocol';

/** What a trainer tells while it runs. All are optional. */
export interface TrainerEvents {
  readonly onTelemetry?: (telemetry: Telemetry) => void;
  readonly onEpoch?: (line: EpochLine) => void;
  readonly onHistograms?: (epoch: number, histograms: readonly Histogram[]) => void;
  /** At the start of a phase in which the beginning of the network stands still. */
  readonly onStill?: (note: StillNote) => void;
  /** Samples whose values of the still part are computed, of all. */
  readonly onFeatures?: (done: number, total: number) => void;
  /** Before the shaders of a phase's first step are compiled; never on backends without shaders. */
  readonly onWarm?: () => void;
  /** At each epoch's end and at least every 10 s. */
  readonly onSnapshot?: (snapshot: Snapshot) => void;
  /** `running` at the first step of each phase, and after a pause. */
  readonly onState?: (state: 'running' | 'paused') => void;
  /** Between steps, when the trainer lets others work: probes are answered here. */
  readonly onIdle?: () => Promise<void>;
}

/** What becomes of the part of a network that stands still. */
export interface StillNote {
  /** Layers that stand still, from the inputs on. */
  readonly layers: number;
  readonly samples: number;
  /** Whether its values are computed once and kept, and if not, why. */
  readonly kept: boolean;
  readonly reason?: 'augmented' | 'memory';
}

/** Values of still parts that were computed before, by a key of the part and the data. */
export type FeatureStore = Map<string, Pick<PreparedData, 'train' | 'validation'>>;

export interface TrainerOptions {
  readonly phases: readonly Phase[];
  readonly batchSize: number;
  readonly seed: number;
  readonly stop?: StopRule;
  /** By network name. The trainer does not dispose them. */
  readonly models: ReadonlyMap<string, Model>;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly data: PreparedData;
  readonly now: () => number;
  /** Lives longer than one run, so that the next one starts at once. */
  readonly features?: FeatureStore;
  /** Goes on from here; weights are written into the models. */
  readonly snapshot?: Snapshot;
  /** Takes one step and pauses. */
  readonly startPaused?: boolean;
  readonly events?: TrainerEvents;
}

export interface Outcome {
  readonly reason: 'completed' | 'stopped' | 'early';
  /** From 1, within the last phase; where a stop rule put the best weights back. */
  readonly bestEpoch?: number;
}

export interface Trainer {
  /** Ends when training does. Throws a `RunFailure` on non-finite values, with the last good weights restored. */
  run(): Promise<Outcome>;
  pause(): void;
  resume(): void;
  /** Takes one step and pauses again. */
  step(): void;
  stop(): void;
  setLearningRate(value: number): void;
  watchHistograms(isWatched: boolean): void;
  readonly isPaused: boolean;
  /** Gradients of the last step, asked for by `keepGradients`. */
  keepGradients(keep: boolean): void;
  gradients(): ReadonlyMap<string, Tensor>;
  /** Where the run stands, complete. Only between steps: paused, in `onIdle`, or after the end. */
  snapshot(): Promise<Snapshot>;
}
