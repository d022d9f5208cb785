import { innerOf, innerWeights, inside } from '../families/wrapped';
import { only } from '../geometry';
import { defineLayer } from '../layer';
import { choice } from '../params';
import { shapeError } from '../problems/problem-of';
import { shapeText } from '../words';
import { activation } from './activation';
import { averagePooling2D } from './average-pooling2d';
import { conv1D } from './conv1d';
import { conv2D } from './conv2d';
import { conv2DTranspose } from './conv2d-transpose';
import { dense } from './dense';
import { depthwiseConv2D } from './depthwise-conv2d';
import { flatten } from './flatten';
import { globalAveragePooling2D } from './global-average-pooling2d';
import { globalMaxPooling2D } from './global-max-pooling2d';
import { gru } from './gru';
import { layerNormalization } from './layer-normalization';
import { lstm } from './lstm';
import { maxPooling1D } from './max-pooling1d';
import { maxPooling2D } from './max-pooling2d';
import { reshape } from './reshape';
import { separableConv2D } from './separable-conv2d';
import { simpleRNN } from './simple-rnn';
import { upSampling2D } from './up-sampling2d';
import { zeroPadding2D } from './zero-padding2d';

/** One value comes out of a step, so states have no port. */
const without = ['activityRegularizer', 'returnState', 'initialState', 'stateful'];
const plain = ['activityRegularizer'];

const kinds = {
  Dense: inside(dense, plain),
  Conv1D: inside(conv1D, plain),
  Conv2D: inside(conv2D, plain),
  DepthwiseConv2D: inside(depthwiseConv2D, plain),
  SeparableConv2D: inside(separableConv2D, plain),
  Conv2DTranspose: inside(conv2DTranspose, plain),
  MaxPooling1D: inside(maxPooling1D, plain),
  MaxPooling2D: inside(maxPooling2D, plain),
  AveragePooling2D: inside(averagePooling2D, plain),
  GlobalMaxPooling2D: inside(globalMaxPooling2D, plain),
  GlobalAveragePooling2D: inside(globalAveragePooling2D, plain),
  UpSampling2D: inside(upSampling2D, plain),
  ZeroPadding2D: inside(zeroPadding2D, plain),
  Flatten: inside(flatten, plain),
  Reshape: inside(reshape, plain),
  Activation: inside(activation, plain),
  LayerNormalization: inside(layerNormalization, plain),
  SimpleRNN: inside(simpleRNN, without),
  LSTM: inside(lstm, without),
  GRU: inside(gru, without),
};

/** One layer for every step of a sequence, as `keras.layers.TimeDistributed`. */
export const timeDistributed = defineLayer({
  kind: 'TimeDistributed',
  group: 'Recurrent',
  doc: 'Applies one layer to every step of a sequence.',
  formula: 'y[t] = layer(x[t])',
  inputs: { min: 1, max: 1 },
  params: {
    layer: {
      ...choice({ id: 'Dense' }, kinds, 'The layer that every step goes through.'),
      structural: true,
    },
  },
  mask: 'passes',
  output: ({ layer }, inputs) => {
    const x = only('TimeDistributed', inputs);
    if (x.length < 2) {
      const expected = 'a sequence: steps and what each holds';
      throw shapeError('rank', 'TimeDistributed', { expected, input: shapeText(x) });
    }
    return [x[0]!, ...innerOf(kinds, layer).output(x.slice(1))];
  },
  weights: ({ layer }, inputs) => {
    const inner = innerOf(kinds, layer);
    const weights = inner.weights(only('TimeDistributed', inputs).slice(1));
    return innerWeights(weights, inner.config, (name) => name);
  },
  macs: ({ layer }, inputs, output) => {
    const x = only('TimeDistributed', inputs);
    return (x[0] ?? 1) * innerOf(kinds, layer).macs(x.slice(1), output.slice(1));
  },
  face: ({ layer }) => {
    const { kind, face } = innerOf(kinds, layer);
    return [`${kind} ${face[0]}`, face[1]];
  },
  examples: [
    { config: { layer: { id: 'Dense', units: 3 } }, inputs: [[5, 4]], output: [5, 3] },
    {
      config: { layer: { id: 'Conv2D', filters: 2, kernelSize: [3, 3] } },
      inputs: [[3, 6, 5, 1]],
      output: [3, 4, 3, 2],
    },
    { config: { layer: { id: 'Flatten' } }, inputs: [[3, 4, 2]], output: [3, 8] },
    {
      config: { layer: { id: 'LSTM', units: 2, returnSequences: true } },
      inputs: [[3, 4, 2]],
      output: [3, 4, 2],
    },
  ],
});
