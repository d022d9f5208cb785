/** What the charts share while the window is open: crosshair, zoom, axis, smoothing. Not saved with anything. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type AxisUnit = 'epochs' | 'steps';

export interface ChartValues {
  /** 0 to 0.999. */
  readonly smoothing: number;
  readonly unit: AxisUnit;
  readonly log: boolean;
  readonly table: boolean;
  /** Place of the crosshair on the x axis of every chart, in its unit. */
  readonly crosshair: number | null;
  /** The stretch of the x axis that is shown; `null` is the whole run with its planned end. */
  readonly zoom: readonly [number, number] | null;
  readonly hidden: readonly string[];
  readonly earlier: boolean;
}

interface ChartState extends ChartValues {
  set(values: Partial<ChartValues>): void;
}

export const chartStore = createStore<ChartState>()((set) => ({
  smoothing: 0.6,
  unit: 'epochs',
  log: true,
  table: false,
  crosshair: null,
  zoom: null,
  hidden: [],
  earlier: true,
  set,
}));

export function useChart<T>(select: (state: ChartState) => T): T {
  return useStore(chartStore, select);
}
