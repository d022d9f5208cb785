/** What an exporter with a table of rows cannot say: kinds and parameters without a row, and padding. */
import { maskFlow, readsMask } from '../masks';
import type { Call, Program } from '../program';
import { type Gap, gapsBy } from './exporter';

/** The part of a row that is asked before anything is written. */
export interface RowGap {
  /** Why this call cannot be said, where it cannot. */
  readonly gap?: (call: Call) => string | undefined;
  /** Why it cannot be said where padding arrives; a row without this knows of no padding. */
  readonly paddingGap?: (call: Call) => string | undefined;
}

/** Padding that a layer leaves out here and would not leave out there. */
function paddingGap(call: Call, row: RowGap, format: string): string | undefined {
  if (!readsMask(call)) return undefined;
  return row.paddingGap
    ? row.paddingGap(call)
    : `The mask of padded steps cannot be written in ${format} yet; it would take padding for steps.`;
}

/** Gaps of a program in a format whose kinds have these rows. */
export function gapsOfRows(
  program: Program,
  rows: Readonly<Record<string, RowGap>>,
  format: string,
): Gap[] {
  const { masked } = maskFlow(program);
  return gapsBy(program, (call) => {
    const row = Object.hasOwn(rows, call.kind) ? rows[call.kind] : undefined;
    if (!row) return `${format} has no row for ${call.kind} yet.`;
    const isPadded = call.inputs.some((id) => masked.has(id));
    return row.gap?.(call) ?? (isPadded ? paddingGap(call, row, format) : undefined);
  });
}
