/** The losses that an Output node may ask for. Each is a mean over the batch; names are those of Keras. */
import type { Params } from '../params';
import type { TrainingSpecs } from './spec';

/** Parameters that only some losses have. The Output layer declares them beside `loss`. */
export const lossParams = {
  labelSmoothing: {
    type: 'float',
    default: 0,
    min: 0,
    max: 1,
    rare: true,
    doc: 'Moves this share of the target evenly to all classes. Cross-entropies read it.',
  },
  delta: {
    type: 'float',
    default: 1,
    min: 1e-6,
    max: 1e6,
    rare: true,
    doc: 'Error at which the Huber loss turns from quadratic to linear.',
  },
  lossWeight: {
    type: 'float',
    default: 1,
    min: 0,
    max: 1e6,
    rare: true,
    doc: 'Factor of this output in the total loss.',
  },
} as const satisfies Params;

const { labelSmoothing, delta } = lossParams;

export const losses = {
  categoricalCrossentropy: {
    doc: 'Surprise at the true class, where targets are one-hot and outputs sum to one.',
    formula: '-sum(target * log(output))',
    params: { labelSmoothing },
  },
  sparseCategoricalCrossentropy: {
    doc: 'Surprise at the true class, where targets are class numbers.',
    formula: '-log(output[target])',
    params: {},
  },
  binaryCrossentropy: {
    doc: 'Surprise of independent yes-or-no outputs, as a mean over them.',
    formula: '-mean(target * log(output) + (1 - target) * log(1 - output))',
    params: { labelSmoothing },
  },
  meanSquaredError: {
    doc: 'Mean of the squared differences; large errors weigh most.',
    formula: 'mean((output - target)^2)',
    params: {},
  },
  meanAbsoluteError: {
    doc: 'Mean of the absolute differences; outliers weigh no more than others.',
    formula: 'mean(abs(output - target))',
    params: {},
  },
  huber: {
    doc: 'Quadratic for small errors and linear for large ones.',
    formula: 'mean(abs(e) <= delta ? e^2 / 2 : delta * abs(e) - delta^2 / 2)',
    params: { delta },
  },
  hinge: {
    doc: 'Asks for a margin of one between classes named -1 and 1; targets 0 and 1 are accepted.',
    formula: 'mean(max(0, 1 - target * output))',
    params: {},
  },
  kullbackLeiblerDivergence: {
    doc: 'Distance from the output distribution to the target distribution.',
    formula: 'sum(target * log(target / output))',
    params: {},
  },
} as const satisfies TrainingSpecs;

export type LossId = keyof typeof losses;

export const lossIds = Object.keys(losses) as readonly LossId[]; // keys of the literal above

export function isLossId(id: unknown): id is LossId {
  return typeof id === 'string' && Object.hasOwn(losses, id);
}
