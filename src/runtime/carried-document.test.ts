import { expect, it } from 'vitest';
import { exporters } from '../compiler/exporters/all';
import { lower } from '../compiler/lower';
import { exampleDocument } from '../compiler/testing/example';
import { serialise } from '../graph/serialise';
import { carriedDocument } from './carried-document';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const document = {
  ...exampleDocument('Dense', { config: { units: 2 }, inputs: [[3]], output: [2] }),
  name: 'Tom & "Jerry" <3 网络',
};
const files = exporters.get('picture')!.files({
  document,
  program: lower(document),
  weights: new Map(),
});
const svg = String(files.get('network.svg'));

it('reads the document out of the exported SVG', () => {
  expect(carriedDocument(encode(svg))).toBe(serialise(document));
});

it('reads it too where another program wrote the signs by name', () => {
  const saved = svg
    .replaceAll('&#60;', '&lt;')
    .replaceAll('&#38;', '&amp;')
    .replaceAll('&#34;', '&quot;');
  expect(carriedDocument(encode(`<?xml version="1.0"?>\n${saved}`))).toBe(serialise(document));
});

it.each(['<svg></svg>', '{"format":"netloom"}', '', '<svg><metadata id="netloom">'])(
  'finds none in %j',
  (text) => void expect(carriedDocument(encode(text))).toBeUndefined(),
);
