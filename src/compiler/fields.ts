/** The parameters that many layers share: activations, initializers, regularizers, constraints. */
import {
  bool,
  type ChoiceParam,
  choice,
  type EnumParam,
  enumeration,
  float,
  int,
  ints,
  optional,
  type Params,
  pair,
  triple,
} from './params';

/** Every activation of TensorFlow.js, then those of Keras 3; `geluNew` is gelu by tanh, `swish` is also called SiLU. */
export const activations = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'geluNew',
  'swish',
  'mish',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softplus',
  'softsign',
  'softmax',
  'logSoftmax',
  'hardSwish',
  'hardTanh',
  'logSigmoid',
  'exponential',
  'squareplus',
  'softShrink',
  'hardShrink',
  'tanhShrink',
] as const;
export type ActivationId = (typeof activations)[number];

export function activation(value: ActivationId = 'linear'): EnumParam<ActivationId> {
  return enumeration(value, activations, 'Function applied to every output.', { curve: true });
}

export type Padding = 'valid' | 'same';

/** `valid` takes only whole windows; `same` pads with zeros so that stride 1 keeps the size. */
export function padding(value: Padding = 'valid'): EnumParam<Padding> {
  return enumeration(
    value,
    ['valid', 'same'],
    'Whether windows stay inside the input (`valid`) or zeros surround it (`same`).',
  );
}

const seed = optional(
  int(0, 'Fixes the draw; without it the seed of the training draws.', {
    min: 0,
    max: 2 ** 31 - 1,
  }),
);
const scaled = (doc: string): { readonly doc: string; readonly params: Params } => ({
  doc,
  params: { seed },
});

/** Every initializer of TensorFlow.js, by its id there. */
export const initializers = {
  zeros: { doc: 'All zeros.', params: {} },
  ones: { doc: 'All ones.', params: {} },
  constant: { doc: 'One value everywhere.', params: { value: float(0, 'The value.') } },
  randomUniform: {
    doc: 'Uniform between two limits.',
    params: {
      minval: float(-0.05, 'Lower limit.'),
      maxval: float(0.05, 'Upper limit.'),
      seed,
    },
  },
  randomNormal: {
    doc: 'Normal distribution.',
    params: {
      mean: float(0, 'Mean.'),
      stddev: float(0.05, 'Standard deviation.', { min: 0 }),
      seed,
    },
  },
  truncatedNormal: {
    doc: 'Normal distribution whose values beyond two deviations are drawn again.',
    params: {
      mean: float(0, 'Mean.'),
      stddev: float(0.05, 'Standard deviation.', { min: 0 }),
      seed,
    },
  },
  varianceScaling: {
    doc: 'Variance divided by the number of connections.',
    params: {
      scale: float(1, 'Factor of the variance.', { min: 1e-9 }),
      mode: enumeration('fanIn', ['fanIn', 'fanOut', 'fanAvg'], 'Which connections are counted.'),
      distribution: enumeration(
        'truncatedNormal',
        ['normal', 'uniform', 'truncatedNormal'],
        'Which distribution is drawn from.',
      ),
      seed,
    },
  },
  glorotUniform: scaled('Uniform within √(6 / (fan in + fan out)); Glorot and Bengio, 2010.'),
  glorotNormal: scaled('Truncated normal, variance 2 / (fan in + fan out).'),
  heUniform: scaled('Uniform within √(6 / fan in); He et al., 2015, for relu.'),
  heNormal: scaled('Truncated normal, variance 2 / fan in; for relu.'),
  leCunUniform: scaled('Uniform within √(3 / fan in); for selu.'),
  leCunNormal: scaled('Truncated normal, variance 1 / fan in; for selu.'),
  orthogonal: {
    doc: 'A random orthogonal matrix; Saxe et al., 2013.',
    params: { gain: float(1, 'Factor of the matrix.'), seed },
  },
  identity: {
    doc: 'The identity matrix; for square kernels of rank 2 only.',
    params: { gain: float(1, 'Factor of the matrix.') },
  },
} as const satisfies ChoiceParam['choices'];
export type InitializerId = keyof typeof initializers;

/** TensorFlow.js defaults to `glorotNormal` for kernels; Keras' `glorotUniform` is the default here. */
export function initializer(
  value: InitializerId = 'glorotUniform',
  doc = 'How the kernel starts.',
): ChoiceParam {
  return choice({ id: value }, initializers, doc, { rare: true });
}

const penalty = (name: string) => float(0.01, `Weight of the ${name}.`, { min: 0, log: true });

export const regularizers = {
  l1: {
    doc: 'Adds the sum of absolute values to the loss.',
    params: { l1: penalty('absolute values') },
  },
  l2: { doc: 'Adds the sum of squares to the loss.', params: { l2: penalty('squares') } },
  l1l2: {
    doc: 'Adds both sums to the loss.',
    params: { l1: penalty('absolute values'), l2: penalty('squares') },
  },
} as const satisfies ChoiceParam['choices'];

export function regularizer(doc = 'Penalty on the kernel in the loss.') {
  return optional(choice({ id: 'l2', l2: 0.01 }, regularizers, doc, { rare: true }));
}

const normAxis = int(0, 'Axis along which norms are taken.', { min: 0, max: 8 });

