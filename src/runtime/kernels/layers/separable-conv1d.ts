import { separableConv1D as definition } from '../../../compiler/layers/separable-conv1d';
import { fusedDense } from '../fused';
import { activated } from './activated';
import { depthwiseSequence } from './as-picture';
import { ownLayer } from './own-layer';

/** A convolution of size 1 is a product with the same matrix at every step. */
export const separableConv1D = ownLayer(definition, (config) => ([x], pass) => {
  const between = depthwiseSequence(x!, pass.weight('depthwiseKernel'), config);
  const mix = pass.weight('pointwiseKernel').squeeze([0]);
  const bias = config.useBias ? pass.weight('bias') : null;
  return activated(config.activation, pass.skipActivation, (activation) =>
    fusedDense(between, mix, bias, activation),
  );
});
