/** What the fields of one node or of several show, and the one edit that all of them make. */
import type { Param, Params } from '../../../src/compiler/params';
import { fill } from '../../../src/compiler/values';
import type { Config, Json, Node } from '../../../src/graph/document';
import { setConfigMany } from '../../../src/graph/edits/nodes';
import { commit, merge } from '../../../src/graph/history';
import { equalJson } from '../../../src/graph/json';
import { formatValue } from '../controls/format';
import type { Translate } from '../i18n/index';
import { paramName } from '../i18n/names';
import { documentStore } from '../stores/document';
import type { FieldState } from './ParamFields';

/** The parameters that all of these kinds declare alike. */
export function commonParams(all: readonly Params[]): Params {
  const [first, ...rest] = all;
  if (!first) return {};
  return Object.fromEntries(
    Object.entries(first).filter(([name, param]) =>
      rest.every((params) => {
        const other = params[name];
        if (!other || other.type !== param.type) return false;
        return (
          param.type !== 'enum' || (other.type === 'enum' && equalJson(other.values, param.values))
        );
      }),
    ),
  );
}

function isExpression(value: Json | undefined): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/**
 * What a field shows: expressions and choices as they are written, so that an edit adds nothing to them; else the value
 * with its default.
 */
export function shownValue(config: Config, params: Params, name: string, scope: Config = {}): Json {
  const raw = Object.hasOwn(config, name) ? config[name] : undefined;
  if (isExpression(raw)) return raw;
  const filled = fill(params, config, scope)[name] ?? null;
  return raw !== undefined && isChoiceLike(raw) && isSameChoice(raw, filled) ? raw : filled;
}

function isChoiceLike(value: Json): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value;
}

/** A choice that the parameter accepts is filled to the same id. */
function isSameChoice(raw: Config, filled: Json): boolean {
  return isChoiceLike(filled) && filled.id === raw.id;
}

/** Whether the filled value is another than the default. */
export function isChanged(
  config: Config,
  params: Params,
  name: string,
  scope: Config = {},
): boolean {
  const value = Object.hasOwn(config, name) ? config[name] : undefined;
  if (isExpression(value)) return true;
  return !equalJson(fill(params, config, scope)[name] ?? null, fill(params, {})[name] ?? null);
}

export function fieldState(options: {
  readonly nodes: readonly Node[];
  readonly params: Params;
  readonly scope: Config;
  readonly name: string;
  readonly param: Param;
  /** A run goes on: what changes the weights' shapes waits for a pause. */
  readonly isTraining: boolean;
  readonly t: Translate;
}): FieldState {
  const { nodes, params, scope, name, param, t } = options;
  const values = nodes.map((node) => shownValue(node.config, params, name, scope));
  const value = values[0] ?? null;
  const worth = isExpression(value) ? fill(params, nodes[0]?.config ?? {}, scope)[name] : undefined;
  return {
    value,
    changed: nodes.some((node) => isChanged(node.config, params, name, scope)),
    mixed: values.some((one) => !equalJson(one, value)),
    locked:
      options.isTraining && param.structural
        ? t('panels.pauseToChange', { name: paramName(t, name) })
        : undefined,
    worth: worth === undefined ? undefined : t('panels.worthHere', { value: formatValue(worth) }),
  };
}

export function changeNodes(
  network: string,
  ids: readonly string[],
  change: { readonly name: string; readonly value: Json | undefined; readonly label: string },
  gesture: string | undefined,
): void {
  const { name, value, label } = change;
  documentStore()
    .getState()
    .dispatch(
      (document) => setConfigMany(document, network, ids, { [name]: value }),
      gesture === undefined ? commit(label) : merge(gesture, label),
    );
}
