/** Factors that make rare classes count as much as frequent ones, from the samples that are trained on. */
import * as tf from '@tensorflow/tfjs';
import type { Program } from '../compiler/program';
import type { Column, PreparedPart } from './dataset';
import { type ClassWeights, takesClassWeights } from './losses';
import type { Model } from './model';
import { sizeOf } from './preparation/step';

/**
 * n / (k · n_c) for each of the k classes that occur, as scikit-learn's `class_weight='balanced'` (King and Zeng, 2001);
 * 0 for one that does not.
 */
export function balancedWeights(classes: ArrayLike<number>, most: number): Float32Array {
  const counts = new Float32Array(most);
  for (let i = 0; i < classes.length; i++) counts[classes[i]!]! += 1;
  const occurring = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count > 0 ? classes.length / (occurring * count) : 0));
}

/** The class of every sample and position: the largest of a row, or the number itself. */
function classesOf(column: Column, isRow: boolean, classes: number): Int32Array {
  const { values, scale = 1, offset = 0 } = column;
  if (!isRow) return Int32Array.from(values, (value) => Math.round(value * scale + offset));
  return Int32Array.from({ length: values.length / classes }, (_, row) => {
    const own = values.subarray(row * classes, (row + 1) * classes);
    return largest(own);
  });
}

function largest(values: Column['values']): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[at]!) at = i;
  return at;
}

/** Balanced factors by Output id, of the outputs that learn classes. */
export function classFactors(program: Program, train: PreparedPart): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  for (const id of program.outputs) {
    const call = program.calls.find((each) => each.id === id);
    const target = train.targets[id];
    if (!call || !target || !takesClassWeights(call)) continue;
    const isBinary = call.config.loss === 'binaryCrossentropy';
    // Several yes-or-no answers have no class together.
    if (isBinary && sizeOf(target) !== 1) continue;
    const classes = isBinary ? 2 : (call.outputShape.at(-1) ?? 1);
    const isRow = call.config.loss === 'categoricalCrossentropy';
    found.set(id, balancedWeights(classesOf(target, isRow, classes), classes));
  }
  return found;
}

/** The same on the device; the caller disposes them. Throws where no output learns classes. */
export function classWeightsOf(model: Model, train: PreparedPart): Map<string, ClassWeights> {
  const factors = classFactors(model.program, train);
  if (factors.size === 0) {
    throw new Error(
      'The class weights are balanced; no output learns classes by a cross-entropy. Set classWeights to none.',
    );
  }
  return new Map([...factors].map(([id, values]) => [id, tf.tensor1d(values)]));
}
