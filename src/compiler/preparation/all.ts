/** Every preparation kind, in the order of the palette. */
import { augmentations } from './augmentations';
import { categoryEncoding } from './category-encoding';
import { centreCrop } from './centre-crop';
import { datePartsStep } from './date-parts';
import { feed } from './feed';
import { fillMissing } from './fill-missing';
import { flatten } from './flatten';
import { greyscale } from './greyscale';
import { oneHot } from './one-hot';
import { oversample } from './oversample';
import type { AnyPreparation } from './preparation';
import { resize } from './resize';
import { scale } from './scale';
import { source } from './source';
import { split } from './split';
import { standardize } from './standardize';
import { stringLookup } from './string-lookup';
import { textVectorization } from './text-vectorization';

export const preparations = [
  source,
  split,
  oversample,
  fillMissing,
  categoryEncoding,
  datePartsStep,
  textVectorization,
  stringLookup,
  scale,
  standardize,
  oneHot,
  resize,
  centreCrop,
  greyscale,
  flatten,
  ...augmentations,
  feed,
] as const;

export type PreparationKind = (typeof preparations)[number]['kind'];

/** Definitions by kind, with their parameter types forgotten. */
export const preparationByKind: ReadonlyMap<string, AnyPreparation> = new Map(
  // A definition whose `output` wants exact values is stored where only checked values arrive.
  preparations.map((definition) => [definition.kind, definition as unknown as AnyPreparation]),
);
