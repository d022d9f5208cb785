/** The templates that ship with the studio, by id; each is read when somebody asks for it. */
import type { Document } from '../../../src/graph/document';
import { parse } from '../../../src/graph/serialise';

const texts = import.meta.glob<string>('../../../templates/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface Template {
  readonly id: string;
  readonly document: Document;
}

let read: readonly Template[] | undefined;

/** Every template that can be read, `lenet-digits` first. */
export function templates(): readonly Template[] {
  read ??= Object.entries(texts)
    .flatMap(([path, text]) => {
      const result = parse(text);
      const id = path.split('/').at(-1)!.replace('.json', '');
      return result.ok ? [{ id, document: result.document }] : [];
    })
    .sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
  return read;
}

const FIRST = 'lenet-digits';

function rank(id: string): number {
  return id === FIRST ? 0 : 1;
}

/** What the first run opens. */
export function firstTemplate(): Template {
  const template = templates()[0];
  if (!template) throw new Error('The studio was built without its templates.');
  return template;
}
