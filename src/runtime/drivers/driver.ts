/** How a trained network is used beyond prediction: a driver makes samples. */
import type { Tensor } from '@tensorflow/tfjs';
import type { PreparedPart } from '../dataset';
import type { Model } from '../model';
import type { Random } from '../random';

export interface DriverContext {
  /** The models of the phase by slot, as the procedure has them. */
  readonly models: Readonly<Record<string, Model>>;
  /** Where a driver that starts from data takes it. */
  readonly part: PreparedPart;
  readonly random: Random;
  readonly count: number;
}

/** Returns [count, …]; the caller disposes it. */
export type Driver = (context: DriverContext) => Tensor;
