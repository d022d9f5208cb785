import { dropPath as definition } from '../../../compiler/layers/drop-path';
import { keptShares } from './keep';
import { ownLayer } from './own-layer';

export const dropPath = ownLayer(definition, () => ([x], pass) => {
  if (!pass.training || pass.rate <= 0) return x!;
  const each = [x!.shape[0]!, ...x!.shape.slice(1).map(() => 1)];
  return x!.mul(keptShares(each, pass.rate, pass.random()));
});
