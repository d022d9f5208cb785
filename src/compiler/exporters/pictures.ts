/** Which part of a picture is kept before it is brought to another size, for rows of every format. */
import { middleOf, partOfRatio } from '../geometry';
import type { Call } from '../program';
import { number } from './call-values';

interface Part {
  /** First and last row and column, the last one excluded; `null` where the picture stays whole. */
  readonly cut: { readonly starts: readonly number[]; readonly stops: readonly number[] } | null;
  /** Rows and columns that the part is brought to. */
  readonly size: readonly [number, number];
  readonly resizes: boolean;
}

/** For Resizing and CenterCrop, whose gap is `partGap`. */
export function partOf(call: Call): Part {
  const size = [number(call, 'height'), number(call, 'width')] as const;
  if (call.kind === 'Resizing' && call.config.cropToAspectRatio !== true) {
    return { cut: null, size, resizes: true };
  }
  const [rows, columns] = call.inputShapes[0] as readonly [number, number, number]; // by its gap
  const fits = call.kind === 'CenterCrop' && rows >= size[0] && columns >= size[1];
  const part = fits ? size : partOfRatio([rows, columns], size);
  const starts = [middleOf(rows, part[0]), middleOf(columns, part[1])];
  const stops = starts.map((start, i) => start + part[i]!);
  return { cut: { starts, stops }, size, resizes: !fits };
}

/** What is cut off hangs on the size of the picture. */
export function partGap({ kind, config, inputShapes }: Call): string | undefined {
  const cuts = kind === 'CenterCrop' || config.cropToAspectRatio === true;
  return cuts && inputShapes[0]!.includes(null)
    ? `The row of ${kind} cuts pictures of a fixed size; here it is free.`
    : undefined;
}
