/** A lowered network with weights on the device. `build.ts` makes it. */
import type { LayersModel, Tensor, Variable } from '@tensorflow/tfjs';
import type { Program } from '../compiler/program';

export interface ForwardOptions {
  readonly training: boolean;
  /** Stop before a final softmax or sigmoid, so that the loss is computed from logits. */
  readonly logits?: boolean;
  /** Ids of calls whose outputs are wanted besides the network's own (probes, faces). */
  readonly keep?: readonly string[];
}

export interface Model {
  readonly program: Program;
  /** The same weights as a plain TensorFlow.js model, for JSON, export and reference. */
  readonly layers: LayersModel;
  /** All weights by `<call>.<weight>`, in call order. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Names of the variables that a procedure may change: not frozen, not moving statistics. */
  readonly trainable: readonly string[];
  /** Outputs by Output id, and the kept activations by call id. Inputs by Input id, batch axis first. */
  forward(
    inputs: Readonly<Record<string, Tensor>>,
    options: ForwardOptions,
  ): Readonly<Record<string, Tensor>>;
  dispose(): void;
}
