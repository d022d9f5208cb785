/** Makes problems and refusals from codes and values, so that every sentence stands in one table. */
import { ShapeError } from '../layer';
import type { Problem, Repair } from '../problem';
import { fillSentence, type Values } from '../words';
import { isProblemCode, type LayerProblemCode, type ProblemCode, problemWords } from './words';

export interface Place {
  readonly network: string;
  readonly node?: string;
  readonly port?: string;
  readonly param?: string;
}

export function problemOf(
  code: ProblemCode,
  place: Place,
  values: Values = {},
  repairs: readonly Repair[] = [],
): Problem {
  const words = problemWords[code];
  const all: Values = {
    network: place.network,
    ...(place.param === undefined ? {} : { param: place.param }),
    ...values,
    ...(place.node === undefined ? {} : { node: place.node }),
  };
  return {
    code,
    severity: words.severity,
    ...place,
    message: fillSentence(words.message, all),
    hint: fillSentence(words.hint, all),
    values: all,
    repairs,
  };
}

/** A refusal by a shape rule; `infer` adds the names of the nodes. */
export function shapeError(code: LayerProblemCode, kind: string, values: Values = {}): ShapeError {
  const words = problemWords[code];
  const all: Values = { node: kind, source: 'the input', first: 'the first', ...values };
  return new ShapeError(
    `${fillSentence(words.message, all)} ${fillSentence(words.hint, all)}`,
    code,
    values,
  );
}

/** The problem that a refusal is at a node; refusals with unknown codes keep their own words. */
export function problemOfShapeError(error: ShapeError, place: Place, names: Values): Problem {
  if (isProblemCode(error.code)) return problemOf(error.code, place, { ...names, ...error.values });
  return {
    code: 'shape',
    severity: 'error',
    ...place,
    message: `${place.node ?? ''}: ${error.message}`,
    hint: 'Change the layer or what it receives.',
    values: { ...names },
    repairs: [],
  };
}
