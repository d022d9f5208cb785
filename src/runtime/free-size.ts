/**
 * What the free sizes of a network's inputs are set to where something has to run: every window must fit, since a kernel
 * of TensorFlow.js that runs on nothing writes beyond its memory and breaks the backend for all later calls.
 */

import type { Shape } from '../compiler/layer';
import { layerByKind } from '../compiler/layers/all';
import { type Program, valueId } from '../compiler/program';
import { applyRules } from '../compiler/rules';

/** From small and quick to what the deepest stems of image networks need. */
const SIZES = [32, 64, 96, 128, 192, 256, 320];

const known = new WeakMap<Program, number>();

/** The smallest of a few sizes at which every layer can be computed; the first where none is. */
export function freeSize(program: Program): number {
  const found = known.get(program) ?? SIZES.find((size) => canCompute(program, size)) ?? SIZES[0]!;
  known.set(program, found);
  return found;
}

function canCompute({ calls, inputs }: Program, size: number): boolean {
  const shapes = new Map<string, Shape>();
  for (const call of calls) {
    if (inputs.includes(call.id)) {
      shapes.set(
        call.id,
        call.outputShape.map((known) => known ?? size),
      );
      continue;
    }
    const layer = layerByKind(call.kind);
    if (!layer) return true;
    const { refusal, output, moreOutputs } = applyRules(
      layer,
      call.config,
      {},
      {
        shapes: call.inputs.map((id, i) => shapes.get(id) ?? call.inputShapes[i]!),
        ...(call.inputPorts ? { ports: call.inputPorts } : {}),
      },
    );
    if (refusal) return false;
    shapes.set(call.id, output ?? call.outputShape);
    for (const [port, shape] of Object.entries({ ...call.moreOutputs, ...moreOutputs })) {
      shapes.set(valueId(call.id, port), shape);
    }
  }
  return true;
}
