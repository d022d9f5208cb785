/** GRU cells; gates stand in Keras' order: update, reset, candidate. */
import * as tf from '@tensorflow/tfjs';
import { activationOf } from '../../forward-activations';
import type { Cell, CellGradient } from './cell';
import { columns, sideBySide } from './slices';
import { slopeOf } from './slopes';

type Function = (x: tf.Tensor) => tf.Tensor;

/** The state between itself and the candidate: z · h + (1 − z) · candidate. */
const between = (z: tf.Tensor, h: tf.Tensor, candidate: tf.Tensor): tf.Tensor =>
  tf.add(candidate, tf.mul(z, tf.sub(h, candidate)));

/** Both gates, [batch, 2 · units]; a function that looks at its neighbours is applied to each by itself. */
function gates(x: tf.Tensor, gate: Function, isPlain: boolean): [tf.Tensor, tf.Tensor] {
  const units = x.shape[1]! / 2;
  const parts = sideBySide(isPlain ? gate(x) : x, [units, units]);
  const [z, r] = isPlain ? parts : parts.map((part) => gate(part));
  return [z!, r!];
}

/** The state is reset before its product, as TensorFlow.js has it. Weights: recurrentKernel [units, 3 · units]. */
export function gruCell(activation: string, recurrentActivation: string): Cell {
  const [activate, gate] = [activationOf(activation), activationOf(recurrentActivation)];
  const [slope, gateSlope] = [slopeOf(activation), slopeOf(recurrentActivation)];
  return {
    states: 1,
    step: (projected, { states: [h], seen }, [kernel]) => {
      const units = seen.shape[1]!;
      const [forGates, forCandidate] = sideBySide(kernel!, [2 * units, units]);
      const [x, xCandidate] = sideBySide(projected, [2 * units, units]);
      const [z, r] = gates(tf.add(x!, tf.matMul(seen, forGates!)), gate, gateSlope !== undefined);
      const product = tf.matMul(tf.mul(r, seen), forCandidate!);
      const candidate = activate(tf.add(xCandidate!, product));
      return { states: [between(z, h!, candidate)], kept: [z, r, candidate] };
    },
    ...(slope && gateSlope ? { gradient: gradientBefore(slope, gateSlope) } : {}),
  };
}

function gradientBefore(slope: Function, gateSlope: Function): CellGradient {
  return {
    factors: ([z, r, candidate], { states: [h], seen }) => {
      const ofCandidate = tf.mul(tf.sub(1, z!), slope(candidate!));
      const ofUpdate = tf.mul(tf.sub(h!, candidate!), gateSlope(z!));
      const ofReset = tf.mul(seen, gateSlope(r!));
      return [ofCandidate, tf.concat([ofUpdate, ofReset], 1), z!, r!];
    },
    back: ([dy], [ofCandidate, ofGates, z, r], [kernel]) => {
      const units = dy!.shape[1]!;
      const [forGates, forCandidate] = sideBySide(kernel!, [2 * units, units]);
      const candidate = tf.mul(dy!, ofCandidate!);
      const reset = tf.matMul(candidate, forCandidate!, false, true);
      const both = tf.mul(tf.concat([dy!, reset], 1), ofGates!);
      return {
        projected: tf.concat([both, candidate], 1),
        seen: tf.add(tf.mul(reset, r!), tf.matMul(both, forGates!, false, true)),
        states: [tf.mul(dy!, z!)],
      };
    },
    weights: (projected, [, r], seen) => {
      const units = seen.shape[1]!;
      const ofGates = tf.matMul(seen, columns(projected, 0, 2 * units), true, false);
      const candidate = columns(projected, 2 * units, units);
      const ofCandidate = tf.matMul(tf.mul(r!, seen), candidate, true, false);
      return [tf.concat([ofGates, ofCandidate], 1)];
    },
  };
}

/**
 * The state is reset behind its product, which TensorFlow.js lacks and Keras 3 does by default. Weights:
 * recurrentKernel [units, 3 · units], offset of the state [3 · units].
 */
export function gruResetAfterCell(activation: string, recurrentActivation: string): Cell {
  const [activate, gate] = [activationOf(activation), activationOf(recurrentActivation)];
  const [slope, gateSlope] = [slopeOf(activation), slopeOf(recurrentActivation)];
  return {
    states: 1,
    step: (projected, { states: [h], seen }, [kernel, offset]) => {
      const units = seen.shape[1]!;
      const inner = tf.add(tf.matMul(seen, kernel!), offset!);
      const [x, xCandidate] = sideBySide(projected, [2 * units, units]);
      const [y, yCandidate] = sideBySide(inner, [2 * units, units]);
      const [z, r] = gates(tf.add(x!, y!), gate, gateSlope !== undefined);
      const candidate = activate(tf.add(xCandidate!, tf.mul(r, yCandidate!)));
      return { states: [between(z, h!, candidate)], kept: [z, r, candidate, yCandidate!] };
    },
    ...(slope && gateSlope ? { gradient: gradientAfter(slope, gateSlope) } : {}),
  };
}

function gradientAfter(slope: Function, gateSlope: Function): CellGradient {
  return {
    factors: ([z, r, candidate, inner], { states: [h] }) => {
      const ofCandidate = tf.mul(tf.sub(1, z!), slope(candidate!));
      const ofUpdate = tf.mul(tf.sub(h!, candidate!), gateSlope(z!));
      const ofReset = tf.mul(ofCandidate, tf.mul(inner!, gateSlope(r!)));
      // Side by side: update and reset, candidate, and the product of the state that the reset gate weighs.
      const all = [ofUpdate, ofReset, ofCandidate, tf.mul(ofCandidate, r!)];
      return [tf.concat(all, 1), z!];
    },
    back: ([dy], [ofAll, z], [kernel]) => {
      const units = dy!.shape[1]!;
      const all = tf.mul(tf.concat([dy!, dy!, dy!, dy!], 1), ofAll!);
      const [both, candidate, inner] = sideBySide(all, [2 * units, units, units]);
      const ofInner = tf.concat([both!, inner!], 1);
      return {
        projected: tf.concat([both!, candidate!], 1),
        seen: tf.matMul(ofInner, kernel!, false, true),
        states: [tf.mul(dy!, z!)],
      };
    },
    weights: (projected, [, r], seen) => {
      const units = seen.shape[1]!;
      const [both, candidate] = sideBySide(projected, [2 * units, units]);
      const ofInner = tf.concat([both!, tf.mul(candidate!, r!)], 1);
      return [tf.matMul(seen, ofInner, true, false), tf.sum(ofInner, 0)];
    },
  };
}
