/** Which datasets of Keras' HDF5 files are the weights of which calls. */

import type { TensorData } from '../exporters/files';
import { groupName, homesOf } from '../exporters/keras-weights';
import type { Program } from '../program';
import type { ImportedLayer } from './keras-config';

/** Datasets and names of weights as an HDF5 file has them. */
export interface KerasFile {
  readonly datasets: ReadonlyMap<string, TensorData>;
  readonly attributes: ReadonlyMap<string, Readonly<Record<string, string | readonly string[]>>>;
}

export interface MatchedWeights {
  /** By `<call>.<weight>`. */
  readonly weights: ReadonlyMap<string, TensorData>;
  /** Weights of the program that the file does not have in their shape. */
  readonly missing: readonly string[];
}

/** A layer's weights in declared order by the path of each, as Keras 3 saves them below the model. */
export function kerasPaths(
  program: Program,
  layers: readonly ImportedLayer[],
): ReadonlyMap<string, string> {
  const calls = new Map(program.calls.map((call) => [call.id, call]));
  const counts = new Map<string, number>();
  const folders = new Map<string, string>();
  const found = new Map<string, string>();
  for (const { path, call: id, className } of layers) {
    const at = path.lastIndexOf('/');
    const parent = at < 0 ? '' : path.slice(0, at);
    const home = `${folders.get(parent) ?? ''}layers/`;
    const name = groupName(className);
    const key = home + name;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const folder = `${home}${count === 0 ? name : `${name}_${count}`}/`;
    folders.set(path, folder);
    const weights = (calls.get(id)?.weights ?? []).map((weight) => weight.name);
    homesOf(className, weights, calls.get(id)?.config ?? {}).forEach((place, i) => {
      found.set(`${id}.${weights[i]}`, folder + place);
    });
  }
  return found;
}

/** Weights of a `.keras` file. */
export function matchKeras3(
  program: Program,
  layers: readonly ImportedLayer[],
  { datasets }: KerasFile,
): MatchedWeights {
  const paths = kerasPaths(program, layers);
  return matched(program, (key) => {
    const path = paths.get(key) ?? '';
    return (
      datasets.get(path) ??
      // A single cell stands in an RNN without a stack around it.
      datasets.get(path.replace(/\/cell\/cells\/\w+\//, '/cell/')) ??
      // Before 3.5 the group was called `_layer_checkpoint_dependencies`.
      datasets.get(path.replaceAll(/(^|\/)layers\//g, OLD_GROUP))
    );
  });
}

const OLD_GROUP = '$1_layer_checkpoint_dependencies/';

/** Weights of an older `.h5` file: a group for every layer of the model, with names in the order of `layer.weights`. */
export function matchKerasH5(
  program: Program,
  layers: readonly ImportedLayer[],
  { datasets, attributes }: KerasFile,
): MatchedWeights {
  const root = attributes.has('model_weights') ? 'model_weights/' : '';
  const calls = new Map(program.calls.map((call) => [call.id, call]));
  const byGroup = new Map<string, string[][]>();
  for (const { path, call: id } of layers) {
    const group = path.split('/')[0]!;
    const sides = byGroup.get(group) ?? [[], []];
    byGroup.set(group, sides);
    // Trainable weights of everything inside stand before those that are not.
    for (const { name, trainable } of calls.get(id)?.weights ?? []) {
      sides[trainable === false ? 1 : 0]!.push(`${id}.${name}`);
    }
  }
  const found = new Map<string, TensorData>();
  for (const [group, sides] of byGroup) {
    const names = attributes.get(root + group)?.weight_names ?? [];
    const list = typeof names === 'string' ? [names] : names;
    sides.flat().forEach((key, i) => {
      const tensor = datasets.get(`${root}${group}/${list[i] ?? ''}`);
      if (tensor) found.set(key, tensor);
    });
  }
  return matched(program, (key) => found.get(key));
}

function matched(program: Program, find: (key: string) => TensorData | undefined): MatchedWeights {
  const weights = new Map<string, TensorData>();
  const missing: string[] = [];
  for (const call of program.calls) {
    if (call.sharesWith) continue;
    for (const { name, shape } of call.weights) {
      const key = `${call.id}.${name}`;
      const tensor = find(key);
      if (tensor?.shape.join() === shape.join()) weights.set(key, tensor);
      else missing.push(key);
    }
  }
  return { weights, missing };
}
