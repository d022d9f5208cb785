/** Comparing and changing plain JSON values. */
import type { Config, Json } from './document';

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Whether a value holds values by name. */
export const isConfig = (value: Json | undefined): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values would be written alike, whatever the order of their keys. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    return a.every((item, i) => equalJson(item, b[i]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key]));
}

/** The config with the values of `patch`; `undefined` removes one. The same object when nothing changes. */
export function patchConfig(
  config: Config,
  patch: Readonly<Record<string, Json | undefined>>,
): Config {
  let changed: Record<string, Json> | undefined;
  for (const [key, value] of Object.entries(patch)) {
    const before = Object.hasOwn(config, key) ? config[key] : undefined;
    if (equalJson(before, value)) continue;
    changed ??= { ...config };
    if (value === undefined) delete changed[key];
    else changed[key] = value;
  }
  return changed ?? config;
}

/** The value with every text in it replaced; the same object when nothing changes. */
export function mapTexts(value: Json, change: (text: string) => Json): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) {
    const items = value.map((item) => mapTexts(item, change));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  return mapConfigTexts(value, change);
}

/** As `mapTexts`, for a config. */
export function mapConfigTexts(config: Config, change: (text: string) => Json): Config {
  const entries = Object.entries(config).map(([k, v]) => [k, mapTexts(v, change)] as const);
  return entries.some(([key, value]) => value !== config[key])
    ? Object.fromEntries(entries)
    : config;
}
