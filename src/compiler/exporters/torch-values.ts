/** Layers that compute value by value, feature by feature or over statistics, in PyTorch. */
import type { Call } from '../program';
import { axisFirst, axisOf, number, numbers, rankOf, targetShape } from './call-values';
import { permuted, reshaped } from './tensors';
import { list, type TorchCode } from './torch-code';
import {
  type TorchRow,
  torchActivation,
  torchActivationGap,
  torchElementwise,
  torchLayout,
  torchPlain,
} from './torch-row';

const has = (call: Call, name: string): boolean => call.weights.some((w) => w.name === name);

const dense: TorchRow = {
  gap: torchActivationGap,
  ...torchPlain((x, call, code) => {
    const { kernel, bias } = code.weights(call);
    const [into, out] = kernel!.shape;
    const layer = code.module(call, `nn.Linear(${into}, ${out}, bias=${bias ? 'True' : 'False'})`, {
      weight: permuted(kernel!, [1, 0]),
      ...(bias ? { bias } : {}),
    });
    const y = `${layer}(${x})`;
    const twice = call.config.activation === 'squareplus';
    return torchActivation(
      twice ? code.let(`${call.id}_sum`, y) : y,
      call.config.activation,
      'last',
    );
  }),
};

const embedding = torchPlain((x, call, code) => {
  const weight = code.weights(call).embeddings!;
  const layer = code.module(call, `nn.Embedding(${weight.shape.join(', ')})`, { weight });
  return `${layer}(${x}.long())`;
});

/** A weight reshaped to lie along `axes`. */
function along(code: TorchCode, call: Call, name: string, axes: readonly number[]): string {
  const weight = code.weights(call)[name]!;
  const sorted = [...axes].sort((a, b) => a - b);
  const shape = Array.from({ length: rankOf(call) - 1 }, (_, i) => {
    const at = sorted.indexOf(i + 1);
    return at < 0 ? 1 : (weight.shape[at] ?? 1);
  });
  return code.parameter(call, name, reshaped(weight, shape));
}

const batchNormalization: TorchRow = {
  gap: (call) =>
    [1, rankOf(call) - 1].includes(axisOf(number(call, 'axis', -1), rankOf(call)))
      ? undefined
      : 'PyTorch normalises over the first or the last axis.',
  write: (call, code) => {
    const rank = rankOf(call);
    const axis = axisOf(number(call, 'axis', -1), rank);
    const layout = axis === 1 && rank > 2 ? 'last' : 'first';
    const weights = code.weights(call);
    const size = weights.movingMean!.shape[0]!;
    const whole = (value: number) => ({
      shape: [size],
      values: new Float32Array(size).fill(value),
    });
    const affine = has(call, 'gamma') || has(call, 'beta');
    // PyTorch's momentum is the share of the new value.
    const momentum = 1 - number(call, 'momentum', 0.99);
    const layer = code.module(
      call,
      `nn.BatchNorm${Math.max(1, rank - 2)}d(${size}, eps=${number(call, 'epsilon', 1e-3)}, ` +
        `momentum=${Number(momentum.toPrecision(12))}, affine=${affine ? 'True' : 'False'})`,
      {
        ...(affine ? { weight: weights.gamma ?? whole(1), bias: weights.beta ?? whole(0) } : {}),
        running_mean: weights.movingMean!,
        running_var: weights.movingVariance!,
      },
    );
    code.set(call.id, `${layer}(${code.value(call.inputs[0]!, layout)})`, layout);
  },
};

const axesOf = (call: Call): number[] =>
  numbers(call, 'axis', 1).map((a) => axisOf(a, rankOf(call)));

function scaledAndShifted(code: TorchCode, call: Call, y: string, axes: readonly number[]): string {
  const factor = ['gamma', 'scale'].find((name) => has(call, name));
  const scaled = factor ? `${y} * ${along(code, call, factor, axes)}` : y;
  return has(call, 'beta') ? `${scaled} + ${along(code, call, 'beta', axes)}` : scaled;
}

const layerNormalization = torchPlain((x, call, code) => {
  const axes = axesOf(call);
  const mean = `${x}.mean(dim=${list(axes)}, keepdim=True)`;
  const variance = `${x}.var(dim=${list(axes)}, unbiased=False, keepdim=True)`;
  const y = `(${x} - ${mean}) / torch.sqrt(${variance} + ${number(call, 'epsilon', 1e-3)})`;
  return scaledAndShifted(code, call, `(${y})`, axes);
});

