/** Pictures of another size, in PyTorch: channels first. */
import type { Call } from '../program';
import { number, numbers, rankOf } from './call-values';
import { partGap, partOf } from './pictures';
import { list } from './torch-code';
import type { TorchRow } from './torch-row';

const interpolationGap = ({ config: { interpolation } }: Call): string | undefined =>
  ['nearest', 'bilinear', undefined].includes(interpolation as string | undefined)
    ? undefined
    : `There is no row for ${String(interpolation)} interpolation.`;

const upSampling: TorchRow = {
  gap: interpolationGap,
  write: (call, code) => {
    const size = numbers(call, 'size', rankOf(call) - 2);
    const isLinear = call.config.interpolation === 'bilinear';
    const mode = isLinear ? 'mode="bilinear", align_corners=False' : 'mode="nearest"';
    const factors = list(size.map(Number)).replace(/(\d)(?=[,)])/g, '$1.0');
    const y = `F.interpolate(${code.value(call.inputs[0]!, 'first')}, scale_factor=${factors}, ${mode})`;
    code.set(call.id, y, 'first');
  },
};

const toSize = (x: string, size: string, interpolation: unknown): string => {
  const mode =
    interpolation === 'nearest' ? 'mode="nearest-exact"' : 'mode="bilinear", align_corners=False';
  return `F.interpolate(${x}, size=${size}, ${mode})`;
};

/** Resizing, and CenterCrop, which enlarges what is too small. */
const toPart: TorchRow = {
  gap: (call) => partGap(call) ?? interpolationGap(call),
  write: (call, code) => {
    const { cut, size, resizes } = partOf(call);
    const whole = code.value(call.inputs[0]!, 'first');
    const cuts = cut?.starts.map((start, i) => `${start}:${cut.stops[i]}`).join(', ');
    const x = cuts === undefined ? whole : `${whole}[:, :, ${cuts}]`;
    code.set(call.id, resizes ? toSize(x, list(size), call.config.interpolation) : x, 'first');
  },
};

/** Another width for every batch of training. */
const randomWidth: TorchRow = {
  gap: interpolationGap,
  write: (call, code) => {
    const x = code.value(call.inputs[0]!, 'first');
    const scale = `1.0 + ${number(call, 'factor')} * (2.0 * torch.rand(1).item() - 1.0)`;
    const size = `(${x}.shape[2], max(1, round(${x}.shape[3] * (${scale}))))`;
    const stretched = toSize(x, size, call.config.interpolation);
    code.set(call.id, `${stretched} if self.training else ${x}`, 'first');
  },
};

export const torchPictureRows: Readonly<Record<string, TorchRow>> = {
  UpSampling1D: upSampling,
  UpSampling2D: upSampling,
  UpSampling3D: upSampling,
  Resizing: toPart,
  CenterCrop: toPart,
  RandomWidth: randomWidth,
};
