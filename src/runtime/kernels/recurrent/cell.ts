/** What one step of a recurrent layer computes, and how its gradient follows from what the step kept. */
import type { Tensor } from '@tensorflow/tfjs';

export interface Stepped {
  /** The new states; the first is the output. */
  readonly states: readonly Tensor[];
  /** What the gradient needs of this step, [batch, …] each. */
  readonly kept: readonly Tensor[];
}

/** All steps below each other, [steps · batch, …]. */
export type Rows = Tensor;

/** What comes in from the step before. */
export interface Before {
  readonly states: readonly Tensor[];
  /** The first state as the weights see it: without what dropout took. */
  readonly seen: Tensor;
}

export interface Cell {
  /** How many states it has. */
  readonly states: number;
  /** `projected` is x · kernel + bias; weights meet the output of the step before as `seen`, after its dropout. */
  step(projected: Tensor, before: Before, weights: readonly Tensor[]): Stepped;
  /** The gradient, where the functions of the gates have slopes that follow from their values. */
  readonly gradient?: CellGradient;
}

export interface CellGradient {
  /** Everything that does not depend on the gradient itself, for all steps at once. */
  factors(kept: readonly Rows[], before: Before): Rows[];
  /** From the gradient of the new states: that of `projected`, of `seen`, and of the states by other ways. */
  back(
    upstream: readonly Tensor[],
    factors: readonly Tensor[],
    weights: readonly Tensor[],
  ): {
    readonly projected: Tensor;
    readonly seen: Tensor;
    readonly states: readonly (Tensor | null)[];
  };
  /** Gradients of the weights from those of `projected`, for all steps at once. */
  weights(projected: Rows, kept: readonly Rows[], seen: Rows): Tensor[];
}
