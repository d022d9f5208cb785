/** Names inside a document: what is allowed and how a new one is made. */

/** Keys that would reach an object's prototype where a name is used as a key. */
export const forbiddenKeys: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

const LONGEST = 64;
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const NETWORK_NAME = /^[\p{L}\p{M}\p{N}_-]{1,64}$/u;

/** True for 1 to 64 letters (A to Z), digits, `_` and `-`: what every engine takes as a layer's name. */
export function isValidId(id: string): boolean {
  return ID.test(id) && !forbiddenKeys.has(id);
}

/** As `isValidId`, but with the letters of every script: networks never become names in an engine. */
export function isValidNetworkName(name: string): boolean {
  return NETWORK_NAME.test(name) && !forbiddenKeys.has(name);
}

/** The kind as Keras would name a layer of it: `Conv2D` → `conv2d`, `MaxPooling2D` → `max_pooling2d`. */
export function baseId(kind: string): string {
  const snake = kind
    .slice(0, 4 * LONGEST)
    .replace(/[^A-Za-z0-9_-]+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .slice(0, LONGEST - 9);
  return isValidId(snake) ? snake : 'node';
}

/**
 * Makes ids that are free among `taken` and among those that it made before: `base`, `base_2`, `base_3` …
 * A base that ends in `_2` counts on from there, so copies of copies do not become `base_2_2`.
 */
export function idMaker(taken: Iterable<string>): (base: string) => string {
  const used = new Set(taken);
  const next = new Map<string, number>();
  return (wanted) => {
    if (!used.has(wanted)) {
      used.add(wanted);
      return wanted;
    }
    const base = wanted.replace(/_\d+$/, '').slice(0, LONGEST - 9) || 'node';
    let count = next.get(base) ?? 2;
    while (used.has(`${base}_${count}`)) count += 1;
    next.set(base, count + 1);
    used.add(`${base}_${count}`);
    return `${base}_${count}`;
  };
}

/** One free id for a new node of `kind`. */
export function freshId(kind: string, taken: Iterable<string>): string {
  return idMaker(taken)(baseId(kind));
}
