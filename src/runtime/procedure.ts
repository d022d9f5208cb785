/**
 * How one batch changes weights. The trainer owns epochs, shuffling, pause, stop, telemetry and checkpoints;
 * a procedure is one small file that says what `trainStep` does with a batch.
 */
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import type { Params, ValuesOf } from '../compiler/params';
import type { ProcedureSpec } from '../compiler/world';
import type { PreparedPart } from './dataset';
import type { Model } from './model';
import type { Random } from './random';

/** Tensors of one batch, by the ids of the Input and Output nodes they feed. The trainer disposes them. */
export interface Batch {
  readonly size: number;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly targets: Readonly<Record<string, Tensor>>;
}

/** Values on the device; the trainer reads them at most every 100 ms and disposes them. `loss` is always there. */
export type StepValues = { readonly loss: Scalar } & Readonly<Record<string, Scalar>>;

export interface ProcedureContext<P extends Params = Params> {
  readonly config: ValuesOf<P>;
  /** The compiled network in each slot. */
  readonly models: Readonly<Record<string, Model>>;
  readonly random: Random;
  /** The samples that are trained on, where there are any. */
  readonly train?: PreparedPart;
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
}

export interface RunningProcedure {
  /** Changes the weights by one batch. `step` counts from 0 over the whole phase; `learningRate` overrides when the user moved it. */
  trainStep(batch: Batch, step: number): StepValues;
  /** Means over a held-out part by name, `loss` included: read back once. Absent: the trainer reports no validation. */
  evaluate?(part: PreparedPart): Promise<Readonly<Record<string, number>>>;
  /** The gradient of the last step by variable name, when telemetry asked for it by `keepGradients(true)`. */
  keepGradients?(keep: boolean): void;
  gradients?(): ReadonlyMap<string, Tensor>;
  /** The learning rate of the next step; setting it takes effect at once. */
  learningRate?: number;
  /** Everything besides model weights that a resumed run needs: optimizer slots, persistent chains. */
  state(): Readonly<Record<string, Tensor>>;
  restore(state: Readonly<Record<string, Tensor>>): void;
  dispose(): void;
}

export interface Procedure<P extends Params = Params> extends ProcedureSpec {
  readonly params: P;
  readonly start: (context: ProcedureContext<P>) => RunningProcedure;
}

export function defineProcedure<const P extends Params>(procedure: Procedure<P>): Procedure<P> {
  return procedure;
}

/** The variables that a histogram is drawn of, by `<call>.<weight>`. */
export type NamedVariables = ReadonlyMap<string, Variable>;
