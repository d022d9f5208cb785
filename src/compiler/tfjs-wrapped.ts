/** Layers inside layers in the JSON of TensorFlow.js and Keras: the layer of a wrapper, the cells of an RNN. */
import type { Config, Json } from '../graph/document';
import { classNameOf } from './layer';
import { layerByKind } from './layers/all';
import type { Choice } from './params';
import type { Call } from './program';

type LayerJson = { readonly class_name: string; readonly config: Config };

/** An inner layer as a call of its own, with what it sees. */
export function innerCall(
  call: Call,
  inputShapes: Call['inputShapes'],
  outputShape: Call['outputShape'],
): Call {
  const { id, ...config } = call.config.layer as Choice; // by the wrapper's declaration
  const layer = layerByKind(id);
  const className = layer ? classNameOf(layer) : id;
  return { ...call, id: `${call.id}_${id}`, kind: id, className, config, inputShapes, outputShape };
}

/** The call that TimeDistributed makes for one step. */
export function stepCall(call: Call): Call {
  const [x = []] = call.inputShapes;
  return innerCall(call, [x.slice(1)], call.outputShape.slice(1));
}

/** Config of a wrapper, from the way in which a call becomes JSON. */
export const wrapperConfig =
  (innerOf: (call: Call) => Call, json: (call: Call) => LayerJson | undefined) =>
  (call: Call): Config => {
    const layer = json(innerOf(call));
    // A wrapper chooses among kinds that have a layer.
    return { ...call.config, layer: layer ? { ...layer } : null };
  };

/** Config of an RNN over its cells, from the way in which a choice becomes JSON. */
export const stackConfig =
  (json: (choice: Config) => LayerJson) =>
  (call: Call): Config => {
    const { cells, ...rest } = call.config;
    const list = (cells as readonly Choice[]).map((cell, i): Json => {
      const { class_name, config } = json(cell);
      return { class_name, config: { name: `${call.id}_cell_${i}`, ...config } };
    });
    const config = { name: `${call.id}_cells`, cells: list };
    return { ...rest, cell: { class_name: 'StackedRNNCells', config } };
  };
