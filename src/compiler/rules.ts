/** What a layer kind's rules say about one node: filled parameters, shape, weights and cost, or a refusal. */
import type { Config } from '../graph/document';
import { type AnyLayer, type Shape, ShapeError, type WeightSpec } from './layer';
import type { ParamProblem } from './params';
import { shapeError } from './problems/problem-of';
import { fill, type Scope, validate } from './values';
import { shapeText } from './words';

export interface RuleResult {
  /** Every parameter, evaluated. */
  readonly config: Config;
  readonly paramProblems: readonly ParamProblem[];
  readonly refusal?: ShapeError;
  readonly output?: Shape;
  readonly weights: readonly WeightSpec[];
  readonly macs: number;
  readonly arithmetic?: string;
}

/** Largest number of values that one tensor may hold. */
export const LARGEST_TENSOR = 2 ** 31 - 1;

/** `inputs` is `undefined` while a source has no shape; parameters are checked all the same. */
export function applyRules(
  layer: AnyLayer,
  config: Config,
  scope: Scope,
  inputs: readonly Shape[] | undefined,
): RuleResult {
  const paramProblems = validate(layer.params, config, scope);
  const filled = fill(layer.params, config, scope);
  const start = { config: filled, paramProblems, weights: [], macs: 0 };
  const wrong = paramProblems.some((problem) => problem.severity === 'error');
  if (inputs === undefined || wrong) return start;
  if (inputs.length < layer.inputs.min || inputs.length > layer.inputs.max) return start;
  try {
    const output = layer.output(filled, inputs);
    requireSize(layer.kind, 'its output', output);
    const weights = layer.weights?.(filled, inputs) ?? [];
    for (const weight of weights) {
      requireSize(layer.kind, weight.name, weight.shape);
      requireSquare(layer.kind, weight, filled);
    }
    const arithmetic = layer.arithmetic?.(filled, inputs, output);
    return {
      config: filled,
      paramProblems,
      output,
      weights,
      macs: layer.macs?.(filled, inputs, output) ?? 0,
      ...(arithmetic === undefined ? {} : { arithmetic }),
    };
  } catch (error) {
    if (error instanceof ShapeError) return { ...start, refusal: error };
    throw error;
  }
}

function requireSize(kind: string, what: string, shape: Shape): void {
  const count = shape.reduce<number>((product, size) => product * (size ?? 1), 1);
  if (count <= LARGEST_TENSOR) return;
  throw shapeError('tensor-too-large', kind, { what, received: shapeText(shape), count });
}

/** The identity initializer only knows square matrices; TensorFlow.js would throw while building. */
function requireSquare(kind: string, weight: WeightSpec, config: Config): void {
  const initializer = config[`${weight.name}Initializer`];
  const isIdentity =
    typeof initializer === 'object' &&
    initializer !== null &&
    'id' in initializer &&
    initializer.id === 'identity';
  if (!isIdentity) return;
  const [rows, columns] = weight.shape;
  if (weight.shape.length === 2 && rows === columns) return;
  const received = shapeText(weight.shape);
  throw shapeError('square-kernel', kind, { weight: weight.name, received });
}
