/** What the data panel shows: which samples, which of them is looked at, which step is edited. Lives as long as the page. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Data } from '../../../src/graph/document';
import type { Look } from '../../../src/runtime/data-protocol';
import { formatValue } from '../controls/format';
import { documentStore } from '../stores/document';
import { viewStore } from '../stores/view';

export type DataTabName = 'samples' | 'facts' | 'preparation' | 'about';

interface Seen {
  readonly look: Look;
  /** Why these samples are listed, where the look names them one by one. */
  readonly reason: string | null;
  /** Place of the chosen sample in the list. */
  readonly place: number | null;
}

interface LookState extends Seen {
  readonly tab: DataTabName;
  /** The data that `look`, `reason` and `place` are of; other data are looked at afresh. */
  readonly of: string;
  /** The step of the preparation that is edited. */
  readonly step: string | null;
}

const fresh: Seen = { look: { part: 'train' }, reason: null, place: null };

export const lookStore = createStore<LookState>()(() => ({
  ...fresh,
  tab: 'samples',
  of: '',
  step: null,
}));

function keyOf(data: Data | undefined): string {
  return data ? `${data.dataset} ${formatValue(data.parameters.fingerprint)}` : '';
}

const currentKey = (): string => keyOf(documentStore().getState().document.data);

export function useLook<T>(select: (state: LookState) => T): T {
  return useStore(lookStore, select);
}

/** Which samples of these data are listed, and the chosen one. */
export function useSeen(data: Data): Seen {
  const key = keyOf(data);
  return useLook((state) => (state.of === key ? state : fresh));
}

/** Lists these samples, none of them chosen. */
export function lookAt(look: Look, reason: string | null = null): void {
  lookStore.setState({ tab: 'samples', of: currentKey(), look, reason, place: null });
}

/** Chooses a sample of the list. */
export function choosePlace(place: number): void {
  const of = currentKey();
  lookStore.setState((state) => ({ ...(state.of === of ? {} : fresh), of, place }));
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
