import { only } from '../geometry';
import { defineLayer } from '../layer';
import { enumeration } from '../params';
import { lossIds, lossParams } from '../training/losses';

/** Where a network's answer leaves and is compared with the target. */
export const output = defineLayer({
  kind: 'Output',
  group: 'Input',
  className: null,
  doc: 'Where the answer leaves the network and is compared with the target.',
  inputs: { min: 1, max: 1 },
  params: {
    loss: enumeration(
      'categoricalCrossentropy',
      [...lossIds, 'none'],
      'How far the answer is from the target; `none` trains nothing here.',
    ),
    ...lossParams,
  },
  output: (_, inputs) => only('Output', inputs),
  face: ({ loss }) => [loss, ''],
  examples: [
    { config: {}, inputs: [[10]], output: [10] },
    { config: { loss: 'meanSquaredError' }, inputs: [[28, 28, 1]], output: [28, 28, 1] },
  ],
});
