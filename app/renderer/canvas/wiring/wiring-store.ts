/** The edge being drawn: where it starts and what each input would say to it. Small slices, so that few cards render. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Verdict = 'fits' | 'mendable' | 'refused';

export interface Answer {
  readonly verdict: Verdict;
  /** Why it is refused, or what would mend it. */
  readonly reason: string;
}

export interface WiringState {
  readonly from: {
    readonly node: string;
    readonly handle: string;
    readonly side: 'source' | 'target';
  } | null;
  /** By `node handle`. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** Nodes with a handle that takes the edge, and the node where it starts. */
  readonly takers: ReadonlySet<string>;
  /** Alt is held: the edge would be delayed. */
  readonly delayed: boolean;
  /** Begun by a click or tap; the next one on an input or a card ends it. */
  readonly clicked: boolean;
  /** Why the card that was tapped last takes no edge. */
  readonly refusal: string;
}

export const idle: WiringState = {
  from: null,
  answers: new Map(),
  takers: new Set(),
  delayed: false,
  clicked: false,
  refusal: '',
};

export const wiringStore = createStore<WiringState>()(() => idle);

export const answerKey = (node: string, handle: string): string => `${node} ${handle}`;

/** How a handle looks while an edge is drawn. */
export function useVerdict(
  node: string,
  handle: string,
  side: 'source' | 'target',
): Verdict | 'source' | undefined {
  return useStore(wiringStore, ({ from, answers }) => {
    if (from === null) return undefined;
    if (from.node === node && from.handle === handle && from.side === side) return 'source';
    return side === from.side ? undefined : answers.get(answerKey(node, handle))?.verdict;
  });
}

/** Whether a card has a handle that takes the edge being drawn, or is where it starts. */
export function useTakes(node: string): boolean {
  return useStore(wiringStore, ({ takers }) => takers.has(node));
}
