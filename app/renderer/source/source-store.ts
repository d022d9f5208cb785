/** Drafts of source for as long as the window is open: another tab or network loses no text. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Draft } from './draft';

export const shownSources = ['python', 'typescript', 'document'] as const;
/** Names of products are alike in every language. */
export const languageNames = { python: 'Keras', typescript: 'TypeScript' } as const;
export type ShownSource = (typeof shownSources)[number];

interface SourceState {
  readonly shown: ShownSource;
  /** By session, network and language. */
  readonly drafts: ReadonlyMap<string, Draft>;
  keep(key: string, draft: Draft): void;
}

export const sourceStore = createStore<SourceState>()((set) => ({
  shown: 'python',
  drafts: new Map(),
  keep: (key, draft) => set(({ drafts }) => ({ drafts: new Map(drafts).set(key, draft) })),
}));

export function useDraft(key: string): Draft | undefined {
  return useStore(sourceStore, ({ drafts }) => drafts.get(key));
}

export function useShownSource(): readonly [ShownSource, (shown: ShownSource) => void] {
  const shown = useStore(sourceStore, (state) => state.shown);
  return [shown, (next) => sourceStore.setState({ shown: next })];
}
