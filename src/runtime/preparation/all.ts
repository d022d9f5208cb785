/** What runs every preparation kind that stands between a Source and a Feed. */
import { categoryEncoding } from './category-encoding';
import { centreCrop } from './centre-crop';
import { datePartsStep } from './date-parts';
import { fillMissing } from './fill-missing';
import { flatten } from './flatten';
import { greyscale } from './greyscale';
import { oneHot } from './one-hot';
import { resize } from './resize';
import { scale } from './scale';
import { standardize } from './standardize';
import type { AnyStep } from './step';
import { stringLookup } from './string-lookup';
import { textVectorization } from './text-vectorization';

export const steps: ReadonlyMap<string, AnyStep> = new Map(
  [
    fillMissing,
    categoryEncoding,
    datePartsStep,
    scale,
    standardize,
    oneHot,
    resize,
    centreCrop,
    greyscale,
    flatten,
    textVectorization,
    stringLookup,
  ].map((step) => [step.kind, step]),
);
