/** What the model says, for people: classes as bars, pictures as pictures, everything else as numbers. */
import type { PageContent, PageEnd } from '../../src/compiler/exporters/web-page';
import { preparationChains } from '../../src/compiler/preparation/infer';
import { indexOfMost, probabilitiesOf } from '../renderer/try-it/probabilities';
import { paint } from './asks/picture';
import { element, quiet } from './element';
import { number, percent, words } from './words';

const MOST_BARS = 12;
const MOST_NUMBERS = 64;

const andMore = (count: number): HTMLElement => quiet(words('more', { count }));

/** In the order of the classes where there are few, else the likeliest first. */
function bars(shares: readonly number[], names: readonly string[]): HTMLElement[] {
  const best = indexOfMost(shares);
  const places = [...names.keys()];
  if (places.length > MOST_BARS) places.sort((a, b) => shares[b]! - shares[a]!);
  const rows = places.slice(0, MOST_BARS).map((i) => {
    const bar = element('span', { className: 'bar' });
    bar.style.width = `${100 * shares[i]!}%`;
    return element(
      'li',
      { className: i === best ? 'best' : '' },
      element('span', {
        className: 'name',
        textContent: names[i]!.trim() === '' ? '␣' : names[i]!,
      }),
      element('span', { className: 'track' }, bar),
      element('span', { className: 'share', textContent: percent(shares[i]!) }),
    );
  });
  const more = places.length - rows.length;
  return [
    element(
      'p',
      { className: 'top' },
      element('b', { textContent: names[best]! }),
      ` ${percent(shares[best]!)}`,
    ),
    element('ol', { className: 'bars' }, ...rows),
    ...(more > 0 ? [andMore(more)] : []),
  ];
}

/** Numbers as the data have them: what standardized or scaled the targets is taken back. */
function inUnits(values: Float32Array, id: string, { data }: PageContent): number[] {
  const chain = data && preparationChains(data.preparation).find(({ feed }) => feed === id);
  let numbers = [...values];
  for (const { id: step, kind, config } of [...(chain?.steps ?? [])].reverse()) {
    if (kind === 'Scale') {
      numbers = numbers.map((value) => (value - Number(config.offset)) / Number(config.factor));
    } else if (kind === 'Standardize') {
      const { mean = [], deviation = [] } = data?.fitted[step] ?? {};
      numbers = numbers.map((value, i) => {
        const spread = Math.max(Number(deviation[i % deviation.length]), Number(config.epsilon));
        return value * spread + Number(mean[i % mean.length]);
      });
    }
  }
  return numbers;
}

function picture(values: Float32Array, shape: readonly number[]): HTMLElement {
  const canvas = element('canvas', { className: 'seen' });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', words('answer'));
  paint(
    canvas,
    values.map((value) => 255 * value),
    shape,
  );
  return canvas;
}

function numbersOf(values: readonly number[], names?: readonly string[]): HTMLElement[] {
  const shown = values.slice(0, MOST_NUMBERS).map((value, i) => {
    const name = names?.[i];
    return element(
      'li',
      {},
      ...(name ? [`${name} `] : []),
      element('b', { textContent: number(value) }),
    );
  });
  const more = values.length - shown.length;
  const list = element('ol', { className: values.length === 1 ? 'one' : 'several' }, ...shown);
  return [list, ...(more > 0 ? [andMore(more)] : [])];
}

/** Bars need shares; what is no share is a number. */
function classesOf(values: Float32Array, names: readonly string[]): HTMLElement[] {
  const shares = probabilitiesOf(values, names.length);
  const areShares = shares.every((share) => share >= 0 && share <= 1);
  return areShares ? bars(shares, names) : numbersOf(shares, names);
}

/** One output of one sample. */
export function answerOf(values: Float32Array, end: PageEnd, content: PageContent): HTMLElement {
  const names = content.classes[end.id];
  const size = end.shape.at(-1) ?? 1;
  const isNamed = names && (size === names.length || (size === 1 && names.length === 2));
  const heading = content.outputs.length > 1 ? [element('h3', { textContent: end.id })] : [];
  const section = element('section', {}, ...heading);
  if (isNamed && end.shape.length > 1) {
    // A network that goes on writing answers at every place; the last one is about what comes next.
    section.append(quiet(words('next')), ...classesOf(values.slice(-size), names));
  } else if (isNamed) {
    section.append(...classesOf(values, names));
  } else if (end.shape.length === 3 && [1, 3].includes(size)) {
    section.append(
      picture(
        values,
        end.shape.map((axis) => axis ?? 1),
      ),
    );
  } else {
    section.append(...numbersOf(inUnits(values, end.id, content)));
  }
  return section;
}
