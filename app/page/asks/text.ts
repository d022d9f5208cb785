import { element } from '../element';
import { words } from '../words';
import { AskError, type MakeAsk } from './ask';

function box(changed: () => void, rows: number): HTMLTextAreaElement {
  return element('textarea', { rows, oninput: changed, spellcheck: false });
}

/** Free text. */
export const askText: MakeAsk = ({ changed }) => {
  const area = box(changed, 8);
  return {
    element: element('label', {}, element('span', { textContent: words('text') }), area),
    read: () => (area.value.trim() === '' ? null : [area.value]),
  };
};

/** Text of which the model sees the last signs as class numbers; what is too short begins with spaces. */
export const askSigns: MakeAsk = ({ column, changed }) => {
  const area = box(changed, 5);
  const { classes = [] } = column;
  const length = column.shape[0] ?? 1;
  return {
    element: element('label', {}, element('span', { textContent: words('text') }), area),
    read: () => {
      if (area.value === '') return null;
      const signs = [...area.value].slice(-length);
      const unknown = signs.filter((sign) => !classes.includes(sign));
      if (unknown.length > 0) {
        throw new AskError(words('unknownSigns', { signs: [...new Set(unknown)].join(' ') }));
      }
      const space = Math.max(0, classes.indexOf(' '));
      const before = new Array<number>(length - signs.length).fill(space);
      return [...before, ...signs.map((sign) => classes.indexOf(sign))];
    },
  };
};

/** Numbers as a table of lines; the last axis of the shape is a line. */
export const askNumbers: MakeAsk = ({ column, start, changed }) => {
  const shape = column.shape.map((size) => size ?? 1);
  const count = shape.reduce((a, b) => a * b, 1);
  const width = shape.at(-1) ?? 1;
  const area = box(changed, Math.min(14, count / width + 1));
  const values = start ?? new Array<number>(count).fill(0);
  const lines = Array.from({ length: count / width }, (_, i) =>
    values
      .slice(i * width, (i + 1) * width)
      .map((value) => Number(value.toPrecision(4)))
      .join(' '),
  );
  area.value = lines.join('\n');
  area.className = 'numbers';
  const label = words('numbers', { shape: shape.join(' × ') });
  return {
    element: element('label', {}, element('span', { textContent: label }), area),
    read: () => {
      const parts = area.value.split(/[\s,;]+/).filter((part) => part !== '');
      const wrong = parts.find((part) => !Number.isFinite(Number(part)));
      if (wrong !== undefined) throw new AskError(words('notNumber', { text: wrong }));
      if (parts.length !== count) {
        throw new AskError(words('count', { count, received: parts.length }));
      }
      return parts.map(Number);
    },
  };
};
