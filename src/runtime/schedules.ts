/** The schedules of `compiler/training/schedules.ts`: a factor of the learning rate at each step. */
import type { ScheduleId } from '../compiler/training/schedules';
import type { Config } from '../graph/document';

/** Length of what the schedule spans. */
export interface Span {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

type Factor = (config: Config, epoch: number, progress: number) => number;

const number = (config: Config, name: string, otherwise: number): number => {
  const value = config[name];
  return typeof value === 'number' ? value : otherwise;
};

const factors: Readonly<Record<ScheduleId, Factor>> = {
  constant: () => 1,
  step: (config, epoch) =>
    number(config, 'factor', 0.1) ** Math.floor(epoch / Math.max(1, number(config, 'every', 10))),
  exponential: (config, epoch) => number(config, 'rate', 0.9) ** epoch,
  // Loshchilov & Hutter, 2017, without restarts; progress counts from the end of the warm-up.
  cosine: (config, _epoch, progress) => {
    const final = number(config, 'final', 0);
    return final + ((1 - final) * (1 + Math.cos(Math.PI * progress))) / 2;
  },
};

/** The factor at `step`, from 0. A warm-up rises linearly and reaches the full rate at its last step. */
export function scheduleFactor(config: Config | null, step: number, span: Span): number {
  if (!config) return 1;
  const id = String(config.id);
  const factor = Object.hasOwn(factors, id) ? factors[id as ScheduleId] : factors.constant;
  const warmUp = Math.round(number(config, 'warmUp', 0) * span.stepsPerEpoch);
  if (step < warmUp) return (step + 1) / warmUp;
  const total = Math.max(1, span.epochs * span.stepsPerEpoch - warmUp);
  return factor(config, step / span.stepsPerEpoch, Math.min(1, (step - warmUp) / total));
}
