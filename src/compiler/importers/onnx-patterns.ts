/** Layers that exporters write as several operators: found at the first of them, which then stands for all. */
import type { Config } from '../../graph/document';
import { type OnnxCall, tensorOf } from './onnx-call';
import type { OnnxConstant, OnnxOperator } from './onnx-model';
import { layerAxis } from './onnx-wire';

/** x ÷ √2 at the start of ½x(1 + erf(x ÷ √2)), as PyTorch writes GELU; false where it is something else. */
export function tookGelu(call: OnnxCall): boolean {
  const { operator, known, builder } = call;
  const factor = scalar(call, operator);
  const isRoot =
    (operator.op === 'Div' && near(factor, Math.SQRT2)) ||
    (operator.op === 'Mul' && near(factor, Math.SQRT1_2));
  const x = operator.inputs.find((name) => known.wires.has(name));
  const erf = isRoot ? after(call, operator, 'Erf') : undefined;
  const sum = erf && after(call, erf, 'Add');
  const product = sum && after(call, sum, 'Mul');
  const half = product && after(call, product, 'Mul');
  const isGelu =
    x !== undefined &&
    product?.inputs.includes(x) &&
    near(sum && scalar(call, sum), 1) &&
    near(half && scalar(call, half), 0.5);
  if (!isGelu || !erf || !sum || !half) return false;
  const wire = known.wires.get(x)!;
  const config = { activation: 'gelu' };
  const [place] = builder.add({ kind: 'Activation', name: half.name, config, inputs: [wire] });
  take(call, [operator, erf, sum, product, half], { ...place!, order: wire.order });
  return true;
}

/** A mean over the last axis at the start of (x − μ) ÷ √(σ² + ε) · γ + β, as before opset 17; false where it is not. */
export function tookLayerNormalization(call: OnnxCall): boolean {
  const { operator, known, builder } = call;
  const [x = ''] = operator.inputs;
  const wire = known.wires.get(x);
  const minus = after(call, operator, 'Sub');
  const readers = known.readers.get(minus?.outputs[0] ?? '') ?? [];
  const square = readers.find(
    (reader) => reader.op === 'Mul' || (reader.op === 'Pow' && scalar(call, reader) === 2),
  );
  const quotient = readers.find(({ op }) => op === 'Div');
  const mean = square && after(call, square, 'ReduceMean');
  const sum = mean && after(call, mean, 'Add');
  const root = sum && after(call, sum, 'Sqrt');
  const epsilon = sum && scalar(call, sum);
  const isOne =
    wire?.shape &&
    minus?.inputs[0] === x &&
    new Set(readers).size === 2 &&
    root?.outputs[0] === quotient?.inputs[1] &&
    epsilon !== undefined &&
    isOverLast(call, wire.order);
  if (!isOne || !minus || !square || !quotient || !mean || !sum || !root) return false;
  const size = wire.shape.at(-1);
  const vector = (at: OnnxOperator | undefined): OnnxConstant | undefined =>
    at && constants(call, at).find(({ values }) => values.length === size);
  const scaled = after(call, quotient, 'Mul');
  const gamma = vector(scaled);
  const shifted = gamma && scaled ? after(call, scaled, 'Add') : undefined;
  const beta = vector(shifted);
  const config: Config = { epsilon, scale: gamma !== undefined, center: beta !== undefined };
  const flat = ({ values }: OnnxConstant) => tensorOf({ shape: [values.length], values });
  const weights = {
    ...(gamma ? { gamma: flat(gamma) } : {}),
    ...(beta ? { beta: flat(beta) } : {}),
  };
  const name = operator.name || operator.outputs[0] || '';
  const [place] = builder.add({
    kind: 'LayerNormalization',
    name,
    config,
    inputs: [wire],
    weights,
  });
  const taken = [operator, minus, square, mean, sum, root, quotient];
  if (gamma) taken.push(scaled!);
  if (beta) taken.push(shifted!);
  take(call, taken, { ...place!, order: wire.order });
  return true;
}

function isOverLast(call: OnnxCall, order: readonly number[]): boolean {
  const [axis, ...more] = call.integers(1, 'axes') ?? [];
  if (axis === undefined || more.length > 0 || order.at(-1) !== order.length - 1) return false;
  const isLast = axis === -1 || axis === order.length - 1;
  return isLast && layerAxis(call.wire(), axis) === -1;
}

/** The only operator that reads an operator's output, where it is of this kind. */
function after(
  { known }: OnnxCall,
  { outputs: [name = ''] }: OnnxOperator,
  op: string,
): OnnxOperator | undefined {
  const [reader, ...more] = known.readers.get(name) ?? [];
  return more.length === 0 && reader?.op === op ? reader : undefined;
}

/** What all of them give is the layer's value: nobody else reads what is between. */
function take(
  { known }: OnnxCall,
  operators: readonly OnnxOperator[],
  wire: Parameters<typeof known.wires.set>[1],
): void {
  for (const { outputs } of operators) known.wires.set(outputs[0]!, wire);
}

const near = (value: number | undefined, wanted: number): boolean =>
  value !== undefined && Math.abs(value - wanted) < 1e-3;

const constants = ({ known }: OnnxCall, { inputs }: OnnxOperator): OnnxConstant[] =>
  inputs.flatMap((name) => known.constants.get(name) ?? []);

/** The only number among an operator's inputs. */
function scalar(call: OnnxCall, operator: OnnxOperator): number | undefined {
  const [only, ...more] = constants(call, operator);
  return more.length === 0 && only?.values.length === 1 ? only.values[0] : undefined;
}
