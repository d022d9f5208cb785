/** Finds and reads the document that a FILE argument names: a path that exists, or the id of a template. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkParsed } from '../../src/compiler/check';
import type { Problem } from '../../src/compiler/problem';
import type { Defect } from '../../src/graph/defects';
import type { Document } from '../../src/graph/document';
import { parse } from '../../src/graph/serialise';
import { carriedDocument } from '../../src/runtime/carried-document';
import { world } from '../../src/runtime/world';
import { reasonOf, UsageError } from './output';

/** The project's folder, from the built command line in `out/cli`. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const templateFolder = path.join(projectFolder, 'templates');
const MAX_BYTES = 50 * 1024 * 1024;

export interface ReadDocument {
  readonly document: Document;
  readonly defects: readonly Defect[];
  /** Defects beyond those listed. */
  readonly more: number;
}

export function templateIds(): string[] {
  return readdirSync(templateFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

function fileOf(named: string): string {
  if (existsSync(named)) return named;
  if (templateIds().includes(named)) return path.join(templateFolder, `${named}.json`);
  throw new UsageError(
    `${named} is neither a file nor a template; netloom list templates names the templates.`,
  );
}

/** Exported pictures carry a document too. Throws `UsageError` for what cannot be read, is not JSON, not a Netloom document, newer or over 50 MB. */
export function readDocument(named: string): ReadDocument {
  const file = fileOf(named);
  const stat = statSync(file);
  if (!stat.isFile()) throw new UsageError(`${named} is a folder; a document is a file.`);
  if (stat.size > MAX_BYTES) {
    throw new UsageError(`${named} has ${stat.size} bytes; a document has at most ${MAX_BYTES}.`);
  }
  const bytes = readBytes(file);
  const result = parse(carriedDocument(bytes) ?? new TextDecoder().decode(bytes));
  if (!result.ok) throw new UsageError(`${named}: ${result.message}`);
  return { document: result.document, defects: result.defects, more: result.more };
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

/** Every problem of a document: what its text lost and what its networks cannot be. */
export function problemsOf(read: ReadDocument): { problems: readonly Problem[]; more: number } {
  return checkParsed(read, world);
}

/** A problem as the command line prints it. */
export function problemLine({ values: _values, repairs, ...problem }: Problem): object {
  return { ...problem, repairs: repairs.map(({ id, title }) => ({ id, title })) };
}
