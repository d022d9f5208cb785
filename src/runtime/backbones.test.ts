/** The backbones that ship as blocks: each a document whose `main` places one, which starts from its real weights. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../compiler/check';
import { inferNetwork } from '../compiler/infer';
import { textVectorization } from '../compiler/preparation/text-vectorization';
import { type Document, MAIN } from '../graph/document';
import { blockOf, importBlock } from '../graph/edits/library';
import { cutPoints } from '../graph/edits/transfer';
import { parse, serialise } from '../graph/serialise';
import { pretrained } from './pretrained/all';
import { lowerAll } from './setup';
import { startWeights } from './start-weights';
import { testHost } from './testing/host';
import { template } from './testing/template';
import { world } from './world';

const folder = new URL('../../templates/backbones/', import.meta.url);
const textOf = (id: string): string => readFileSync(new URL(`${id}.json`, folder), 'utf8');

function load(id: string): Document {
  const parsed = parse(textOf(id));
  if (!parsed.ok) throw new Error(parsed.message);
  expect(parsed.defects).toEqual([]);
  return parsed.document;
}

const ids = pretrained.map(({ id }) => id);

describe('the backbones', () => {
  it('are those whose weights ship, no more and no fewer', () => {
    const files = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(files).toEqual([...ids].sort());
  });

  it.each(ids)('%s is named, described, stored as it is saved, and without problems', (id) => {
    const document = load(id);
    expect(serialise(document)).toBe(textOf(id));
    expect(document.about?.family).toBe('Backbones');
    expect(document.about?.description).toMatch(/^[A-Z].*\.$/);
    expect(document.about?.paper).toMatch(/, (19|20)\d\d$/);
    expect(blockOf(document)).toBe(id);
    expect(check(document, world).problems).toEqual([]);
  });

  it.each(ids)(
    '%s starts every layer from its weights and leaves none of them over',
    async (id) => {
      const { reports } = await startWeights(lowerAll(load(id)), testHost().readWeights);
      expect(reports).toMatchObject([{ source: id, drawn: [], unused: [] }]);
    },
  );

  it.each(ids)('%s keeps its weights in another document', (id) => {
    const brought = importBlock(template('mlp-iris'), load(id), id);
    expect(brought.document.networks[brought.name]!.weights).toEqual({ source: id });
  });

  it.each(pretrained.flatMap(({ id, pictures }) => (pictures ? [{ id, ...pictures }] : [])))(
    '$id can end at the node that its weights name best',
    ({ id, cut }) => {
      expect(cutPoints(load(id).networks[id]!)).toContain(cut);
    },
  );

  it('of words are the vocabularies that a text step can take', () => {
    const { values } = textVectorization.params.vocabulary;
    const lists = pretrained.filter(({ words }) => words).map(({ id }) => id);
    expect(values).toEqual(['learned', ...lists]);
  });

  // Howard et al.; Szegedy et al.: sizes as templates/weights/README.md gives them.
  it.each([
    ['mobilenet-v2-coco', 2_257_984],
    ['inception-v3-imagenet-5d', 989_344],
    ['inception-v3-imagenet-6e', 8_956_448],
    ['resnet20-fashion', 273_104],
    ['glove-20k-100d', 20_002 * 100],
  ])('%s has as many parameters as the file of its weights', (id, parameters) => {
    expect(inferNetwork(load(id), MAIN).totals.parameters).toBe(parameters);
  });
});
