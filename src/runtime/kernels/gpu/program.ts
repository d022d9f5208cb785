/**
 * A kernel that computes one float for each index `i` of a flat output, written once for WebGL and WebGPU:
 * the body is the common subset of GLSL ES 3.00 and WGSL, with declarations in GLSL's form (`float x = …`,
 * `int n = …`), which `toWgsl` rewrites. Inputs are flat too: `getA(index)`.
 */
import type { Tensor, TensorInfo } from '@tensorflow/tfjs';

export interface GpuProgram {
  /** Distinguishes programs in caches, together with the body. */
  readonly name: string;
  /** Names of the inputs, capitalised: `A` is read by `getA(index)`. */
  readonly inputs: readonly string[];
  readonly outputShape: readonly number[];
  /** Numbers that change from step to step, in the order in which they are passed. */
  readonly uniforms?: readonly string[];
  /** Statements that end in having assigned `float result`. Sizes are written in as literals. */
  readonly body: string;
}

/** Runs a program on the tensors' backend. */
export type RunGpu = (
  program: GpuProgram,
  inputs: readonly (TensorInfo | Tensor)[],
  uniforms?: readonly number[],
) => TensorInfo;

/** A float literal in both languages. */
export function literal(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Rewrites GLSL's declarations and conversions as WGSL's. */
export function toWgsl(body: string): string {
  return body
    .replace(/\bfloat\(/g, 'f32(')
    .replace(/\bint\(/g, 'i32(')
    .replace(/\bfloat (\w+) =/g, 'var $1 : f32 =')
    .replace(/\bint (\w+) =/g, 'var $1 : i32 =');
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((all, axis) => all * axis, 1);
