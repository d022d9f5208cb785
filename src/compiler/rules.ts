/** What a layer kind's rules say about one node: filled parameters, shape, weights and cost, or a refusal. */
import type { Config } from '../graph/document';
import {
  type AnyLayer,
  type InputPort,
  paramOf,
  type Shape,
  ShapeError,
  type WeightSpec,
} from './layer';
import type { ParamProblem, Params, ValuesOf } from './params';
import { shapeError } from './problems/problem-of';
import { fill, type Scope, validate } from './values';
import { shapeText } from './words';

export interface RuleResult {
  /** Every parameter, evaluated. */
  readonly config: Config;
  readonly paramProblems: readonly ParamProblem[];
  readonly refusal?: ShapeError;
  readonly output?: Shape;
  /** Shapes at the further output ports by name. */
  readonly moreOutputs?: Readonly<Record<string, Shape>>;
  readonly weights: readonly WeightSpec[];
  readonly macs: number;
  readonly arithmetic?: string;
}

/** Largest number of values that one tensor may hold. */
export const LARGEST_TENSOR = 2 ** 31 - 1;

/** What arrives at a node: shapes, and the port of each where the kind has more than `in`. */
export interface Arriving {
  readonly shapes: readonly Shape[];
  readonly ports?: readonly string[];
}

/** Without `arriving`, while a source has no shape, parameters are checked all the same. */
export function applyRules(
  layer: AnyLayer,
  config: Config,
  scope: Scope,
  arriving: Arriving | undefined,
): RuleResult {
  const paramProblems = validate(layer.params, config, scope);
  const filled = fill(layer.params, config, scope);
  const start = { config: filled, paramProblems, weights: [], macs: 0 };
  const wrong = paramProblems.some((problem) => problem.severity === 'error');
  if (arriving === undefined || wrong) return start;
  const inputs = arriving.shapes;
  const ports = arriving.ports ?? inputs.map(() => 'in');
  const wanted: readonly InputPort[] = [
    { port: 'in', ...layer.inputs },
    ...(layer.inputPorts?.(filled) ?? []),
  ];
  const fits = ({ port, min, max }: InputPort): boolean => {
    const count = ports.filter((other) => other === port).length;
    return count >= min && count <= max;
  };
  if (!wanted.every(fits)) return start;
  try {
    const output = layer.output(filled, inputs, ports);
    requireSize(layer.kind, 'its output', output);
    const moreOutputs = furtherOutputs(layer, filled, inputs);
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
      ...(moreOutputs ? { moreOutputs } : {}),
      weights,
      macs: layer.macs?.(filled, inputs, output) ?? 0,
      ...(arithmetic === undefined ? {} : { arithmetic }),
    };
  } catch (error) {
    if (error instanceof ShapeError) return { ...start, refusal: error };
    throw error;
  }
}

function furtherOutputs(
  layer: AnyLayer,
  config: ValuesOf<Params>,
  inputs: readonly Shape[],
): Readonly<Record<string, Shape>> | undefined {
  const shapes = layer.moreOutputs?.(config, inputs) ?? [];
  if (shapes.length === 0) return undefined;
  return Object.fromEntries(layer.outputPorts!(config).map((port, i) => [port, shapes[i]!]));
}

function requireSize(kind: string, what: string, shape: Shape): void {
  const count = shape.reduce<number>((product, size) => product * (size ?? 1), 1);
  if (count <= LARGEST_TENSOR) return;
  throw shapeError('tensor-too-large', kind, { what, received: shapeText(shape), count });
}

/** The identity initializer only knows square matrices; TensorFlow.js would throw while building. */
function requireSquare(kind: string, weight: WeightSpec, config: Config): void {
  const initializer = config[paramOf(weight, 'Initializer')];
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
