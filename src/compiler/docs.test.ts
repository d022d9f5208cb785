import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { layersMarkdown } from './docs';
import { layerByKind, layers } from './layers/all';
import { tfjsClasses } from './tfjs-classes';

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

  it('says for every kind what each format makes of it', () => {
    const rows = text.split('## Coverage')[1]!.split('\n## ')[0]!.split('\n');
    for (const kind of Object.keys(layers).filter((one) => one !== 'Network')) {
      expect(rows.find((row) => row.startsWith(`| ${kind} |`))?.split('|').length).toBe(7);
    }
  });

  it('knows the layer classes of TensorFlow.js', () => {
    const names = Object.keys(tf.serialization.SerializationMap.getMap().classNameMap);
    expect([...tfjsClasses].filter((name) => !names.includes(name))).toEqual([]);
    const kinds = Object.keys(layers).map((kind) => layerByKind(kind)!.className ?? kind);
    expect(kinds.filter((name) => names.includes(name) && !tfjsClasses.has(name))).toEqual([]);
  });

  it('has as many cells in every row of a table as in its head', () => {
    for (const table of text.split('\n\n').filter((part) => part.startsWith('|'))) {
      const counts = table.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(counts).size, table).toBe(1);
    }
  });
});
