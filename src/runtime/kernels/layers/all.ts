/** Every layer kind that TensorFlow.js lacks. A new one is a file beside this and a line here. */
import * as tf from '@tensorflow/tfjs';
import type { Call } from '../../../compiler/program';
import type { Run } from '../../forward';
import type { OwnLayer } from './own-layer';
import { rmsNormalization } from './rms-normalization';

export const ownLayers: readonly OwnLayer[] = [rmsNormalization];

const byKind = new Map(ownLayers.map((layer) => [layer.kind, layer]));

// Class names are global in TensorFlow.js; whoever builds a model from JSON imports this file.
for (const { layerClass } of ownLayers) tf.serialization.registerClass(layerClass);

/** How a call of a kind of our own computes; `undefined` for a kind of TensorFlow.js. */
export function ownRun(call: Call): Run | undefined {
  return byKind.get(call.kind)?.run(call);
}
