/** A lowered network with weights on the device. `build.ts` makes it. */
import type { LayersModel, Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import type { Program } from '../compiler/program';

export interface ForwardOptions {
  readonly training: boolean;
  /** Stop before a final softmax or sigmoid (see `Model.logits`), so that the loss is computed from logits. */
  readonly logits?: boolean;
  /** Ids of calls whose outputs are wanted besides the network's own (probes, faces). */
  readonly keep?: readonly string[];
  /** `kept`: nothing but what `keep` names is computed and returned. */
  readonly only?: 'kept';
  /** Whether moving statistics follow this pass. Default: as `training`; false for the other player's pass. */
  readonly updateStatistics?: boolean;
  /** Values are freed as soon as nobody reads them any more, so that no gradient can be taken. */
  readonly lean?: true;
}

export interface Model {
  readonly program: Program;
  /** The same weights as a plain TensorFlow.js model, for JSON, export and reference. */
  readonly layers: LayersModel;
  /** All weights by `<call>.<weight>`, in call order. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Names of the variables that a procedure may change: not frozen, not moving statistics. */
  trainable: readonly string[];
  /** The outputs whose last step `forward({ logits: true })` leaves out, by Output id. */
  readonly logits: ReadonlyMap<string, 'softmax' | 'sigmoid'>;
  /** Training passes so far. With the seed it draws every dropout mask, so a resumed run sets it. */
  passes: number;
  /**
   * Outputs by Output id, and the kept activations by call id. Inputs by Input id, batch axis first; in their place
   * the values of a still part by value id, upstream of which nothing is computed then.
   */
  forward(
    inputs: Readonly<Record<string, Tensor>>,
    options: ForwardOptions,
  ): Readonly<Record<string, Tensor>>;
  /** Sum of the regularizers' penalties, those on outputs of the last pass; `null` where no layer has one. */
  regularization(): Scalar | null;
  /** Puts weights back within their constraints; a procedure calls it after its update. */
  constrain(): void;
  /** Lets the weights of these calls, or of what lies inside these placements, stand still besides those that always do. */
  freeze(frozen: readonly string[]): void;
  /** Ids of the calls whose weights stand still. */
  still(): ReadonlySet<string>;
  /** Changes the rate of a Dropout call while training runs. */
  setRate(call: string, rate: number): void;
  dispose(): void;
}
