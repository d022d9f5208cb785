/**
 * The file: text to document and back. Reading never throws and keeps what is usable; writing is canonical, so that
 * equal documents give equal files and diffs read well.
 */
import { type Defect, Defects, describe, parseJson, quote } from './defects';
import type {
  About,
  Config,
  Data,
  Document,
  Edge,
  Json,
  Network,
  Node,
  Phase,
  StopRule,
  Training,
} from './document';
import { compareEdges } from './edges';
import { CURRENT_VERSION, migrate } from './migrate';
import { networkNames } from './network';
import { isRecord, own } from './read';
import { readDocument } from './read-document';

const LARGEST_FILE = 50 * 1024 * 1024;

export type ParseResult =
  | {
      readonly ok: true;
      readonly document: Document;
      /** At most 100. */
      readonly defects: readonly Defect[];
      /** How many defects were not kept. */
      readonly more: number;
    }
  | {
      readonly ok: false;
      readonly reason: 'json' | 'format' | 'version' | 'size';
      readonly message: string;
    };

/** Whether a text takes more than `limit` bytes as UTF-8. */
function isLarger(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (let i = 0; i < text.length && bytes <= limit; i += 1) {
    const code = text.charCodeAt(i);
    // The two halves of a surrogate pair count two bytes each.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes > limit;
}

const refuse = (reason: 'json' | 'format' | 'version' | 'size', message: string): ParseResult => ({
  ok: false,
  reason,
  message,
});

/**
 * The document in a file. Only a file over 50 MB, one that is not JSON, not of Netloom or of a newer version is
 * refused; everything else is a document and a list of defects. Never throws.
 */
export function parse(text: string): ParseResult {
  if (isLarger(text, LARGEST_FILE)) {
    return refuse('size', 'The file is over 50 MB; a document of that size cannot be opened.');
  }
  const json = parseJson(text);
  if ('error' in json) return refuse('json', `The file is not JSON: ${json.error}.`);
  if (!isRecord(json.value)) {
    return refuse('format', `The file holds ${describe(json.value)}, not a Netloom document.`);
  }
  const format = own(json.value, 'format');
  if (format !== 'netloom') {
    const found = typeof format === 'string' ? quote(format) : describe(format);
    return refuse('format', `The file’s format is ${found}; a document has "format": "netloom".`);
  }
  const version = own(json.value, 'version');
  const defects = new Defects();
  let from = CURRENT_VERSION;
  if (typeof version === 'number' && version > CURRENT_VERSION) {
    const message = `The file is of version ${version}; this Netloom reads up to ${CURRENT_VERSION}. Update Netloom.`;
    return refuse('version', message);
  } else if (typeof version === 'number' && Number.isInteger(version) && version >= 0) {
    from = version;
  } else {
    const message = `version is ${describe(version)}, not a whole number from 0.`;
    defects.add(
      'version',
      version === undefined ? 'missing' : 'type',
      message,
      'Version 1 was taken.',
    );
  }
  const document = readDocument(migrate(json.value, from), defects);
  return { ok: true, document, defects: defects.kept, more: defects.more };
}

type Field = readonly [key: string, text: string | undefined];

function writeObject(fields: readonly Field[], indent: string): string {
  const lines = fields.flatMap(([key, text]) =>
    text === undefined ? [] : [`${indent}  ${JSON.stringify(key)}: ${text}`],
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function writeList<T>(
  items: readonly T[],
  indent: string,
  write: (item: T, indent: string) => string,
): string {
  if (items.length === 0) return '[]';
  const inner = `${indent}  `;
  return `[\n${items.map((item) => inner + write(item, inner)).join(',\n')}\n${indent}]`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function writeJson(value: Json, indent: string): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return isList(value) ? writeList(value, indent, writeJson) : writeConfig(value, indent);
}

function writeConfig(config: Config, indent: string): string {
  const keys = Object.keys(config).sort();
  return writeObject(
    keys.map((key) => [key, writeJson(config[key]!, `${indent}  `)]),
    indent,
  );
}

const optional = <T>(value: T | undefined, write: (value: T) => string): string | undefined =>
  value === undefined ? undefined : write(value);

function writeFields(value: Readonly<Record<string, Json | undefined>>, indent: string): string {
  const write = (field: Json) => writeJson(field, `${indent}  `);
  return writeObject(
    Object.entries(value).map(([key, field]) => [key, optional(field, write)]),
    indent,
  );
}

function writeNode({ id, kind, config, position, label, frozen }: Node, indent: string): string {
  const { x, y } = position;
  return writeFields({ id, kind, config, position: { x, y }, label, frozen }, indent);
}

function writeEdge({ source, output, target, input, index, delay }: Edge, indent: string): string {
  return writeFields({ source, output, target, input, index, delay }, indent);
}

function writeNetwork({ nodes, edges, parameters, weights }: Network, indent: string): string {
  const inner = `${indent}  `;
  return writeObject(
    [
      ['nodes', writeList(nodes, inner, writeNode)],
      ['edges', writeList([...edges].sort(compareEdges), inner, writeEdge)],
      ['parameters', optional(parameters, (value) => writeConfig(value, inner))],
      ['weights', optional(weights, ({ source }) => writeFields({ source }, inner))],
    ],
    indent,
  );
}

function writeData(data: Data, indent: string): string {
  const inner = `${indent}  `;
  return writeObject(
    [
      ['dataset', writeJson(data.dataset, inner)],
      ['parameters', writeConfig(data.parameters, inner)],
      ['validation', writeJson(data.validation, inner)],
      ['seed', writeJson(data.seed, inner)],
      ['preparation', writeNetwork(data.preparation, inner)],
    ],
    indent,
  );
}

function writePhase(phase: Phase, indent: string): string {
  const { procedure, epochs, networks, config, frozen } = phase;
  return writeFields({ procedure, epochs, networks, config, frozen }, indent);
}

function writeStop(stop: StopRule, indent: string): string {
  const { monitor, patience, minDelta, restoreBestWeights } = stop;
  return writeFields({ monitor, patience, minDelta, restoreBestWeights }, indent);
}

function writeTraining({ phases, batchSize, seed, stop }: Training, indent: string): string {
  const inner = `${indent}  `;
  return writeObject(
    [
      ['phases', writeList(phases, inner, writePhase)],
      ['batchSize', writeJson(batchSize, inner)],
      ['seed', writeJson(seed, inner)],
      ['stop', optional(stop, (rule) => writeStop(rule, inner))],
    ],
    indent,
  );
}

function writeAbout({ family, description, paper, expects }: About, indent: string): string {
  const { metric, direction, threshold } = expects ?? {};
  const expectation = expects && { metric, direction, threshold };
  const inner = `${indent}  `;
  return writeObject(
    [
      ['family', writeJson(family, inner)],
      ['description', writeJson(description, inner)],
      ['paper', optional(paper, (value) => writeJson(value, inner))],
      ['expects', optional(expectation, (value) => writeFields(value, inner))],
    ],
    indent,
  );
}

/** The canonical file of a document: fixed order of keys, `main` first, two spaces, one newline at the end. */
export function serialise(document: Document): string {
  const { format, version, name, about, networks, data, training } = document;
  const sorted = networkNames(document).map((key): Field => {
    return [key, writeNetwork(networks[key]!, '    ')];
  });
  const fields: Field[] = [
    ['format', writeJson(format, '')],
    ['version', writeJson(version, '')],
    ['name', writeJson(name, '')],
    ['about', optional(about, (value) => writeAbout(value, '  '))],
    ['networks', writeObject(sorted, '  ')],
    ['data', optional(data, (value) => writeData(value, '  '))],
    ['training', optional(training, (value) => writeTraining(value, '  '))],
  ];
  return `${writeObject(fields, '')}\n`;
}
