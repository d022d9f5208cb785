import { known, only, requireRank } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Sines and cosines of the position, added to what stands there; Vaswani et al., 2017, §3.5. */
export const sinePositionEncoding = defineLayer({
  kind: 'SinePositionEncoding',
  group: 'Attention',
  doc: 'Adds sines and cosines of the position, which tell positions apart without weights.',
  formula: 'y[t, 2i] = x + sin(t ÷ maxWavelength^(2i/d)); y[t, 2i+1] = x + cos(the same)',
  inputs: { min: 1, max: 1 },
  mask: 'passes',
  params: {
    maxWavelength: float(10_000, 'Wavelength of the slowest feature, in positions ÷ 2π.', {
      min: 1,
      max: 1e9,
      log: true,
    }),
  },
  output: (_, inputs) => {
    const x = only('SinePositionEncoding', inputs);
    requireRank('SinePositionEncoding', x, 2, 'time, features');
    known('SinePositionEncoding', x, 1);
    return x;
  },
  examples: [
    { config: {}, inputs: [[6, 4]], output: [6, 4] },
    { config: { maxWavelength: 100 }, inputs: [[5, 3]], output: [5, 3] },
  ],
});
