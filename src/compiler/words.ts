/** How shapes, numbers and lists are written in messages and on the canvas. */
import type { Shape } from './layer';

/** `24×24×6`; `?` stands for a free size, `scalar` for no axes. */
export function shapeText(shape: Shape): string {
  return shape.length === 0 ? 'scalar' : shape.map((size) => size ?? '?').join('×');
}

/** `32,998` */
export function numberText(value: number): string {
  if (!Number.isInteger(value)) return String(value);
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

export type Values = Readonly<Record<string, string | number>>;

/** Puts values into the `{places}` of a sentence. Numbers get separators. */
export function fillSentence(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return place;
    return typeof value === 'number' ? numberText(value) : value;
  });
}

/** At most 60 characters of JSON, so that a value of a megabyte fits in a message. */
export function received(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(clip(value));
  if (value === undefined) return 'nothing';
  if (Array.isArray(value) && value.length > 16) return `a list of ${value.length}`;
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return 'an object';
  return clip(JSON.stringify(value));
}

export function clip(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
