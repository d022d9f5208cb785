/** Pictures of some classes as they stand: a small data set of files in memory. Every change is a new one. */
import { readChanges } from '../../../src/compiler/data-changes';
import { datasetOf } from '../../../src/compiler/dataset-of';
import { descriptionConfig, readDescription } from '../../../src/compiler/files';
import { mend } from '../../../src/compiler/learn-from';
import type { Document } from '../../../src/graph/document';
import { patchData } from '../../../src/graph/edits/training';
import type { Parts } from '../../../src/runtime/dataset';
import { world } from '../stores/world';
import { columnsOf, mostPictures } from './has-classes';

export const MOST_CLASSES = 20;

export interface Picture {
  /** Place of its class in `classes`. */
  readonly label: number;
  /** Red, green, blue, row by row. */
  readonly pixels: Uint8Array;
}

export interface Collection {
  readonly classes: readonly string[];
  readonly height: number;
  readonly width: number;
  readonly pictures: readonly Picture[];
}

/** Fingerprint of the pictures that a document learns from; empty before the first. */
export const fingerprintIn = ({ data }: Document): string =>
  data ? readDescription(data.parameters).fingerprint : '';

/** What a document learns from, with what was relabelled or left out; `parts` is what lies under its fingerprint. */
export function collectionOf(document: Document, parts: Parts | undefined): Collection | undefined {
  const columns = columnsOf(document);
  if (!columns) return undefined;
  const { height, width } = columns.sample;
  const size = height * width * 3;
  const changes = readChanges(document.data?.parameters ?? {}).train;
  const { sample, target } = parts?.train.columns ?? {};
  // Packed on disk while it was larger: a page has only the beginning of it.
  if (sample?.stored) return undefined;
  const count = sample && target ? (parts?.train.count ?? 0) : 0;
  const pictures = Array.from({ length: count }, (_, i): Picture | undefined => {
    const label = changes.has(i) ? changes.get(i) : target!.values[i];
    if (label === null || label === undefined) return undefined;
    return { label, pixels: (sample!.values as Uint8Array).subarray(i * size, (i + 1) * size) }; // a picture column is bytes
  });
  return {
    classes: columns.target.classes,
    height,
    width,
    pictures: pictures.filter((picture) => picture !== undefined),
  };
}

/** The same as the columns of a data set, nothing kept back for a test. */
export function partsOf({ height, width, pictures }: Collection): Parts {
  const size = height * width * 3;
  const values = new Uint8Array(pictures.length * size);
  for (const [i, { pixels }] of pictures.entries()) values.set(pixels, i * size);
  const labels = Int32Array.from(pictures, ({ label }) => label);
  const columns = (bytes: Uint8Array, classes: Int32Array) => ({
    sample: { shape: [height, width, 3], values: bytes },
    target: { shape: [], values: classes, dtype: 'int32' as const },
  });
  return {
    train: { count: pictures.length, columns: columns(values, labels) },
    test: { count: 0, columns: columns(new Uint8Array(), new Int32Array()) },
  };
}

/** The document learning from a collection, its last layer with an answer for each class. */
export function learningFrom(
  document: Document,
  collection: Collection,
  fingerprint: string,
): Document {
  const columns = columnsOf(document);
  if (!columns || !document.data) return document;
  const description = readDescription(document.data.parameters);
  const parameters = descriptionConfig({
    ...description,
    fingerprint,
    train: collection.pictures.length,
    columns: {
      ...description.columns,
      target: { ...columns.target, classes: collection.classes },
    },
  });
  const answers = datasetOf(document.data, world)?.columns.target?.classes?.length;
  const learning = patchData(document, { parameters });
  if (answers === collection.classes.length) return learning;
  return mend(learning, world, ['target-shape', 'target-classes']);
}

export function addPictures(
  collection: Collection,
  label: number,
  all: readonly Uint8Array[],
): Collection {
  const room = mostPictures(collection) - collection.pictures.length;
  const added = all.slice(0, Math.max(0, room)).map((pixels) => ({ label, pixels }));
  return { ...collection, pictures: [...collection.pictures, ...added] };
}

/** The first picture that looks like this one goes: between two presses the collection was read anew. */
export function removePicture(collection: Collection, { label, pixels }: Picture): Collection {
  const { pictures } = collection;
  const isSame = (each: Picture) =>
    each.label === label && each.pixels.every((value, i) => value === pixels[i]);
  const at = pictures.findIndex(isSame);
  if (at < 0) return collection;
  return { ...collection, pictures: pictures.filter((_, i) => i !== at) };
}

/** A class of this name, unless there is one or there are enough. */
export function addClass(collection: Collection, name: string): Collection {
  const { classes } = collection;
  if (classes.includes(name) || classes.length >= MOST_CLASSES) return collection;
  return { ...collection, classes: [...classes, name] };
}

export function renameClass(collection: Collection, label: number, name: string): Collection {
  const { classes } = collection;
  if (name === '' || classes.includes(name)) return collection;
  return { ...collection, classes: classes.map((old, i) => (i === label ? name : old)) };
}

/** A class with its pictures; two are left, since one class is no question. */
export function removeClass(collection: Collection, label: number): Collection {
  const { classes, pictures } = collection;
  if (classes.length <= 2) return collection;
  return {
    ...collection,
    classes: classes.filter((_, i) => i !== label),
    pictures: pictures
      .filter((picture) => picture.label !== label)
      .map((picture) =>
        picture.label > label ? { ...picture, label: picture.label - 1 } : picture,
      ),
  };
}
