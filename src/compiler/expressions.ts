/** Expressions in parameters, e.g. `=filters * 4`, evaluated in the parameters of the surrounding block. */
import type { Config, Json } from '../graph/document';

export type Evaluated = { readonly value: Json } | { readonly reason: string };

/** `source` starts with `=`. A lone name gives the parameter's value of any type. */
export function evaluateValue(source: string, scope: Config): Evaluated {
  const body = source.slice(1).trim();
  if (/^[A-Za-z_]\w*$/.test(body)) {
    return Object.hasOwn(scope, body)
      ? { value: scope[body] ?? null }
      : { reason: `${body} is not a parameter here.` };
  }
  const value = Number(body);
  return body !== '' && Number.isFinite(value) ? { value } : { reason: 'it is no number.' };
}
