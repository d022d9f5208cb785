/** The end of a layer with weights: offset, then activation. */
import type * as tf from '@tensorflow/tfjs';
import type { Pass } from '../../forward';
import { activationOf } from '../../forward-activations';
import { type FusedActivation, isFusable } from '../fused';

interface End {
  readonly useBias: boolean;
  readonly activation: string;
}

/** Adds the offset, where there is one, and applies the activation, unless the loss is taken from logits. */
export function finish(y: tf.Tensor, { useBias, activation }: End, pass: Pass): tf.Tensor {
  const z = useBias ? y.add(pass.weight('bias')) : y;
  return pass.skipActivation ? z : activationOf(activation)(z);
}

/** Runs a product with the activation inside where the kernel can, else after it. */
export function activated(
  name: string,
  skip: boolean,
  product: (activation: FusedActivation) => tf.Tensor,
): tf.Tensor {
  if (skip || name === 'linear') return product('linear');
  return isFusable(name) ? product(name) : activationOf(name)(product('linear'));
}
