/** One way to ask for each input of the model, as its data are, and the way from what was given to what it receives. */
import type { PageContent, PageEnd } from '../../src/compiler/exporters/web-page';
import { inferPreparation, preparationChains } from '../../src/compiler/preparation/infer';
import type { ColumnSpec } from '../../src/compiler/world';
import { prepareSamples, type RawSamples } from '../../src/runtime/preparation/chain';
import type { Ask, MakeAsk } from './asks/ask';
import { askFields } from './asks/fields';
import { askNoise } from './asks/noise';
import { askDigit, askPicture } from './asks/picture';
import { askNumbers, askSigns, askText } from './asks/text';

/** More values than this are no longer fields of their own. */
const MOST_FIELDS = 32;

export interface Question extends Ask {
  readonly id: string;
}

type Data = NonNullable<PageContent['data']>;

const isPicture = ({ shape }: ColumnSpec): boolean =>
  shape.length === 3 && [1, 3, 4].includes(shape[2] ?? 0);

function wayOf(column: ColumnSpec): MakeAsk {
  const { shape, dtype, classes, features } = column;
  if (dtype === 'text') return askText;
  if (isPicture(column)) return shape[0] === 28 && shape[2] === 1 ? askDigit : askPicture;
  if (shape.length === 1 && classes?.every((name) => [...name].length === 1)) return askSigns;
  const size = shape.reduce<number>((product, axis) => product * (axis ?? 1), 1);
  return shape.length <= 1 && (features || size <= MOST_FIELDS) ? askFields : askNumbers;
}

/** What the first step of the chain learned of the typical value at each place: aggregates, never somebody's sample. */
function startOf(first: string | undefined, { fitted }: Data): readonly number[] | undefined {
  const { values, mean } = fitted[first ?? ''] ?? {};
  return (values ?? mean) as readonly number[] | undefined; // FillMissing and Standardize learn numbers
}

/** A column that stands for an input of which the document says nothing. */
function plainColumn({ shape }: PageEnd): ColumnSpec {
  return { shape: shape.map((size) => size ?? 1), dtype: 'float32', doc: '' };
}

/** `changed` is called whenever somebody gives something else. */
export function questionsOf(
  { inputs, data }: PageContent,
  changed: () => void,
): readonly Question[] {
  const chains = data ? preparationChains(data.preparation) : [];
  return inputs.map((end) => {
    const chain = chains.find(({ feed }) => feed === end.id);
    if (!chain || !data) {
      const column = plainColumn(end);
      const make = data ? askNoise : wayOf(column);
      return { id: end.id, ...make({ column, changed }) };
    }
    const column = data.spec.columns[chain.column]!;
    const start = startOf(chain.steps[0]?.id, data);
    return { id: end.id, ...wayOf(column)({ column, ...(start ? { start } : {}), changed }) };
  });
}

export interface Prepared {
  readonly values: readonly Float32Array[];
  readonly shapes: readonly (readonly number[])[];
}

/** Raw samples by Input id as the model receives them. */
export function prepare({ inputs, data }: PageContent, raw: RawSamples): Prepared {
  const fed = new Set(data ? preparationChains(data.preparation).map(({ feed }) => feed) : []);
  const known = Object.fromEntries(Object.entries(raw).filter(([id]) => fed.has(id)));
  const prepared = data
    ? prepareSamples(data.preparation, { spec: data.spec, fitted: data.fitted }, known)
    : {};
  const feeds = data && inferPreparation(asData(data), data.spec).feeds;
  return {
    values: inputs.map((end) => prepared[end.id] ?? plain(end, raw[end.id]!)),
    shapes: inputs.map(({ id, shape }) => {
      const arrives = feeds?.get(id)?.shape;
      return [1, ...shape.map((size, axis) => size ?? arrives?.[axis] ?? 1)];
    }),
  };
}

/** Without preparation pixels become 0 to 1, and numbers stay. */
function plain(end: PageEnd, raw: ArrayLike<number> | readonly string[]): Float32Array {
  const scale = isPicture(plainColumn(end)) ? 1 / 255 : 1;
  return Float32Array.from(raw as ArrayLike<number>, (value) => value * scale); // no text without data
}

/** Only the preparation is looked at. */
function asData({ preparation, spec }: Data) {
  return { dataset: spec.id, parameters: {}, validation: 0, seed: 0, preparation } as const;
}
