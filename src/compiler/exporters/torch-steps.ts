/** One layer for every step of a sequence, in PyTorch. */
import { describedStep, stepGap } from './steps';
import type { TorchRow } from './torch-row';

/** TimeDistributed by the row of the layer inside, which is one of `rows`. */
export const torchTimeDistributed = (rows: Readonly<Record<string, TorchRow>>): TorchRow => ({
  gap: (call) => stepGap(call, rows, 'PyTorch'),
  write: (call, code) => {
    const step = describedStep(call, code);
    const x = code.value(call.inputs[0]!);
    code.set(step.inputs[0]!, `${x}.flatten(0, 1)`);
    rows[step.kind]!.write(step, code);
    code.set(call.id, `${code.value(step.id)}.unflatten(0, ${x}.shape[:2])`);
  },
});
