/** LSTM cell; gates stand in Keras' order: input, forget, candidate, output. */
import * as tf from '@tensorflow/tfjs';
import { activationOf } from '../../forward-activations';
import type { Cell, CellGradient } from './cell';
import { columns } from './slices';
import { slopeOf } from './slopes';

/** Weights: recurrentKernel [units, 4 · units]. */
export function lstmCell(activation: string, recurrentActivation: string): Cell {
  const [activate, gate] = [activationOf(activation), activationOf(recurrentActivation)];
  const [slope, gateSlope] = [slopeOf(activation), slopeOf(recurrentActivation)];
  // A function of single values may run over all four parts at once.
  const isPlain = gateSlope !== undefined;
  return {
    states: 2,
    step: (projected, { states: [, c], seen }, [kernel]) => {
      const z = tf.add(projected, tf.matMul(seen, kernel!));
      const units = c!.shape[1]!;
      const open = isPlain ? gate(z) : z;
      const parts = [0, 1, 3].map((at) => columns(open, at * units, units));
      const [i, f, o] = isPlain ? parts : parts.map((part) => gate(part));
      const candidate = activate(columns(z, 2 * units, units));
      const cell = tf.add(tf.mul(f!, c!), tf.mul(i!, candidate));
      const shown = activate(cell);
      return { states: [tf.mul(o!, shown), cell], kept: [i!, f!, candidate, o!, shown] };
    },
    ...(slope && gateSlope ? { gradient: gradientOf(slope, gateSlope) } : {}),
  };
}

type Slope = (y: tf.Tensor) => tf.Tensor;

function gradientOf(slope: Slope, gateSlope: Slope): CellGradient {
  return {
    factors: ([i, f, candidate, o, shown], { states: [, c] }) => {
      const ofGates = tf.concat(
        [
          tf.mul(candidate!, gateSlope(i!)),
          tf.mul(c!, gateSlope(f!)),
          tf.mul(i!, slope(candidate!)),
          tf.mul(shown!, gateSlope(o!)),
        ],
        1,
      );
      return [ofGates, tf.mul(o!, slope(shown!)), f!];
    },
    back: ([dh, dc], [ofGates, ofCell, f], [kernel]) => {
      const cell = tf.add(dc!, tf.mul(dh!, ofCell!));
      const projected = tf.mul(tf.concat([cell, cell, cell, dh!], 1), ofGates!);
      const seen = tf.matMul(projected, kernel!, false, true);
      return { projected, seen, states: [null, tf.mul(cell, f!)] };
    },
    weights: (projected, _kept, seen) => [tf.matMul(seen, projected, true, false)],
  };
}
