import { depthwiseConv1D as definition } from '../../../compiler/layers/depthwise-conv1d';
import { finish } from './activated';
import { depthwiseSequence } from './as-picture';
import { ownLayer } from './own-layer';

export const depthwiseConv1D = ownLayer(
  definition,
  (config) =>
    ([x], pass) =>
      finish(depthwiseSequence(x!, pass.weight('depthwiseKernel'), config), config, pass),
);
