/** The values that belong to a node under the canvas' switch, and the shown sample with its targets. */
import { useSyncExternalStore } from 'react';
import type { Probe, SampleView } from '../../../../src/runtime/protocol';
import { runStore } from '../../stores/run';
import { viewStore } from '../../stores/view';

const wanted = {
  structure: undefined,
  activations: 'activation',
  weights: 'weight',
  gradients: 'gradient',
} as const;

/** The layer behind a node of the network at the end of `path`: in a block that of the first copy, `placement.0.node`. */
export function probeId(node: string, path = viewStore.getState().path): string {
  const entered = path.slice(1);
  return [...entered.map((placement) => `${placement}.0.`), node].join('');
}

/** The probe that a node's face draws now; of several weights the kernel. */
export function probeOf(node: string): Probe | undefined {
  const of = wanted[viewStore.getState().faces];
  const probes = runStore
    .getState()
    .probes.get(probeId(node))
    ?.filter((probe) => probe.of === of);
  return probes?.find(({ weight }) => weight === undefined || /kernel|embeddings/i.test(weight));
}

/** A node's activation as a React value: for faces made of words and bars, of few numbers. */
export function useActivation(node: string): Probe | undefined {
  return useSyncExternalStore(runStore.subscribe, () =>
    runStore
      .getState()
      .probes.get(probeId(node))
      ?.find(({ of }) => of === 'activation'),
  );
}

let sample: SampleView | null = null;
const listeners = new Set<() => void>();

export function setSample(next: SampleView | null): void {
  sample = next;
  for (const listener of listeners) listener();
}

function onSample(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The sample that the faces show; `null` before data is there. */
export function useSample(): SampleView | null {
  return useSyncExternalStore(onSample, () => sample);
}

export function largest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i;
  return best;
}

/** The class of an output by number, as its name or the number itself. */
export function className(output: string, index: number): string {
  return runStore.getState().data?.classes[output]?.[index] ?? String(index);
}
