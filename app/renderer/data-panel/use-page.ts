/** The samples in view, fetched a hundred or more at a time, and how to find one of them. */
import type { Data } from '../../../src/graph/document';
import type { Look, SamplePage } from '../../../src/runtime/data-protocol';
import { useAnswer } from '../training/use-worker';
import { askData } from './data-client';
import type { Shown } from './VirtualGrid';

const CHUNK = 100;

export interface Page {
  readonly page: SamplePage;
  /** Place in the page of a place in the list; `undefined` while it is not there. */
  readonly at: (place: number) => number | undefined;
}

export function usePage(
  data: Data,
  look: Look,
  shown: Shown,
): { readonly value: Page | null; readonly error: string | null } {
  const from = Math.floor(shown.first / CHUNK) * CHUNK;
  const to = Math.ceil((shown.first + shown.count + 1) / CHUNK) * CHUNK;
  const { value, error } = useAnswer(async () => {
    const page = await askData({ type: 'samples', data, look, from, count: to - from });
    return { page, look, from };
  }, [data, look, from, to]);
  // An answer about other samples is not shown as these.
  if (!value || value.look !== look) return { value: null, error };
  const at = (place: number): number | undefined => {
    const index = place - value.from;
    return index >= 0 && index < value.page.numbers.length ? index : undefined;
  };
  return { value: { page: value.page, at }, error };
}
