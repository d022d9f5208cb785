import { constraint, normFields } from '../fields';
import { axisIndex, known, only } from '../geometry';
import { defineLayer, type Shape } from '../layer';
import { float, int } from '../params';
import { shapeError } from '../problems/problem-of';

/** Mean 0 and variance 1 over groups of channels of one sample, as `keras.layers.GroupNormalization`. */
export const groupNormalization = defineLayer({
  kind: 'GroupNormalization',
  group: 'Normalization',
  doc: 'Brings groups of channels of a sample to mean 0 and variance 1, then scales and shifts.',
  formula: 'y = gamma · (x − mean of the group) ÷ √(variance of the group + epsilon) + beta',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    groups: int(32, 'Number of groups; −1 makes every channel a group of its own.', { min: -1 }),
    axis: int(-1, 'Axis of the channels; −1 is the last.', { min: -8, max: 8, rare: true }),
    epsilon: float(0.001, 'Added to the variance, so that no division is by zero.', {
      min: 1e-12,
      max: 1,
      log: true,
    }),
    ...normFields,
    betaConstraint: constraint('What the offset is held to after every step.'),
    gammaConstraint: constraint('What the factor is held to after every step.'),
  },
  output: ({ axis, groups }, inputs) => {
    groupSize(groups, channelsOf(axis, inputs));
    return only('GroupNormalization', inputs);
  },
  weights: ({ axis, center, scale }, inputs) => {
    const shape = [channelsOf(axis, inputs)];
    return [
      ...(scale ? [{ name: 'gamma', shape }] : []),
      ...(center ? [{ name: 'beta', shape }] : []),
    ];
  },
  arithmetic: ({ axis, groups }, inputs) => {
    const channels = channelsOf(axis, inputs);
    return `${channels} ÷ ${groups < 0 ? channels : groups} = ${groupSize(groups, channels)}`;
  },
  face: ({ groups }) => [groups < 0 ? '' : String(groups), ''],
  examples: [
    { config: { groups: 2 }, inputs: [[4, 4, 6]], output: [4, 4, 6] },
    { config: { groups: -1, center: false }, inputs: [[5, 3]], output: [5, 3] },
    { config: { groups: 1, axis: 1, scale: false }, inputs: [[4, 3]], output: [4, 3] },
    { config: { groups: 4 }, inputs: [[8]], output: [8] },
  ],
});

function channelsOf(axis: number, inputs: readonly Shape[]): number {
  const x = only('GroupNormalization', inputs);
  return known('GroupNormalization', x, axisIndex('GroupNormalization', axis, x));
}

function groupSize(groups: number, channels: number): number {
  if (groups === -1) return 1;
  if (groups > 0 && channels % groups === 0) return channels / groups;
  throw shapeError('group-size', 'GroupNormalization', { groups, channels });
}
