/** Carries a paused run over to an edited document: what still fits is kept, the rest starts afresh. */
import type { Document, Json } from '../graph/document';
import type { Snapshot, StoredTensors } from './checkpoint';
import type { Model } from './model';

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Optimizers of a phase by parameter name. */
function optimizersOf(document: Document, phase: number): Map<string, { id: Json; rate: Json }> {
  const config = document.training?.phases[phase]?.config ?? {};
  const found = new Map<string, { id: Json; rate: Json }>();
  for (const [name, value] of Object.entries(config)) {
    if (!/optimizer$/i.test(name) || !isRecord(value)) continue;
    found.set(name, { id: value.id ?? null, rate: value.learningRate ?? null });
  }
  return found;
}

function fits(models: ReadonlyMap<string, Model>, weights: StoredTensors): boolean {
  let count = 0;
  for (const [network, { variables }] of models) {
    for (const [name, variable] of variables) {
      if (weights.get(`${network}.${name}`)?.shape.join() !== variable.shape.join()) return false;
      count++;
    }
  }
  return count === weights.size;
}

/**
 * The snapshot for the edited document. Optimizer state stays where all shapes and optimizers are the same; a
 * learning rate that was edited in the pause wins over the saved one.
 */
export function carryOver(
  snapshot: Snapshot,
  before: Document,
  after: Document,
  models: ReadonlyMap<string, Model>,
): Snapshot {
  const { phase } = snapshot.place;
  const [old, now] = [optimizersOf(before, phase), optimizersOf(after, phase)];
  const same = (pick: 'id' | 'rate') =>
    old.size === now.size &&
    [...old].every(([name, value]) => now.get(name)?.[pick] === value[pick]);
  const procedures = [before, after].map((d) => d.training?.phases[phase]?.procedure);
  const keepsState =
    procedures[0] === procedures[1] && same('id') && fits(models, snapshot.weights);
  if (!keepsState) return { ...snapshot, state: new Map(), best: new Map() };
  if (same('rate')) return snapshot;
  const state = new Map([...snapshot.state].filter(([name]) => !/(^|\.)rate$/.test(name)));
  return { ...snapshot, state };
}
