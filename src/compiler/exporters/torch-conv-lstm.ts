/** ConvLSTM2D in PyTorch, which has no layer for it: one convolution over all steps, then a walk. */
import type { Call } from '../program';
import { numbers } from './call-values';
import { permuted } from './tensors';
import { list } from './torch-code';
import { outInPlaces, padded } from './torch-convolution';
import { type TorchRow, torchActivation, torchActivationGap } from './torch-row';
import { windowsOf } from './windows';

/** Walks; gates stand in Keras' order: input, forget, candidate, output. */
export const convLstmHelper = `def conv_lstm(gates, kernel, states, mask, activate, gate):
    """Walks over what the input adds to the gates, [batch, time, gates, rows, columns]; padding leaves the states as they are."""
    pads = [side for size in reversed(kernel.shape[2:]) for side in ((size - 1) // 2, size // 2)]
    zeros = torch.zeros_like(gates[:, 0, : kernel.shape[1]])
    h, c = states or (zeros, zeros)
    outputs = []
    for step in range(gates.shape[1]):
        i, f, new, o = (gates[:, step] + F.conv2d(F.pad(h, pads), kernel)).chunk(4, dim=1)
        cell = gate(f) * c + gate(i) * activate(new)
        output = gate(o) * activate(cell)
        if mask is not None:
            counts = mask[:, step, None, None, None]
            output, cell = torch.where(counts, output, h), torch.where(counts, cell, c)
        h, c = output, cell
        outputs.append(h)
    return torch.stack(outputs, dim=1), h, c


`;

const functionOf = (name: unknown): string => `lambda x: ${torchActivation('x', name, 'first')}`;

export const torchConvLSTM2D: TorchRow = {
  gap: (call) =>
    torchActivationGap(call) ??
    torchActivationGap({
      ...call,
      config: { activation: call.config.recurrentActivation ?? null },
    }),
  paddingGap: () => undefined,
  write: (call, code) => {
    code.helpers.add('conv_lstm');
    const { kernel, recurrentKernel, bias } = code.weights(call);
    const picture: Call = { ...call, inputShapes: [call.inputShapes[0]!.slice(1)] };
    const windows = windowsOf(picture, 'kernelSize');
    const sequence = code.value(call.inputs[0]!);
    const { x, padding } = padded(code, `${sequence}.flatten(0, 1).permute(0, 3, 1, 2)`, windows);
    const [into, out] = kernel!.shape.slice(-2) as [number, number];
    const layer = code.module(
      call,
      `nn.Conv2d(${into}, ${out}, ${list(windows.kernel)}, stride=${list(windows.strides)}, padding=${list(padding)}, ` +
        `dilation=${list(numbers(call, 'dilationRate', 2))}, bias=${bias ? 'True' : 'False'})`,
      { weight: permuted(kernel!, outInPlaces(4)), ...(bias ? { bias } : {}) },
      'input',
    );
    const turned = call.config.goBackwards === true ? '.flip(1)' : '';
    const gates = `${layer}(${x}).unflatten(0, ${sequence}.shape[:2])${turned}`;
    const recurrent = code.parameter(
      call,
      'recurrentKernel',
      permuted(recurrentKernel!, outInPlaces(4)),
    );
    const states = call.inputs.slice(1).map((id) => code.value(id, 'first'));
    const mask = code.mask(call.inputs[0]!);
    const { activation, recurrentActivation } = call.config;
    const given = [
      gates,
      recurrent,
      states.length > 0 ? `(${states.join(', ')})` : 'None',
      mask === undefined ? 'None' : `${mask}${turned}`,
      functionOf(activation),
      functionOf(recurrentActivation),
    ];
    const walked = code.let(`${call.id}_walked`, `conv_lstm(${given.join(', ')})`);
    if (call.config.returnSequences === true) {
      code.set(call.id, `${walked}[0].permute(0, 1, 3, 4, 2)`);
    } else {
      code.set(call.id, `${walked}[1]`, 'first');
    }
    Object.keys(call.moreOutputs ?? {}).forEach((port, i) => {
      code.set(`${call.id}:${port}`, `${walked}[${i + 1}]`, 'first');
    });
  },
};
