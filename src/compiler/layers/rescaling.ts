import { only } from '../geometry';
import { defineLayer } from '../layer';
import { float } from '../params';

/** Values on another scale, as `keras.layers.Rescaling`. */
export const rescaling = defineLayer({
  kind: 'Rescaling',
  group: 'Reshaping',
  doc: 'Multiplies every value by a factor and adds an offset; nothing is learned.',
  formula: 'y = x · scale + offset',
  inputs: { min: 1, max: 1 },
  params: {
    scale: float(1 / 255, 'Factor; 1 ÷ 255 brings pixels to 0 to 1.'),
    offset: float(0, 'Added after the factor.'),
  },
  mask: 'passes',
  output: (_, inputs) => only('Rescaling', inputs),
  face: ({ scale, offset }) => [
    `× ${Number(scale.toPrecision(3))}`,
    offset === 0 ? '' : `+ ${offset}`,
  ],
  examples: [
    { config: {}, inputs: [[28, 28, 1]], output: [28, 28, 1] },
    { config: { scale: 2, offset: -1 }, inputs: [[4]], output: [4] },
  ],
});
