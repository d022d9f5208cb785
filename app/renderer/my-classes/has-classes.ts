/** Which documents learn classes of a few pictures; apart from what changes them, because the first view asks it of every document. */
import { FILES, type FileColumn, readDescription } from '../../../src/compiler/files';
import type { Document } from '../../../src/graph/document';
import { SHARDED_BYTES } from '../../../src/runtime/stored-rows';

/** More pictures, or more than lie in memory whole, are imported as a folder instead. */
const MOST_PICTURES = 2000;

export const mostPictures = ({
  height,
  width,
}: {
  readonly height: number;
  readonly width: number;
}): number => Math.min(MOST_PICTURES, Math.floor(SHARDED_BYTES / (height * width * 3)));

interface Columns {
  readonly sample: Extract<FileColumn, { type: 'picture' }>;
  readonly target: Extract<FileColumn, { type: 'category' }>;
}

/** The columns of a document that learns classes of a few colour pictures; nothing for any other. */
export function columnsOf({ data }: Document): Columns | undefined {
  if (data?.dataset !== FILES) return undefined;
  const { kind, columns, train, test } = readDescription(data.parameters);
  const { sample, target } = columns;
  if (kind !== 'images' || sample?.type !== 'picture' || target?.type !== 'category') {
    return undefined;
  }
  const isSmall = train <= mostPictures(sample) && test === 0;
  return isSmall && sample.channels === 3 ? { sample, target } : undefined;
}

/** Whether a document's pictures can be taken and changed one by one. */
export const hasClasses = (document: Document): boolean => columnsOf(document) !== undefined;
