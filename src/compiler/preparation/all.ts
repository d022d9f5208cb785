/** Every preparation kind, in the order of the palette. */
import { feed } from './feed';
import { flatten } from './flatten';
import { oneHot } from './one-hot';
import type { AnyPreparation } from './preparation';
import { resize } from './resize';
import { scale } from './scale';
import { source } from './source';
import { standardize } from './standardize';

export const preparations = [source, scale, standardize, oneHot, resize, flatten, feed] as const;

export type PreparationKind = (typeof preparations)[number]['kind'];

/** Definitions by kind, with their parameter types forgotten. */
export const preparationByKind: ReadonlyMap<string, AnyPreparation> = new Map(
  // A definition whose `output` wants exact values is stored where only checked values arrive.
  preparations.map((definition) => [definition.kind, definition as unknown as AnyPreparation]),
);
