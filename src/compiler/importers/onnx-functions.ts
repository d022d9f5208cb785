/** Functions of ONNX that no layer computes alone, put together of those that do. */
import type { Config } from '../../graph/document';
import { Unsupported } from './importer';
import type { OnnxCall, Row } from './onnx-call';
import type { OnnxOperator } from './onnx-model';
import type { Wire } from './onnx-wire';

/** One more layer on a value, axis by axis as it came. */
export function through(call: OnnxCall, wire: Wire, kind: string, config: Config): Wire {
  const [place] = call.add({ kind, config, inputs: [wire] });
  return { ...wire, ...place!, isPositive: false };
}

const defined = (call: OnnxCall, wire: Wire, isPositive = false): void =>
  call.define(wire, wire.order, { isPositive });

/** 0 … 1 with any slope; what Keras 3 calls so, relu6(x + 3) ÷ 6, among them. */
const hardSigmoid: Row = (call) => {
  const [slope, middle] = [call.float('alpha', 0.2), call.float('beta', 0.5)];
  if (Math.abs(slope - 0.2) < 1e-6 && middle === 0.5) {
    // Of Keras 2 and TensorFlow.js.
    call.layer('Activation', { activation: 'hardSigmoid' }, { isPositive: true });
    return;
  }
  const steep = through(call, call.wire(), 'Scale', { factor: slope });
  const lifted = through(call, steep, 'Offset', { offset: middle });
  defined(call, through(call, lifted, 'ReLU', { maxValue: 1 }), true);
};

/** x ÷ √2 at the start of ½x(1 + erf(x ÷ √2)), as PyTorch writes GELU; false where it is something else. */
export function tookGelu(call: OnnxCall): boolean {
  const { operator, known, builder } = call;
  const factor = scalar(call, operator);
  const isRoot =
    (operator.op === 'Div' && near(factor, Math.SQRT2)) ||
    (operator.op === 'Mul' && near(factor, Math.SQRT1_2));
  const x = operator.inputs.find((name) => known.wires.has(name));
  if (!isRoot || x === undefined || call.follower?.op !== 'Erf') return false;
  const after = ({ outputs: [name = ''] }: OnnxOperator): OnnxOperator | undefined => {
    const readers = known.readers.get(name) ?? [];
    return readers.length === 1 ? readers[0] : undefined;
  };
  const sum = after(call.follower);
  const product = sum && after(sum);
  const half = product && after(product);
  const fits =
    sum?.op === 'Add' &&
    near(scalar(call, sum), 1) &&
    product?.op === 'Mul' &&
    product.inputs.includes(x) &&
    half?.op === 'Mul' &&
    near(scalar(call, half), 0.5);
  if (!fits) return false;
  const wire = known.wires.get(x)!;
  const config = { activation: 'gelu' };
  const [place] = builder.add({ kind: 'Activation', name: half.name, config, inputs: [wire] });
  for (const { outputs } of [operator, call.follower, sum, product, half]) {
    known.wires.set(outputs[0]!, { ...place!, order: wire.order });
  }
  return true;
}

const near = (value: number | undefined, wanted: number): boolean =>
  value !== undefined && Math.abs(value - wanted) < 1e-3;

/** The only number among an operator's inputs. */
function scalar({ known }: OnnxCall, { inputs }: OnnxOperator): number | undefined {
  const numbers = inputs.flatMap((name) => known.constants.get(name) ?? []);
  const [only] = numbers;
  return numbers.length === 1 && only?.values.length === 1 ? only.values[0] : undefined;
}

const layer =
  (kind: string, config: Config, isPositive = false): Row =>
  (call) =>
    call.layer(kind, config, { isPositive });

/** Natural exponential linear unit with α: max(0, x) + min(0, α(e^(x ÷ α) − 1)). */
const celu: Row = (call) => {
  const alpha = call.float('alpha', 1);
  if (alpha !== 1) throw new Unsupported(`Its α is ${alpha}; 1 is expected.`);
  call.layer('ELU', { alpha });
};

export const functionRows: Readonly<Record<string, Row>> = {
  HardSigmoid: hardSigmoid,
  HardSwish: layer('Activation', { activation: 'hardSwish' }),
  Celu: celu,
  Neg: layer('Scale', { factor: -1 }),
  Sqrt: layer('Power', { exponent: 0.5 }, true),
  Exp: layer('Activation', { activation: 'exponential' }, true),
};
