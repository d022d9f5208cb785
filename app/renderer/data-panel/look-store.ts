/** What the data panel shows: which samples, which of them is looked at, which step is edited. Lives as long as the page. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Look } from '../../../src/runtime/data-protocol';
import { viewStore } from '../stores/view';

export type DataTabName = 'samples' | 'facts' | 'preparation' | 'about';

interface LookState {
  readonly tab: DataTabName;
  readonly look: Look;
  /** Why these samples are listed, where the look names them one by one. */
  readonly reason: string | null;
  /** Place of the chosen sample in the list. */
  readonly place: number | null;
  /** The step of the preparation that is edited. */
  readonly step: string | null;
}

export const lookStore = createStore<LookState>()(() => ({
  tab: 'samples',
  look: { part: 'train' },
  reason: null,
  place: null,
  step: null,
}));

export function useLook<T>(select: (state: LookState) => T): T {
  return useStore(lookStore, select);
}

/** Lists these samples, none of them chosen. */
export function lookAt(look: Look, reason: string | null = null): void {
  lookStore.setState({ tab: 'samples', look, reason, place: null });
}

/** Opens a tab of the panel in the dock. */
export function openDataTab(tab: DataTabName): void {
  lookStore.setState({ tab });
  viewStore.getState().set({ dockTab: 'data', dockFolded: false });
}

/** Opens a step of the preparation in the dock. */
export function openStep(step: string): void {
  lookStore.setState({ step });
  openDataTab('preparation');
}