const rmsNormalization = torchPlain((x, call, code) => {
  const axes = axesOf(call);
  const squares = `(${x} * ${x}).mean(dim=${list(axes)}, keepdim=True)`;
  const y = `(${x} * torch.rsqrt(${squares} + ${number(call, 'epsilon', 1e-6)}))`;
  return scaledAndShifted(code, call, y, axes);
});

const groupNormalization = torchPlain((x, call, code) => {
  const rank = rankOf(call);
  const axis = axisOf(number(call, 'axis', -1), rank);
  const weights = code.weights(call);
  const channels = call.inputShapes[0]![axis - 1]!;
  const whole = (value: number) => ({
    shape: [channels],
    values: new Float32Array(channels).fill(value),
  });
  const groups = number(call, 'groups') < 0 ? channels : number(call, 'groups');
  const layer = code.module(
    call,
    `nn.GroupNorm(${groups}, ${channels}, eps=${number(call, 'epsilon', 1e-3)})`,
    { weight: weights.gamma ?? whole(1), bias: weights.beta ?? whole(0) },
  );
  return axis === 1 ? `${layer}(${x})` : `${layer}(${x}.movedim(${axis}, 1)).movedim(1, ${axis})`;
});

const unitNormalization = torchPlain(
  (x, call) =>
    `${x} / torch.clamp(torch.linalg.vector_norm(${x}, dim=${list(axesOf(call))}, keepdim=True), min=1e-12)`,
);

const normalization = torchPlain((x, call, code) => {
  const rank = rankOf(call);
  const kept = numbers(call, 'axis', 1).map((a) => axisOf(a, rank));
  const shape = Array.from({ length: rank - 1 }, (_, i) =>
    kept.includes(i + 1) ? call.inputShapes[0]![i]! : 1,
  );
  const statistic = (name: string): string => {
    const given = call.config[name];
    if (!Array.isArray(given))
      return code.parameter(call, name, reshaped(code.weights(call)[name]!, shape));
    return given.length === 1
      ? String(given[0])
      : code.parameter(call, name, {
          shape,
          values: Float32Array.from(given as readonly number[]), // a list of numbers by its param
        });
  };
  const variance = statistic('variance');
  const root = /^[\d.e+-]+$/.test(variance)
    ? String(Math.max(Math.sqrt(Number(variance)), 1e-7))
    : `torch.clamp(torch.sqrt(${variance}), min=1e-7)`;
  const mean = statistic('mean');
  return call.config.invert === true ? `${x} * ${root} + ${mean}` : `(${x} - ${mean}) / ${root}`;
});

/** One number for all, or a learned one a channel. */
const learned = (sign: '*' | '+', param: string): TorchRow => ({
  write: (call, code) => {
    const isScalar = (call.weights[0]?.shape ?? []).every((size) => size === 1);
    const layout = isScalar ? torchLayout(call, code) : 'last';
    const [weight] = call.weights;
    const tensor = weight && code.weights(call)[weight.name]!;
    const by = tensor
      ? code.parameter(call, weight.name, isScalar ? reshaped(tensor, []) : tensor)
      : String(number(call, param));
    code.set(call.id, `${code.value(call.inputs[0]!, layout)} ${sign} ${by}`, layout);
  },
});

const prelu = torchPlain(
  (x, call, code) =>
    `F.relu(${x}) - ${code.parameter(call, 'alpha', code.weights(call).alpha!)} * F.relu(-${x})`,
);

const softmax: TorchRow = {
  write: (call, code) => {
    const layout = torchLayout(call, code);
    const rank = rankOf(call);
    const axis = axisOf(number(call, 'axis', -1), rank);
    const at = layout === 'first' && rank > 2 ? axisFirst(axis, rank) : axis;
    code.set(call.id, `F.softmax(${code.value(call.inputs[0]!, layout)}, dim=${at})`, layout);
  },
};

const relu = torchElementwise((x, call) => {
  const { maxValue } = call.config;
  const [slope, threshold] = [number(call, 'negativeSlope'), number(call, 'threshold')];
  const y =
    slope === 0 && threshold === 0
      ? `F.relu(${x})`
      : `torch.where(${x} >= ${threshold}, ${x}, ${slope} * (${x} - ${threshold}))`;
  return typeof maxValue === 'number' ? `torch.clamp(${y}, max=${maxValue})` : y;
});

const positionEmbedding = torchPlain((x, call, code) => {
  const table = code.parameter(call, 'embeddings', code.weights(call).embeddings!);
  return `${x} + ${table}[: ${x}.shape[-2]]`;
});

