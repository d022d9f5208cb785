import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentOf } from '../compiler/importers/testing';
import { importTfjs } from '../compiler/importers/tfjs';
import { lower } from '../compiler/lower';
import { freeSize } from './free-size';

const weights = new URL('../../templates/weights/', import.meta.url);

// Szegedy et al., 2016: four windows without padding leave one place of 32 pixels, which the fifth, of 3 × 3, does not fit.
it.each([
  ['inception-v3-imagenet-5d', 32],
  ['inception-v3-imagenet-6e', 64],
])('%s is run on pictures that all of its windows fit', (id, size) => {
  const read = (name: string) => readFileSync(new URL(`${id}/${name}`, weights));
  const json: unknown = JSON.parse(read('model.json').toString());
  const { networks } = importTfjs(json, new Uint8Array(read('weights.bin')));
  expect(freeSize(lower(documentOf(networks)))).toBe(size);
});
