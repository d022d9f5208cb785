import { describe, expect, it } from 'vitest';
import { layersMarkdown } from './docs';
import { layerByKind, layers } from './layers/all';

describe('the reference of layers', () => {
  const text = layersMarkdown();

  it.each(Object.keys(layers))('describes %s with every parameter', (kind) => {
    const section = text.split(`### ${kind}\n`)[1]?.split('\n### ')[0] ?? '';
    const { doc, params } = layerByKind(kind)!;
    expect(section).toContain(doc);
    for (const [name, param] of Object.entries(params)) {
      expect(section).toMatch(new RegExp(`^\\| \`${name}\` \\|.*${param.doc.slice(0, 12)}`, 'm'));
    }
  });

  it('has as many cells in every row of a table as in its head', () => {
    for (const table of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const counts = table.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(counts).size, table).toBe(1);
    }
  });
});
