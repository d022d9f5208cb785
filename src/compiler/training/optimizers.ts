/** The optimizers by id, with every parameter; `src/runtime/optimizers` applies them. */
import type { BoolParam, ChoiceParam, FloatParam } from '../params';
import type { TrainingSpecs } from './spec';

const learningRate = (value: number): FloatParam => ({
  type: 'float',
  default: value,
  min: 0,
  max: 1000,
  log: true,
  doc: 'Size of a step. It may change while training runs.',
});

const fraction = (value: number, doc: string): FloatParam => ({
  type: 'float',
  default: value,
  min: 0,
  max: 1,
  rare: true,
  doc,
});

const epsilon: FloatParam = {
  type: 'float',
  default: 1e-7,
  min: 0,
  max: 1,
  log: true,
  rare: true,
  doc: 'Keeps divisions finite.',
};

const momentum = (value: number): FloatParam => ({
  ...fraction(value, 'Share of the last step that is taken again.'),
  rare: false,
});

const beta1 = fraction(0.9, 'Memory of the running mean of gradients.');
const beta2 = fraction(0.999, 'Memory of the running mean of squared gradients.');
const centered: BoolParam = {
  type: 'bool',
  default: false,
  rare: true,
  doc: 'Divide by the spread around the mean gradient instead of the raw size.',
};

export const optimizers = {
  sgd: {
    doc: 'Plain gradient descent: a step against the gradient.',
    formula: 'w -= learningRate * g',
    params: { learningRate: learningRate(0.01) },
  },
  momentum: {
    doc: 'Gradient descent that keeps rolling in the direction of earlier steps.',
    formula: 'm = momentum * m + g; w -= learningRate * m',
    params: { learningRate: learningRate(0.01), momentum: momentum(0.9) },
  },
  nesterov: {
    doc: 'Momentum that looks ahead before it corrects itself.',
    formula: 'm = momentum * m + g; w -= learningRate * (g + momentum * m)',
    params: { learningRate: learningRate(0.01), momentum: momentum(0.9) },
  },
  adam: {
    doc: 'Steps of even size for every weight, from running means of gradient and square.',
    formula: 'w -= learningRate * mHat / (sqrt(vHat) + epsilon)',
    params: { learningRate: learningRate(0.001), beta1, beta2, epsilon },
  },
  adamw: {
    doc: 'Adam with weight decay kept apart from the gradient.',
    formula: 'w -= learningRate * (mHat / (sqrt(vHat) + epsilon) + weightDecay * w)',
    params: {
      learningRate: learningRate(0.001),
      beta1,
      beta2,
      epsilon,
      weightDecay: {
        type: 'float',
        default: 0.004,
        min: 0,
        max: 10,
        log: true,
        doc: 'Share of each weight, times the learning rate, that is lost at every step.',
      },
    },
  },
  rmsprop: {
    doc: 'Divides the gradient by its recent size.',
    formula: 'v = decay * v + (1 - decay) * g^2; w -= learningRate * g / sqrt(v + epsilon)',
    params: {
      learningRate: learningRate(0.001),
      decay: fraction(0.9, 'Memory of the running mean of squared gradients.'),
      momentum: momentum(0),
      epsilon,
      centered,
    },
  },
  adagrad: {
    doc: 'Steps shrink for weights that have already moved much.',
    formula: 'v += g^2; w -= learningRate * g / sqrt(v + epsilon)',
    params: {
      learningRate: learningRate(0.01),
      initialAccumulatorValue: {
        type: 'float',
        default: 0.1,
        min: 0,
        max: 1000,
        rare: true,
        doc: 'Where the sum of squares starts.',
      },
      epsilon,
    },
  },
  adadelta: {
    doc: 'Sets each step by the ratio of recent steps to recent gradients.',
    formula: 'd = sqrt(u + epsilon) / sqrt(v + epsilon) * g; w -= learningRate * d',
    params: {
      learningRate: learningRate(1),
      rho: fraction(0.95, 'Memory of both running means.'),
      epsilon,
    },
  },
  adamax: {
    doc: 'Adam that divides by the largest recent gradient.',
    formula: 'u = max(beta2 * u, abs(g)); w -= learningRate * mHat / (u + epsilon)',
    params: {
      learningRate: learningRate(0.001),
      beta1,
      beta2,
      epsilon,
      decay: fraction(0, 'The learning rate is divided by 1 + decay * step.'),
    },
  },
} as const satisfies TrainingSpecs;

export type OptimizerId = keyof typeof optimizers;

/** The parameter `optimizer` of procedures that descend a gradient. */
export const optimizerParam: ChoiceParam = {
  type: 'choice',
  default: { id: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  choices: optimizers,
  doc: 'How gradients change the weights.',
};
