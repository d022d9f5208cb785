import { textsOf } from '../text-column';
import { DataError, defineStep, textsOfFit } from './step';

interface Config {
  readonly maxTokens: number;
  readonly numOovIndices: number;
  readonly maskToken: string;
  readonly outputMode: 'int' | 'oneHot';
}

/** The first numbers: the mask, where there is one, then unknown texts. */
const reserved = ({ maskToken, numOovIndices }: Config): number =>
  (maskToken === '' ? 0 : 1) + numOovIndices;

/** Texts by falling frequency, equal ones by code unit, as many as fit beside the reserved numbers. */
export const stringLookup = defineStep<Config>({
  kind: 'StringLookup',
  fit: (config, column) => {
    const counts = new Map<string, number>();
    for (const text of textsOf(column)) {
      if (text !== config.maskToken) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const vocabulary = [...counts]
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, Math.max(0, config.maxTokens - reserved(config)))
      .map(([text]) => text);
    return { vocabulary };
  },
  run: (config, { column, fitted }) => {
    const first = reserved(config);
    const places = new Map(
      textsOfFit(fitted, 'vocabulary').map((text, i) => [text, i + first] as const),
    );
    const numbers = Int32Array.from(textsOf(column), (text, i) => {
      if (config.maskToken !== '' && text === config.maskToken) return 0;
      return places.get(text) ?? unknown(config, text, i);
    });
    if (config.outputMode === 'int') return { shape: [], values: numbers, dtype: 'int32' };
    const width = config.maxTokens;
    const values = new Float32Array(numbers.length * width);
    numbers.forEach((place, i) => {
      values[i * width + place] = 1;
    });
    return { shape: [width], values, dtype: 'float32' };
  },
});

function unknown(config: Config, text: string, sample: number): number {
  if (config.numOovIndices > 0) return reserved(config) - 1;
  throw new DataError(
    'unknown-text',
    `StringLookup received “${text}” at sample ${sample + 1}; it expects texts of the training part.`,
    'Set numOovIndices to 1, or correct the sample.',
  );
}
