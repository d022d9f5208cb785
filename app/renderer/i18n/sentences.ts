/**
 * Sentences that the parts below the studio word in English, with names and numbers inside. A table gives each in
 * Chinese; the English sentence, with `{places}` for what varies, is the key.
 */

/** A sentence in English and in Chinese. What stands in a place `{words}` is of the table itself, where it knows it. */
export type Sentence = readonly [english: string, chinese: string];

interface Pattern {
  readonly match: RegExp;
  readonly names: readonly string[];
  readonly text: string;
}

const place = /\{(\w+)\}/;

/** Gives the Chinese sentence, or `undefined` for one that is not in the table; the least vague of those that fit. */
export function sentenceReader(
  table: readonly Sentence[],
): (english: string) => string | undefined {
  const plain = new Map(table.filter(([english]) => !place.test(english)));
  const patterns = table
    .filter(([english]) => place.test(english))
    .sort(([a], [b]) => fixedLength(b) - fixedLength(a))
    .map(patternOf);
  const read = (english: string): string | undefined => {
    const whole = plain.get(english);
    if (whole !== undefined) return whole;
    for (const { match, names, text } of patterns) {
      const found = match.exec(english);
      if (!found) continue;
      return text.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = found[names.indexOf(name) + 1] ?? '';
        return (name === 'words' ? read(value) : undefined) ?? value;
      });
    }
    return undefined;
  };
  return read;
}

const fixedLength = (english: string): number => english.split(/\{\w+\}/).join('').length;

function patternOf([english, text]: Sentence): Pattern {
  const names = [...english.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  const source = english
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.+?)');
  return { match: new RegExp(`^${source}$`, 's'), names, text };
}
