import { conv1D as definition } from '../../../compiler/layers/conv1d';
import { fusedConv2d } from '../fused';
import { activated } from './activated';
import { asKernel, asPicture, asSequence, hideFuture, padOf } from './as-picture';
import { ownLayer } from './own-layer';

/** TensorFlow.js infers a wrong length for causal padding and then throws. */
export const conv1D = ownLayer(definition, (config) => ([x], pass) => {
  const { strides, dilationRate, useBias } = config;
  const picture = asPicture(hideFuture(x!, config));
  return activated(config.activation, pass.skipActivation, (activation) =>
    asSequence(
      fusedConv2d(picture, asKernel(pass.weight('kernel')), useBias ? pass.weight('bias') : null, {
        strides: [1, strides],
        dilations: [1, dilationRate],
        pad: padOf(config.padding),
        activation,
      }),
    ),
  );
});