export const constraints = {
  maxNorm: {
    doc: 'Shrinks vectors that are longer than a limit.',
    params: { maxValue: float(2, 'Largest norm.', { min: 0 }), axis: normAxis },
  },
  unitNorm: { doc: 'Scales every vector to length one.', params: { axis: normAxis } },
  nonNeg: { doc: 'Sets negative weights to zero.', params: {} },
  minMaxNorm: {
    doc: 'Keeps norms between two limits.',
    params: {
      minValue: float(0, 'Smallest norm.', { min: 0 }),
      maxValue: float(1, 'Largest norm.', { min: 0 }),
      rate: float(1, 'How strictly: 1 enforces at every step.', { min: 0, max: 1 }),
      axis: normAxis,
    },
  },
} as const satisfies ChoiceParam['choices'];

export function constraint(doc = 'What the kernel is held to after every step.') {
  return optional(
    choice({ id: 'maxNorm', maxValue: 2, axis: 0 }, constraints, doc, { rare: true }),
  );
}

/** The offset that dense and convolutional layers add, with all that may be set about it. */
export const biasFields = {
  useBias: bool(true, 'Add a learned offset to every output channel.', { structural: true }),
  biasInitializer: initializer('zeros', 'How the offset starts.'),
  biasRegularizer: regularizer('Penalty on the offset in the loss.'),
  biasConstraint: constraint('What the offset is held to after every step.'),
};

export const kernelFields = {
  kernelInitializer: initializer(),
  kernelRegularizer: regularizer(),
  kernelConstraint: constraint(),
};

export const depthwiseFields = {
  depthwiseInitializer: initializer('glorotUniform', 'How the depthwise kernel starts.'),
  depthwiseRegularizer: regularizer('Penalty on the depthwise kernel in the loss.'),
  depthwiseConstraint: constraint('What the depthwise kernel is held to after every step.'),
};

export const pointwiseFields = {
  pointwiseInitializer: initializer('glorotUniform', 'How the 1×1 kernel starts.'),
  pointwiseRegularizer: regularizer('Penalty on the 1×1 kernel in the loss.'),
  pointwiseConstraint: constraint('What the 1×1 kernel is held to after every step.'),
};

export const activityField = regularizer('Penalty on the outputs in the loss.');

/** Centre and scale of a normalization, with all that may be set about them. */
export const normFields = {
  center: bool(true, 'Add a learned offset `beta`.', { structural: true }),
  scale: bool(true, 'Multiply by a learned factor `gamma`.', { structural: true }),
  betaInitializer: initializer('zeros', 'How the offset starts.'),
  gammaInitializer: initializer('ones', 'How the factor starts.'),
  betaRegularizer: regularizer('Penalty on the offset in the loss.'),
  gammaRegularizer: regularizer('Penalty on the factor in the loss.'),
};

const stepDoc = 'Steps from one window to the next.';
const gapDoc = 'Gaps between the values under a window; 1 is none.';
const ownStepDoc = 'Steps between windows; without a value, the size of the window.';

/** Of layers that draw while training. */
export const seedField = { ...seed, rare: true };

/** What every layer that drops values has. */
export const dropoutFields = {
  rate: float(0.5, 'Share of the values that is dropped.', { min: 0, max: 0.999 }),
  seed: seedField,
};

export const noiseShapeField = optional(
  ints([], 'Shape of the mask, batch first; a size of 1 drops a whole axis together.', {
    free: true,
    rare: true,
  }),
);

/** How pictures get values between their pixels. */
export function interpolationField(value: 'nearest' | 'bilinear') {
  return enumeration(
    value,
    ['nearest', 'bilinear'],
    'Whether new values repeat the nearest one or lie between neighbours.',
  );
}

/** Padding of a convolution over time. */
export const causalPadding = enumeration(
  'valid',
  ['valid', 'same', 'causal'],
  'Windows stay inside (`valid`), zeros surround (`same`) or come before, hiding the future (`causal`).',
);

/** Of a convolution over time, whose padding may differ. */
export const windowFields1D = {
  kernelSize: int(3, 'Length of the window.', { max: 4096, structural: true }),
  strides: int(1, stepDoc, { max: 4096 }),
  dilationRate: int(1, gapDoc, { max: 4096, rare: true }),
};

export const windowFields = {
  kernelSize: pair([3, 3], 'Height and width of the window.', { structural: true }),
  strides: pair([1, 1], 'Steps between windows, down and across.'),
  padding: padding(),
  dilationRate: pair([1, 1], gapDoc, { rare: true }),
};

export const windowFields3D = {
  kernelSize: triple([3, 3, 3], 'Depth, height and width of the window.', { structural: true }),
  strides: triple([1, 1, 1], 'Steps between windows along depth, height and width.'),
  padding: padding(),
  dilationRate: triple([1, 1, 1], gapDoc, { rare: true }),
};

export const poolFields1D = {
  poolSize: int(2, 'Length of the window.', { max: 4096 }),
  strides: optional(int(2, ownStepDoc, { max: 4096 })),
  padding: padding(),
};

export const poolFields = {
  poolSize: pair([2, 2], 'Height and width of the window.'),
  strides: optional(pair([2, 2], ownStepDoc)),
  padding: padding(),
};

export const poolFields3D = {
  poolSize: triple([2, 2, 2], 'Depth, height and width of the window.'),
  strides: optional(triple([2, 2, 2], ownStepDoc)),
  padding: padding(),
};

export const keepdimsField = bool(false, 'Keep the pooled axes with size 1.', { rare: true });
