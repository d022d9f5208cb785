import { only } from '../geometry';
import { defineLayer } from '../layer';
import { enumeration, float } from '../params';

/** A threshold that trains: its gradient is that of another function; Bengio et al., 2013; Hubara et al., 2016. */
export const step = defineLayer({
  kind: 'Step',
  group: 'Activation',
  doc: 'Gives one of two values by a threshold; the gradient passes as if it were smooth.',
  formula: 'y = high where x > threshold, else low',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    threshold: float(0, 'Values above it give `high`.'),
    low: float(0, 'What smaller values give.'),
    high: float(1, 'What larger values give.'),
    gradient: enumeration(
      'clipped',
      ['identity', 'clipped', 'none'],
      'What the gradient is multiplied by: 1, or 1 within 1 of the threshold, or 0.',
    ),
  },
  output: (_, inputs) => only('Step', inputs),
  face: ({ low, high }) => [`${low} | ${high}`, ''],
  examples: [
    { config: {}, inputs: [[8]], output: [8] },
    { config: { low: -1, high: 1, gradient: 'identity' }, inputs: [[3, 4]], output: [3, 4] },
  ],
});
