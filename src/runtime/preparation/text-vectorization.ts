import { textsOf } from '../text-column';
import { defineStep, numbersOf, textsOfFit } from './step';

interface Config {
  readonly maxTokens: number;
  /** `learned`, or the id of a list of words. */
  readonly vocabulary: string;
  readonly outputMode: 'int' | 'multiHot' | 'count' | 'tfIdf';
  readonly outputSequenceLength: number;
  readonly standardize: 'lowerAndStripPunctuation' | 'lower' | 'none';
  readonly split: 'whitespace' | 'character';
  readonly ngrams: number;
}

/** The first numbers of a vocabulary in sequences: padding and unknown words; one unknown in bags of words. */
const reserved = ({ outputMode }: Config): number => (outputMode === 'int' ? 2 : 1);

function tokensOf(text: string, { standardize, split, ngrams }: Config): string[] {
  const lower = standardize === 'none' ? text : text.toLowerCase();
  const plain =
    standardize === 'lowerAndStripPunctuation' ? lower.replace(/[\p{P}\p{S}]/gu, '') : lower;
  const tokens = split === 'character' ? [...plain] : plain.split(/\s+/u).filter(Boolean);
  const joined = [...tokens];
  for (let n = 2; n <= ngrams; n++) {
    for (let i = 0; i + n <= tokens.length; i++) joined.push(tokens.slice(i, i + n).join(' '));
  }
  return joined;
}

/** What a vocabulary was saved as, by number; made once for each that is used. */
const indices = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

function indexOf(vocabulary: readonly string[], first: number): ReadonlyMap<string, number> {
  const known = indices.get(vocabulary);
  if (known) return known;
  const made = new Map(vocabulary.map((token, i) => [token, i + first]));
  indices.set(vocabulary, made);
  return made;
}

/** How many texts hold each token. */
function documentCounts(texts: readonly string[], config: Config) {
  const totals = new Map<string, { count: number; texts: number }>();
  for (const text of texts) {
    const tokens = tokensOf(text, config);
    for (const token of tokens) {
      const entry = totals.get(token) ?? { count: 0, texts: 0 };
      entry.count++;
      totals.set(token, entry);
    }
    for (const token of new Set(tokens)) totals.get(token)!.texts++;
  }
  return totals;
}

/** By falling frequency, equal ones by code unit. */
const byFrequency = (counts: ReturnType<typeof documentCounts>): readonly string[] =>
  [...counts]
    .sort(([a, { count: n }], [b, { count: m }]) => m - n || (a < b ? -1 : 1))
    .map(([token]) => token);

/** As many tokens of the texts, or words of a list in its own order, as fit beside the reserved numbers. */
export const textVectorization = defineStep<Config>({
  kind: 'TextVectorization',
  fit: (config, column, about) => {
    const words = about.words.get(config.vocabulary);
    const room = Math.max(0, config.maxTokens - reserved(config));
    // Neither the order of a list nor its numbers depend on the texts.
    if (words && config.outputMode !== 'tfIdf') return { vocabulary: words.slice(0, room) };
    const texts = textsOf(column);
    const counts = documentCounts(texts, config);
    const vocabulary = (words ?? byFrequency(counts)).slice(0, room);
    if (config.outputMode !== 'tfIdf') return { vocabulary };
    const weights = vocabulary.map((token) =>
      Math.log(1 + texts.length / (1 + (counts.get(token)?.texts ?? 0))),
    );
    // An unknown word weighs as much as the known ones do on average.
    const unknown = weights.reduce((sum, each) => sum + each / weights.length, 0);
    return { vocabulary, weights: [unknown, ...weights] };
  },
  run: (config, { column, fitted }) => {
    const weights = numbersOf(fitted, 'weights');
    const first = reserved(config);
    const index = indexOf(textsOfFit(fitted, 'vocabulary'), first);
    const texts = textsOf(column);
    const numbers = (text: string) =>
      tokensOf(text, config).map((token) => index.get(token) ?? first - 1);
    if (config.outputMode === 'int') {
      const length = config.outputSequenceLength;
      const values = new Int32Array(texts.length * length);
      texts.forEach((text, i) => void values.set(numbers(text).slice(0, length), i * length));
      return { shape: [length], values, dtype: 'int32' };
    }
    const width = config.maxTokens;
    const values = new Float32Array(texts.length * width);
    texts.forEach((text, i) => {
      for (const token of numbers(text)) {
        const at = i * width + token;
        values[at] = config.outputMode === 'multiHot' ? 1 : values[at]! + (weights[token] ?? 1);
      }
    });
    return { shape: [width], values, dtype: 'float32' };
  },
});
