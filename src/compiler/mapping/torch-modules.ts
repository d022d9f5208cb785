/**
 * Modules of PyTorch that keep several weights in one tensor, or one weight in two: torch.nn.LSTM, GRU and RNN with
 * two offsets and gates of their own order, torch.nn.MultiheadAttention with its three projections in one. Read
 * through this, a file has a tensor for every weight. What is not whole stays as the file has it.
 */
import { blocks } from '../exporters/recurrent-weights';
import { transposed } from '../exporters/tensors';
import type { FileTensor } from './file-tensor';

/** A tensor as it is mapped, made of others of the file. */
export interface FilePart {
  readonly tensor: FileTensor;
  /** Names in the file. */
  readonly from: readonly string[];
  /** Of the values of those, flat. */
  readonly make: (values: readonly Float32Array[]) => Float32Array;
}

/** A tensor of floats by its name. */
type Find = (name: string) => FileTensor | undefined;
type Made = Omit<FilePart, 'tensor'> & { readonly name: string; readonly shape: readonly number[] };

/** Where each of the layer's gates stands among PyTorch's, by how many there are. */
const gateOrders: Readonly<Record<number, readonly number[]>> = {
  1: [0],
  // Keras has update, reset, candidate; PyTorch reset, update, candidate.
  3: [1, 0, 2],
  4: [0, 1, 2, 3],
};

/** The tensors of a file in its order, those of such modules as the weights that they hold. */
export function unpacked(tensors: readonly FileTensor[]): readonly FilePart[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const find: Find = (name) => {
    const found = byName.get(name);
    return found?.isFloat ? found : undefined;
  };
  const made = new Map<string, readonly FilePart[]>();
  for (const tensor of tensors) {
    const module = recurrent(tensor, find) ?? attention(tensor, find) ?? [];
    const used = new Set(module.flatMap(({ from }) => from));
    // A name that another tensor has would be there twice.
    if (module.some(({ name }) => byName.has(name) && !used.has(name))) continue;
    for (const name of used) made.set(name, []);
    const parts = module.map(({ name, shape, from, make }) => ({
      ...{ from, make },
      tensor: { name, shape, dtype: tensor.dtype, isFloat: true },
    }));
    if (parts.length > 0) made.set(tensor.name, parts);
  }
  const asItIs = (tensor: FileTensor): FilePart => ({
    ...{ tensor, from: [tensor.name] },
    make: ([values]) => values!,
  });
  return tensors.flatMap((tensor) => made.get(tensor.name) ?? [asItIs(tensor)]);
}

const hasShape = (tensor: FileTensor | undefined, ...shape: number[]): boolean =>
  tensor?.shape.join() === shape.join();

/** One layer and direction of a recurrent module, or a cell; a layer above the first gets a name of its own. */
function recurrent(last: FileTensor, find: Find): Made[] | undefined {
  const parts = /^(|.*\.)weight_hh((?:_l(\d+))?(_reverse)?)$/.exec(last.name);
  const [, before = '', end = '', layer = '0', reverse = ''] = parts ?? [];
  const named = (part: string): string => `${before}${part}${end}`;
  const [rows = 0, units = 0] = last.shape;
  const order = gateOrders[rows / units];
  const first = find(named('weight_ih'));
  const biases = ['bias_ih', 'bias_hh'].map(named);
  const given = biases.map(find);
  const areWhole = given.every((bias) => hasShape(bias, rows)) || given.every((bias) => !bias);
  const isWhole = hasShape(last, rows, units) && hasShape(first, rows, first?.shape[1] ?? 0);
  // A projection of the states (`proj_size`) has no counterpart.
  if (!parts || !order || !isWhole || !areWhole || find(named('weight_hr'))) return undefined;
  const start = `${before}${Number(layer) > 0 ? `l${layer}.` : ''}`;
  const kernel = (part: string, { name, shape }: FileTensor): Made => ({
    name: `${start}${part}${reverse}`,
    shape: [shape[1]!, rows],
    from: [name],
    make: ([values]) => transposed(blocks({ shape, values: values! }, order), [1, 0]).values,
  });
  const bias: Made = {
    name: `${start}bias${reverse}`,
    shape: order.length === 3 ? [2, rows] : [rows],
    from: biases,
    make: (values) => biasOf(values, order),
  };
  const kernels = [kernel('weight_ih', first!), kernel('weight_hh', last)];
  return given[0] ? [...kernels, bias] : kernels;
}

/** A GRU keeps the offset of the state apart, which its reset gate is multiplied with; the others add the two. */
function biasOf(values: readonly Float32Array[], order: readonly number[]): Float32Array {
  const [input, state] = values.map((each) =>
    blocks({ shape: [each.length], values: each }, order),
  );
  if (order.length === 3) return Float32Array.of(...input!.values, ...state!.values);
  return input!.values.map((value, i) => value + state!.values[i]!);
}

/** The three projections of one MultiheadAttention and its last one, each as a Linear is kept. */
function attention(packed: FileTensor, find: Find): Made[] | undefined {
  const [, before] = /^(|.*\.)in_proj_weight$/.exec(packed.name) ?? [];
  const size = packed.shape[1] ?? 0;
  if (before === undefined || !hasShape(packed, 3 * size, size)) return undefined;
  const [bias, last, lastBias] = ['in_proj_bias', 'out_proj.weight', 'out_proj.bias'].map((part) =>
    find(before + part),
  );
  const hasBias = hasShape(bias, 3 * size) && hasShape(lastBias, size);
  const isWhole = hasShape(last, size, size) && (hasBias || !(bias || lastBias));
  // Learned steps beside the keys (`add_bias_kv`) have no counterpart.
  if (!isWhole || find(`${before}bias_k`)) return undefined;
  const third = (from: FileTensor, end: string): Made[] =>
    ['query', 'key', 'value'].map((part, i) => ({
      name: `${before}${part}_${end}`,
      shape: [size, ...from.shape.slice(1)],
      from: [from.name],
      make: ([values]) => values!.slice((i * values!.length) / 3, ((i + 1) * values!.length) / 3),
    }));
  const whole = (from: FileTensor, end: string): Made => ({
    name: `${before}output_${end}`,
    shape: from.shape,
    from: [from.name],
    make: ([values]) => values!,
  });
  const kernels = [...third(packed, 'weight'), whole(last!, 'weight')];
  return hasBias ? [...kernels, ...third(bias!, 'bias'), whole(lastBias!, 'bias')] : kernels;
}
