/** The collection that the open document learns from: read from this machine's store, changed one step at a time. */
import { useEffect, useState } from 'react';
import { commit } from '../../../src/graph/history';
import { storedParts, storeParts } from '../../../src/runtime/files/store';
import { sha256 } from '../../../src/runtime/preparation/sha256';
import { documentStore, useDocument } from '../stores/document';
import { type Collection, collectionOf, fingerprintIn, learningFrom, partsOf } from './collection';

async function open(): Promise<Collection | undefined> {
  const { document } = documentStore().getState();
  return collectionOf(document, await storedParts(fingerprintIn(document)));
}

/** Every label and picture, one after the other. */
function bytesOf({ height, width, pictures }: Collection): Uint8Array<ArrayBuffer> {
  const size = height * width * 3 + 1;
  const bytes = new Uint8Array(pictures.length * size);
  for (const [i, { label, pixels }] of pictures.entries()) {
    bytes[i * size] = label;
    bytes.set(pixels, i * size + 1);
  }
  return bytes;
}

let last: Promise<void> = Promise.resolve();

/** Applies a change to what is there once earlier ones are through: stored under its fingerprint, one undo step. */
export function change(label: string, edit: (collection: Collection) => Collection): Promise<void> {
  const next = last.then(async () => {
    const before = await open();
    const after = before && edit(before);
    if (!after || after === before) return;
    const parts = partsOf(after);
    const isEmpty = after.pictures.length === 0;
    const fingerprint = isEmpty ? '' : await sha256(bytesOf(after));
    const letGo = isEmpty ? undefined : await storeParts(fingerprint, parts, { isMadeHere: true });
    documentStore()
      .getState()
      .dispatch((document) => learningFrom(document, after, fingerprint), commit(label));
    // From here on the document's history holds it.
    letGo?.();
  });
  last = next.catch(() => undefined);
  return next;
}

/** `undefined` until it is read. */
export function useCollection(): Collection | undefined {
  const parameters = useDocument(({ document }) => document.data?.parameters);
  const [collection, setCollection] = useState<Collection>();
  useEffect(() => {
    let current = true;
    // The parameters name what is read.
    if (parameters) void open().then((found) => current && setCollection(found));
    return () => {
      current = false;
    };
  }, [parameters]);
  return collection;
}
