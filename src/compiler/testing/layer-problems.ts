/** Documents with a layer whose parameters or shapes cannot be; `check.test.ts` asks for a row for every code. */
import { chain, documentOf, flowersOf, networkOfRows, picturesOf } from './documents';
import type { ProblemRow } from './sequence-problems';

const picture = ['input', 'Input', { shape: [8, 8, 1] }] as const;
const out = ['out', 'Output'] as const;
const huge = 1_000_000;

export const layerProblems: readonly ProblemRow[] = [
  [
    'param-type',
    flowersOf(['dense', 'Dense', { units: 'ten' }]),
    'dense: units is "ten"; it takes a whole number.',
  ],
  [
    'param-range',
    flowersOf(['dense', 'Dense', { units: 1e9 }]),
    'dense: units is 1,000,000,000; it lies between 1 and 1,000,000.',
  ],
  [
    'param-choice',
    flowersOf(['dense', 'Dense', { kernelInitializer: { id: 'magic' } }]),
    'dense: kernelInitializer is "magic"; it is one of zeros, ones, constant, randomUniform, randomNormal, truncatedNormal, varianceScaling, glorotUniform, glorotNormal, heUniform, heNormal, leCunUniform, leCunNormal, orthogonal, identity.',
  ],
  [
    'param-expression',
    flowersOf(['dense', 'Dense', { units: '=filters * 4' }]),
    'dense: units is the expression "=filters * 4", which has no value here: No parameter is called filters; none are declared.',
  ],
  [
    'param-unknown',
    flowersOf(['dense', 'Dense', { units: 3, activation: 'softmax', colour: 1 }]),
    'dense: colour is not a parameter that this version knows; it is kept and not used.',
  ],
  [
    'rank',
    flowersOf(['conv', 'Conv2D']),
    'conv needs 3 axes (height, width, channels) and receives 4 from input.',
  ],
  [
    'kernel-too-large',
    picturesOf(['conv', 'Conv2D', { kernelSize: [9, 3] }]),
    'conv: a window of 9×3 does not fit in 8×8×1 from input.',
  ],
  [
    'axis-twice',
    picturesOf(['norm', 'LayerNormalization', { axis: [3, -1] }]),
    'norm: axis 3 is named twice; −1 is the last one.',
  ],
  [
    'crop-too-large',
    picturesOf(['crop', 'Cropping2D', { cropping: [4, 4, 0, 0] }]),
    'crop: cutting 4 + 4 off axis 1 leaves nothing of 8×8×1 from input.',
  ],
  [
    'dot-size',
    documentOf(
      networkOfRows(
        [['input', 'Input', { shape: [4] }], ['dense', 'Dense', { units: 3 }], ['dot', 'Dot'], out],
        ['input>dense', 'input>dot', 'dense>dot', 'dot>out'],
      ),
    ),
    'dot sums axis 1 of input, of size 4, with axis 1 of dense, of size 3; both are of one size.',
  ],
  [
    'dilation-strides',
    picturesOf(['conv', 'Conv2D', { strides: [2, 2], dilationRate: [2, 2] }]),
    'conv: strides 2×2 and dilationRate 2×2 cannot both exceed 1.',
  ],
  [
    'free-axis',
    documentOf(chain(['input', 'Input', { shape: [null, 8, 1] }], ['flat', 'Flatten'], out)),
    'flat needs a known size on axis 1 and receives ?×8×1 from input.',
  ],
  [
    'merge-shape',
    documentOf(
      networkOfRows(
        [
          ['input', 'Input', { shape: [8, 8, 2] }],
          ['conv', 'Conv2D', { filters: 4 }],
          ['add', 'Add'],
          out,
        ],
        ['input>conv', 'conv>add', 'input>add', 'add>out'],
      ),
    ),
    'add needs inputs of one shape; conv brings 6×6×4 and input brings 8×8×2.',
  ],
  [
    'concat-shape',
    documentOf(
      networkOfRows(
        [picture, ['pool', 'MaxPooling2D'], ['join', 'Concatenate'], out],
        ['input>pool', 'input>join', 'pool>join', 'join>out'],
      ),
    ),
    'join joins along axis 3, so all other sizes are equal; input brings 8×8×1 and pool brings 4×4×1.',
  ],
  [
    'axis',
    flowersOf(['soft', 'Softmax', { axis: 3 }]),
    'soft: axis 3 does not exist in 4 from input.',
  ],
  [
    'input-length',
    flowersOf(['embed', 'Embedding', { inputLength: 6 }]),
    'embed: inputLength is 6, but 4 arrives from input.',
  ],
  [
    'reshape-size',
    flowersOf(['shape', 'Reshape', { targetShape: [3, 3] }]),
    'shape: 4 from input holds 4 values and 3×3 holds 9.',
  ],
  [
    'reshape-free',
    flowersOf(['shape', 'Reshape', { targetShape: [null, null] }]),
    'shape: targetShape ?×? leaves 2 sizes free; one at most can be worked out.',
  ],
  [
    'permute-axes',
    flowersOf(['turn', 'Permute', { dims: [2, 1] }]),
    'turn: dims 2, 1 is no order of the axes 1 to 1 of 4 from input.',
  ],
  [
    'square-kernel',
    flowersOf(['dense', 'Dense', { units: 3, kernelInitializer: { id: 'identity' } }]),
    'dense: the identity initializer needs a square matrix; kernel is 4×3.',
  ],
  [
    'tensor-too-large',
    documentOf(
      chain(['input', 'Input', { shape: [huge] }], ['dense', 'Dense', { units: huge }], out),
    ),
    'dense: kernel of 1000000×1000000 holds 1,000,000,000,000 values; 2,147,483,647 is the most.',
  ],
];
