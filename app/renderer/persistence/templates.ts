/** The templates that ship with the studio, by id; each is fetched when somebody asks for it. */
import type { Document } from '../../../src/graph/document';
import { parse } from '../../../src/graph/serialise';
// What the first run opens comes with the first script.
import first from '../../../templates/lenet-digits.json?raw';

const files = import.meta.glob<string>('../../../templates/*.json', {
  query: '?raw',
  import: 'default',
});

export interface Template {
  readonly id: string;
  readonly document: Document;
}

const FIRST = 'lenet-digits';

const idOf = (path: string): string => path.split('/').at(-1)!.replace('.json', '');

/** Ids of all templates, the one that opens first at the front. */
export const templateIds: readonly string[] = Object.keys(files)
  .map(idOf)
  .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || (a < b ? -1 : 1));

function read(id: string, text: string): Template | undefined {
  const result = parse(text);
  return result.ok ? { id, document: result.document } : undefined;
}

let all: Promise<readonly Template[]> | undefined;

/** Every template that can be read, in the order of `templateIds`. */
export function loadTemplates(): Promise<readonly Template[]> {
  all ??= Promise.all(templateIds.map(loadTemplate)).then((found) =>
    found.filter((template) => template !== undefined),
  );
  return all;
}

/** One template; `undefined` where there is none of this id or its file did not come. */
export async function loadTemplate(id: string): Promise<Template | undefined> {
  const path = Object.keys(files).find((key) => idOf(key) === id);
  if (path === undefined) return undefined;
  const text = await files[path]!().catch(() => undefined);
  return text === undefined ? undefined : read(id, text);
}

/** What the first run opens. */
export function firstTemplate(): Template {
  const template = read(FIRST, first);
  if (!template) throw new Error('The studio was built without its templates.');
  return template;
}