const dropout = (module: string): TorchRow =>
  torchElementwise(
    (x, call, { code }) => `${code.module(call, `nn.${module}(${number(call, 'rate')})`)}(${x})`,
  );

/** Every token against every place. */
const categoryEncoding = torchPlain((x, call) => {
  const hits = `F.one_hot(${x}.long(), ${number(call, 'numTokens')}).float()`;
  switch (call.config.outputMode) {
    case 'count':
      return `${hits}.sum(-2)`;
    case 'oneHot':
      return `${hits}.reshape(${[`${x}.shape[0]`, ...targetShape(call.outputShape).slice(1)].join(', ')})`;
    default:
      return `${hits}.amax(-2)`;
  }
});

/** What only training does, and PyTorch has no layer for. */
const noise = (training: (x: string, call: Call) => string): TorchRow =>
  torchElementwise((x, call) => `${training(x, call)} if self.training else ${x}`);

/** A whole channel at once: PyTorch drops axis 1. */
const spatialDropout: TorchRow = {
  write: (call, code) => {
    const layer = code.module(
      call,
      `nn.Dropout${Math.max(2, rankOf(call) - 2)}d(${number(call, 'rate')})`,
    );
    const x = code.value(call.inputs[0]!, 'first');
    // For sequences PyTorch 1 has no layer; an axis of size 1 makes a picture of them.
    const y = rankOf(call) === 3 ? `${layer}(${x}.unsqueeze(-1)).squeeze(-1)` : `${layer}(${x})`;
    code.set(call.id, y, 'first');
  },
};

export const torchValueRows: Readonly<Record<string, TorchRow>> = {
  Dense: dense,
  Embedding: embedding,
  Masking: torchPlain(
    (x, call) => `${x} * (${x} != ${number(call, 'maskValue')}).any(-1, keepdim=True)`,
  ),
  CategoryEncoding: categoryEncoding,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: rmsNormalization,
  GroupNormalization: groupNormalization,
  UnitNormalization: unitNormalization,
  Normalization: normalization,
  Scale: learned('*', 'factor'),
  Offset: learned('+', 'offset'),
  Rescaling: torchElementwise(
    (x, call) => `${x} * ${number(call, 'scale')} + ${number(call, 'offset')}`,
  ),
  Power: torchElementwise((x, call) => {
    const exponent = number(call, 'exponent');
    // A root of a negative value is that of zero here.
    return `torch.pow(${Number.isInteger(exponent) ? x : `F.relu(${x})`}, ${exponent})`;
  }),
  Clip: torchElementwise(
    (x, call) => `torch.clamp(${x}, ${number(call, 'minValue')}, ${number(call, 'maxValue')})`,
  ),
  Step: torchElementwise(
    (x, call) =>
      `torch.where(${x} > ${number(call, 'threshold')}, torch.full_like(${x}, ${number(call, 'high', 1)}), ` +
      `torch.full_like(${x}, ${number(call, 'low')}))`,
  ),
  Activation: {
    gap: torchActivationGap,
    ...torchElementwise((x, call, { layout }) =>
      torchActivation(x, call.config.activation, layout),
    ),
  },
  ReLU: relu,
  ThresholdedReLU: torchElementwise(
    (x, call) => `F.threshold(${x}, ${number(call, 'theta', 1)}, 0.0)`,
  ),
  LeakyReLU: torchElementwise((x, call) => `F.leaky_relu(${x}, ${number(call, 'alpha', 0.3)})`),
  ELU: torchElementwise((x, call) => `F.elu(${x}, alpha=${number(call, 'alpha', 1)})`),
  PReLU: prelu,
  Softmax: softmax,
  PositionEmbedding: positionEmbedding,
  Dropout: dropout('Dropout'),
  AlphaDropout: dropout('AlphaDropout'),
  SpatialDropout1D: spatialDropout,
  SpatialDropout2D: spatialDropout,
  SpatialDropout3D: spatialDropout,
  GaussianDropout: noise((x, call) => {
    const rate = number(call, 'rate');
    return `${x} * (1.0 + ${Math.sqrt(rate / (1 - rate))} * torch.randn_like(${x}))`;
  }),
  DropPath: noise((x, call) => {
    const rate = number(call, 'rate');
    const each = `(${x}.shape[0],${' 1,'.repeat(rankOf(call) - 1)})`;
    return `${x} * (torch.rand(${each}, device=${x}.device) >= ${rate}) / ${1 - rate}`;
  }),
  GaussianNoise: noise((x, call) => `${x} + ${number(call, 'stddev')} * torch.randn_like(${x})`),
};
