import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../../src/compiler/check';
import { descriptionConfig, readDescription } from '../../../src/compiler/files';
import { inferNetwork } from '../../../src/compiler/infer';
import { type Document, MAIN } from '../../../src/graph/document';
import { loadTemplate } from '../persistence/templates';
import { world } from '../stores/world';
import {
  addClass,
  addPictures,
  type Collection,
  collectionOf,
  fingerprintIn,
  learningFrom,
  partsOf,
  removeClass,
  removePicture,
  renameClass,
} from './collection';
import { hasClasses } from './has-classes';

let template: Document;

beforeAll(async () => {
  template = (await loadTemplate('my-classes'))!.document;
});

const fingerprint = 'f'.repeat(64);
const picture = (value: number) => new Uint8Array(96 * 96 * 3).fill(value);
const firstBytes = ({ pictures }: Collection) =>
  pictures.map(({ label, pixels }) => [label, pixels[0]]);

const empty = () => collectionOf(template, undefined)!;

describe('my classes', () => {
  it('begin with two, without a picture, and training waits for some', () => {
    expect(hasClasses(template)).toBe(true);
    expect(empty()).toMatchObject({ classes: ['Class 1', 'Class 2'], pictures: [] });
    expect(fingerprintIn(template)).toBe('');
    const filled = addPictures(empty(), 0, [picture(1)]);
    const { problems } = check(learningFrom(template, filled, fingerprint), world);
    expect(problems).toEqual([]);
  });

  it('are the same after they were stored and read', () => {
    const anyLabels = fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 4 });
    fc.assert(
      fc.property(anyLabels, (labels) => {
        const filled = labels.reduce(
          (all, label, i) => addPictures(all, label, [picture(i)]),
          empty(),
        );
        const document = learningFrom(template, filled, fingerprint);
        const read = collectionOf(document, partsOf(filled))!;
        expect(firstBytes(read)).toEqual(firstBytes(filled));
        expect(read.classes).toEqual(filled.classes);
      }),
      { numRuns: 10 },
    );
  });

  it('give the last layer an answer for each', () => {
    const three = addClass(empty(), 'Cup');
    const document = learningFrom(template, addPictures(three, 2, [picture(9)]), fingerprint);
    expect(inferNetwork(document, MAIN).nodes.get('dense')?.output).toEqual([3]);
    expect(check(document, world).problems).toEqual([]);
    const two = removeClass(collectionOf(document, undefined)!, 0);
    const fewer = learningFrom(document, addPictures(two, 1, [picture(9)]), fingerprint);
    expect(inferNetwork(fewer, MAIN).nodes.get('dense')?.output).toEqual([2]);
  });

  it('take their pictures along when one goes, and are never fewer than two', () => {
    const three = addClass(empty(), 'Cup');
    const filled = addPictures(addPictures(three, 0, [picture(1)]), 2, [picture(2), picture(3)]);
    const without = removeClass(filled, 0);
    expect(without.classes).toEqual(['Class 2', 'Cup']);
    expect(firstBytes(without)).toEqual([
      [1, 2],
      [1, 3],
    ]);
    expect(removeClass(without, 0)).toBe(without);
    expect(firstBytes(removePicture(without, without.pictures[0]!))).toEqual([[1, 3]]);
  });

  it('lose the picture that was pressed, though another went and all were read anew meanwhile', () => {
    const shown = addPictures(empty(), 0, [picture(1), picture(2), picture(3)]);
    const [first, second] = shown.pictures;
    const learning = learningFrom(template, removePicture(shown, first!), fingerprint);
    const anew = collectionOf(learning, partsOf(removePicture(shown, first!)))!;
    expect(firstBytes(removePicture(anew, second!))).toEqual([[0, 3]]);
    expect(removePicture(anew, first!)).toBe(anew);
  });

  it('have names of their own', () => {
    expect(renameClass(empty(), 1, 'Cup').classes).toEqual(['Class 1', 'Cup']);
    for (const name of ['', 'Class 1']) {
      const before = empty();
      expect(renameClass(before, 1, name)).toBe(before);
    }
    const before = empty();
    expect(addClass(before, 'Class 2')).toBe(before);
  });

  it('leave out and rename what was so changed in the data panel', () => {
    const filled = addPictures(empty(), 0, [picture(1), picture(2), picture(3)]);
    const document = learningFrom(template, filled, fingerprint);
    const { data } = document;
    const parameters = { ...data!.parameters, changes: { train: { '0': null, '2': 1 } } };
    const changed = { ...document, data: { ...data!, parameters } };
    expect(firstBytes(collectionOf(changed, partsOf(filled))!)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('are none of pictures that lie on disk, of which a page has only the beginning', () => {
    const withPictures = (train: number): Document => {
      const { data } = template;
      const description = readDescription(data!.parameters);
      const { sample, ...others } = description.columns;
      const large = { ...(sample as { type: 'picture'; channels: 3 }), height: 256, width: 256 }; // as the template has it
      const columns = { ...others, sample: large };
      const parameters = descriptionConfig({ ...description, fingerprint, train, columns });
      return { ...template, data: { ...data!, parameters } };
    };
    expect(hasClasses(withPictures(400))).toBe(false);
    const few = withPictures(325);
    const all = addPictures(collectionOf(few, undefined)!, 0, Array(400).fill(picture(1)));
    expect(all.pictures).toHaveLength(325);
    const values = new Uint8Array();
    const stored = { id: 'x', folder: '', shardOf: () => 0, read: () => values };
    const columns = {
      sample: { shape: [256, 256, 3], values, stored },
      target: { shape: [], values: Int32Array.of(0), dtype: 'int32' },
    } as const;
    const none = { count: 0, columns: {} };
    expect(collectionOf(few, { train: { count: 1, columns }, test: none })).toBeUndefined();
  });

  it('are none of a document that learns from other data', async () => {
    const { document } = (await loadTemplate('mlp-iris'))!;
    expect(hasClasses(document)).toBe(false);
    expect(learningFrom(document, empty(), fingerprint)).toBe(document);
  });
});
