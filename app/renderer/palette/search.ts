/** Finding things by what somebody typed: names in both languages, initials, and small slips forgiven. */

import PinyinMatch from 'pinyin-match';

export interface Searchable {
  readonly id: string;
  /** Every name by which it may be found. */
  readonly names: readonly string[];
}

/** Optimal string alignment distance, cut at `limit + 1`: letters wrong, missing, extra or swapped. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, before[j - 2]! + 1);
      }
      row.push(value);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** 0 is best; `null` does not match. Starts beat middles, middles beat initials, initials beat slips. */
export function score(query: string, names: readonly string[], forgiving = true): number | null {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return 0;
  let best: number | null = null;
  const take = (value: number) => {
    best = best === null ? value : Math.min(best, value);
  };
  for (const name of names) {
    const text = name.toLowerCase();
    if (text === wanted) take(0);
    else if (text.startsWith(wanted)) take(1);
    else if (text.includes(wanted)) take(2);
    else if (initials(name).startsWith(wanted)) take(3);
    else if (isHan(text) && pinyin(text, wanted)) take(3);
    else if (forgiving) {
      const limit = wanted.length >= 6 ? 2 : wanted.length >= 4 ? 1 : 0;
      for (const from of limit > 0 ? fromEachWord(text) : []) {
        const slips = Math.min(
          distance(wanted, from.slice(0, wanted.length), limit),
          distance(wanted, from.slice(0, wanted.length + limit), limit),
        );
        if (slips <= limit) take(4 + slips);
      }
    }
  }
  return best;
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** `juanji` and `jj` find 二维卷积. */
function pinyin(text: string, wanted: string): boolean {
  return /^[a-z ]+$/.test(wanted) && PinyinMatch.match(text, wanted) !== false;
}

/** `show the dock` → itself, `the dock`, `dock`. */
function fromEachWord(text: string): readonly string[] {
  const starts = [...text.matchAll(/(?<=\s)\S/g)].map(({ index }) => text.slice(index));
  return [text, ...starts];
}

/** `MaxPooling2D` → `mp2d`. */
function initials(name: string): string {
  return (name.match(/[A-Z0-9]/g) ?? []).join('').toLowerCase();
}

/** What matches, the best first; equals keep their order. */
export function search<T extends Searchable>(
  query: string,
  all: readonly T[],
  forgiving = true,
): readonly T[] {
  return all
    .map((item, index) => ({ item, index, value: score(query, item.names, forgiving) }))
    .filter((entry) => entry.value !== null)
    .sort((a, b) => a.value! - b.value! || a.index - b.index)
    .map(({ item }) => item);
}

/** The nearest name when nothing matches: "No layer is called convv. Conv2D?" */
export function suggestion<T extends Searchable>(query: string, all: readonly T[]): T | undefined {
  const wanted = query.trim().toLowerCase();
  let best: { readonly item: T; readonly value: number } | undefined;
  for (const item of all) {
    for (const name of item.names) {
      const text = name.toLowerCase();
      const value = Math.min(
        distance(wanted, text, 6),
        distance(wanted, text.slice(0, wanted.length), 4) + 0.5,
      );
      if (value <= Math.max(2, wanted.length / 2) && (!best || value < best.value))
        best = { item, value };
    }
  }
  return best?.item;
}
