/** How a layer kind is written in PyTorch, and what rows share. */
import type { ActivationId } from '../fields';
import type { Call } from '../program';
import type { Layout } from './layouts';
import type { RowGap } from './row-gaps';
import type { TorchCode } from './torch-code';

export interface TorchRow extends RowGap {
  readonly write: (call: Call, code: TorchCode) => void;
}

const activations: Readonly<Record<ActivationId, (x: string, channels: number) => string>> = {
  linear: (x) => x,
  relu: (x) => `F.relu(${x})`,
  relu6: (x) => `F.relu6(${x})`,
  elu: (x) => `F.elu(${x})`,
  selu: (x) => `F.selu(${x})`,
  gelu: (x) => `F.gelu(${x})`,
  geluNew: (x) => `F.gelu(${x}, approximate="tanh")`,
  swish: (x) => `F.silu(${x})`,
  mish: (x) => `F.mish(${x})`,
  sigmoid: (x) => `torch.sigmoid(${x})`,
  // PyTorch's own hard sigmoid has slope 1/6.
  hardSigmoid: (x) => `torch.clamp(0.2 * ${x} + 0.5, 0.0, 1.0)`,
  tanh: (x) => `torch.tanh(${x})`,
  softplus: (x) => `F.softplus(${x})`,
  softsign: (x) => `F.softsign(${x})`,
  softmax: (x, channels) => `F.softmax(${x}, dim=${channels})`,
  logSoftmax: (x, channels) => `F.log_softmax(${x}, dim=${channels})`,
  hardSwish: (x) => `F.hardswish(${x})`,
  hardTanh: (x) => `F.hardtanh(${x})`,
  logSigmoid: (x) => `F.logsigmoid(${x})`,
  exponential: (x) => `torch.exp(${x})`,
  squareplus: (x) => `(${x} + torch.sqrt(${x} * ${x} + 4.0)) / 2.0`,
  softShrink: (x) => `F.softshrink(${x})`,
  hardShrink: (x) => `F.hardshrink(${x})`,
  tanhShrink: (x) => `F.tanhshrink(${x})`,
};

const byName: Readonly<Record<string, (x: string, channels: number) => string>> = activations;

export function torchActivation(x: string, name: unknown, layout: Layout): string {
  const activation = byName[typeof name === 'string' ? name : 'linear'];
  if (!activation) throw new Error(`PyTorch has no row for the activation ${String(name)}.`);
  return activation(x, layout === 'first' ? 1 : -1);
}

export function torchActivationGap({ config }: Call): string | undefined {
  const name = config.activation;
  if (typeof name !== 'string' || Object.hasOwn(byName, name)) return undefined;
  return `PyTorch has no row for the activation ${name}.`;
}

export const torchLayout = (call: Call, code: TorchCode): Layout =>
  call.inputs.every((id) => code.isFirst(id)) ? 'first' : 'last';

/** One value in, one out, in whichever layout it arrives. */
export const torchElementwise = (
  write: (x: string, call: Call, place: { code: TorchCode; layout: Layout }) => string,
): TorchRow => ({
  write: (call, code) => {
    const layout = torchLayout(call, code);
    const x = code.value(call.inputs[0]!, layout);
    code.set(call.id, write(x, call, { code, layout }), layout);
  },
});

/** One value in, one out, channels last. */
export const torchPlain = (
  write: (x: string, call: Call, code: TorchCode) => string,
): TorchRow => ({
  write: (call, code) => code.set(call.id, write(code.value(call.inputs[0]!), call, code)),
});
