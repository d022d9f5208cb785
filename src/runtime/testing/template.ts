/** Shipped templates as documents, shortened for tests. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Document, Phase, Training } from '../../graph/document';

export function template(id: string): Document {
  const path = fileURLToPath(new URL(`../../../templates/${id}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')) as Document; // the templates' own test holds their form
}

/** The document with other training values; `phase` changes its first phase. */
export function shortened(
  document: Document,
  phase: Partial<Phase>,
  training: Partial<Training> = {},
): Document {
  const all = document.training!;
  const phases = all.phases.map((p, i) => (i === 0 ? { ...p, ...phase } : p));
  return { ...document, training: { ...all, ...training, phases } };
}
