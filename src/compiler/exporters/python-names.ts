/** Ids of calls as names in Python: `block.0.conv-a` → `block__0__conv_a`, never a keyword, never twice. */
import type { Document } from '../../graph/document';

const keywords = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

export function pythonName(id: string): string {
  const name = id.replaceAll('.', '__').replace(/\W/g, '_');
  return keywords.has(name) || /^\d/.test(name) ? `x_${name}` : name;
}

/** Gives every wanted name once; a second one gets a number. */
export function createNames(taken: readonly string[] = []): (id: string) => string {
  const used = new Set(taken);
  return (id) => {
    const wanted = pythonName(id);
    let name = wanted;
    for (let i = 2; used.has(name); i++) name = `${wanted}_${i}`;
    used.add(name);
    return name;
  };
}

/** `True`, `None`, `"text"`, `[1, 2]`: JSON as Python writes it. */
export function python(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}: ${python(item)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return `float("${value}")`;
  return JSON.stringify(value);
}

/** A class for a document: `LeNet on digits` → `LeNetOnDigits`. */
export function className(document: Pick<Document, 'name'>): string {
  const words = document.name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(name) ? name : `Network${name}`;
}
