/** An Output as losses see it. */
import type { Call } from '../../compiler/program';
import type { Config } from '../../graph/document';

export const outputCall = (config: Config): Call => ({
  id: 'out',
  kind: 'Output',
  className: null,
  config,
  inputs: [],
  inputShapes: [],
  outputShape: [3],
  weights: [],
  macs: 0,
  frozen: false,
  origin: { network: 'main', node: 'out' },
});
