/** Entry of the module that an export to TensorFlow.js brings along: importing it registers every class. */
import type { Program } from '../../../compiler/program';
import { snake, tfjsLayer } from '../../../compiler/tfjs-config';
import { ownActivations } from './activations';
import { isOwnClass } from './all';

const activations = new Set([...ownActivations].map(snake));

/** Whether plain TensorFlow.js cannot load the program: a class or a function of ours stands anywhere in its layers. */
export function needsOwnLayers({ calls }: Program): boolean {
  return calls.some((call) => isOwn(tfjsLayer(call)));
}

function isOwn(value: unknown, key = ''): boolean {
  if (typeof value === 'string') {
    return key === 'class_name'
      ? isOwnClass(value)
      : /activation$/.test(key) && activations.has(value);
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => isOwn(inner, name));
}
