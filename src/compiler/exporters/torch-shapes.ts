/** Layers that move, join and cut values, in PyTorch. */
import { axisFirst, axisOf, number, numbers, rankOf, targetShape } from './call-values';
import { list } from './torch-code';
import { type TorchRow, torchLayout, torchPlain } from './torch-row';

const reshape = torchPlain((x, { outputShape }) => {
  const [, ...sizes] = targetShape(outputShape);
  return `${x}.reshape(${[`${x}.shape[0]`, ...sizes].join(', ')})`;
});

/** Values of one shape each, joined from the left. */
const merge = (
  join: (a: string, b: string) => string,
  after = (y: string, _count: number): string => y,
): TorchRow => ({
  write: (call, code) => {
    const sameRank = call.inputShapes.every(({ length }) => length === call.inputShapes[0]!.length);
    const layout = sameRank ? torchLayout(call, code) : 'last';
    const values = call.inputs.map((id) => code.value(id, layout));
    code.set(call.id, after(values.reduce(join), values.length), layout);
  },
});

const concatenate: TorchRow = {
  write: (call, code) => {
    const layout = torchLayout(call, code);
    const rank = rankOf(call);
    const axis = axisOf(number(call, 'axis', -1), rank);
    const at = layout === 'first' && rank > 2 ? axisFirst(axis, rank) : axis;
    const values = call.inputs.map((id) => code.value(id, layout));
    code.set(call.id, `torch.cat([${values.join(', ')}], dim=${at})`, layout);
  },
};

const weightedSum: TorchRow = {
  write: (call, code) => {
    const layout = torchLayout(call, code);
    const importance = code.parameter(call, 'importance', code.weights(call).importance!);
    const shares = code.let(`${call.id}_shares`, `F.softmax(${importance}, dim=-1)`);
    const parts = call.inputs.map((id, i) => `${shares}[${i}] * ${code.value(id, layout)}`);
    code.set(call.id, parts.join(' + '), layout);
  },
};

const stack: TorchRow = {
  write: (call, code) => {
    const axis = axisOf(number(call, 'axis', 1), rankOf(call) + 1);
    const values = call.inputs.map((id) => code.value(id));
    code.set(call.id, `torch.stack([${values.join(', ')}], dim=${axis})`);
  },
};

const split: TorchRow = {
  write: (call, code) => {
    const axis = axisOf(number(call, 'axis', -1), rankOf(call));
    const ids = [
      call.id,
      ...Object.keys(call.moreOutputs ?? {}).map((port) => `${call.id}:${port}`),
    ];
    const parts = code.let(
      `${call.id}_parts`,
      `torch.chunk(${code.value(call.inputs[0]!)}, ${ids.length}, dim=${axis})`,
    );
    ids.forEach((id, i) => void code.set(id, `${parts}[${i}]`));
  },
};

const slice = torchPlain((x, call) => {
  const axis = axisOf(number(call, 'axis', -1), rankOf(call));
  const start = number(call, 'start');
  const { size } = call.config;
  const stop = typeof size === 'number' && start + size !== 0 ? start + size : '';
  return `${x}[${[...Array.from({ length: axis }, () => ':'), `${start}:${stop}`].join(', ')}]`;
});

const gather = torchPlain((x, call) => {
  const axis = axisOf(number(call, 'axis', -1), rankOf(call));
  const before = Array.from({ length: axis }, () => ':');
  return `${x}[${[...before, `[${numbers(call, 'indices', 1).join(', ')}]`].join(', ')}]`;
});

const timeDelay = torchPlain((x, call) => {
  const rank = rankOf(call);
  const zeros = Array.from({ length: 2 * (rank - 2) }, () => 0);
  const parts = numbers(call, 'delays', 1).map((delay) =>
    delay === 0 ? x : `F.pad(${x}, ${list([...zeros, delay, 0])})[:, :-${delay}]`,
  );
  return `torch.cat([${parts.join(', ')}], dim=-1)`;
});

/** A product of matrices after the summed axes are moved to their ends. */
const dot: TorchRow = {
  write: (call, code) => {
    const [a, b] = call.inputs.map((id, i) => {
      const rank = call.inputShapes[i]!.length + 1;
      const axis = axisOf(numbers(call, 'axes', 2)[i]!, rank);
      const x = `${code.value(id)}.movedim(${axis}, -1).flatten(1, -2)`;
      const rows = code.let(
        `${call.id}_${i + 1}`,
        rank === 2 ? `${code.value(id)}.unsqueeze(1)` : x,
      );
      if (call.config.normalize !== true) return rows;
      const length = `${rows}.square().sum(-1, keepdim=True).clamp(min=1e-7).sqrt()`;
      return code.let(`${call.id}_unit${i + 1}`, `${rows} / ${length}`);
    }) as [string, string]; // two inputs by its definition
    const [, ...sizes] = targetShape(call.outputShape);
    code.set(call.id, `(${a} @ ${b}.transpose(1, 2)).reshape(${a}.shape[0], ${sizes.join(', ')})`);
  },
};

export const torchShapeRows: Readonly<Record<string, TorchRow>> = {
  Flatten: reshape,
  Reshape: reshape,
  Permute: torchPlain((x, call) => `${x}.permute(${[0, ...numbers(call, 'dims', 1)].join(', ')})`),
  RepeatVector: torchPlain((x, call) => `${x}.unsqueeze(1).repeat(1, ${number(call, 'n')}, 1)`),
  Add: merge((a, b) => `${a} + ${b}`),
  Subtract: merge((a, b) => `${a} - ${b}`),
  Multiply: merge((a, b) => `${a} * ${b}`),
  Average: merge(
    (a, b) => `${a} + ${b}`,
    (y, count) => `(${y}) / ${count}`,
  ),
  Maximum: merge((a, b) => `torch.maximum(${a}, ${b})`),
  Minimum: merge((a, b) => `torch.minimum(${a}, ${b})`),
  Concatenate: concatenate,
  WeightedSum: weightedSum,
  Stack: stack,
  Split: split,
  Dot: dot,
  Slice: slice,
  Gather: gather,
  TimeDelay: timeDelay,
};
