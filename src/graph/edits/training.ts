/** Edits of name, data and training. Each returns the same document when nothing changes. */
import type { Data, Document, Json, Phase, StopRule, Training } from '../document';
import { equalJson, patchConfig } from '../json';
import { mapPhases } from './rename';

/** The document without the field, or with it where there is a value. */
function setField<K extends 'data' | 'training' | 'about'>(
  document: Document,
  field: K,
  value: Document[K] | undefined,
): Document {
  if (document[field] === value) return document;
  const { [field]: _, ...rest } = document;
  // The key and its value's type belong together, which a computed key does not show the compiler.
  return (value === undefined ? rest : { ...rest, [field]: value }) as Document;
}

/** Whether the object has all of the patch already. */
function holds<T extends object>(object: T, patch: Partial<T>): boolean {
  // Every part of a document is JSON, but interfaces have no index signature.
  return Object.entries(patch).every(([key, value]) =>
    equalJson((object as Record<string, Json>)[key], value as Json),
  );
}

export function setName(document: Document, name: string): Document {
  return document.name === name ? document : { ...document, name };
}

/** Chooses the data, or none. */
export function setData(document: Document, data: Data | undefined): Document {
  return setField(document, 'data', data);
}

/** Changes parts of the data; nothing where the document has none. */
export function patchData(document: Document, patch: Partial<Data>): Document {
  const { data } = document;
  if (data === undefined || holds(data, patch)) return document;
  return { ...document, data: { ...data, ...patch } };
}

export function setTraining(document: Document, training: Training | undefined): Document {
  return setField(document, 'training', training);
}

/** Changes batch size or seed; nothing where the document has no training. */
export function patchTraining(
  document: Document,
  patch: Partial<Omit<Training, 'stop'>>,
): Document {
  const { training } = document;
  if (training === undefined || holds(training, patch)) return document;
  return { ...document, training: { ...training, ...patch } };
}

/** Sets the rule that ends phases early, or removes it. */
export function setStop(document: Document, stop: StopRule | undefined): Document {
  const { training } = document;
  if (training === undefined || training.stop === stop) return document;
  if (stop !== undefined && training.stop !== undefined && holds(training.stop, stop)) {
    return document;
  }
  const { stop: _, ...rest } = training;
  return { ...document, training: stop === undefined ? rest : { ...rest, stop } };
}

const setPhases = (document: Document, phases: readonly Phase[]): Document =>
  document.training === undefined
    ? document
    : { ...document, training: { ...document.training, phases } };

/** Puts a phase at place `index`, the last place by default. */
export function addPhase(document: Document, phase: Phase, index = Infinity): Document {
  const phases = [...(document.training?.phases ?? [])];
  phases.splice(Math.max(0, index), 0, phase);
  return setPhases(document, phases);
}

export function removePhase(document: Document, index: number): Document {
  const phases = document.training?.phases ?? [];
  if (phases[index] === undefined) return document;
  return setPhases(
    document,
    phases.filter((_, i) => i !== index),
  );
}

export function movePhase(document: Document, from: number, to: number): Document {
  const phases = [...(document.training?.phases ?? [])];
  const phase = phases[from];
  if (phase === undefined || phases[to] === undefined || from === to) return document;
  phases.splice(from, 1);
  phases.splice(to, 0, phase);
  return setPhases(document, phases);
}

/** Changes parts of a phase. */
export function patchPhase(document: Document, index: number, patch: Partial<Phase>): Document {
  const chosen = document.training?.phases[index];
  return mapPhases(document, (phase) =>
    phase === chosen && !holds(phase, patch) ? { ...phase, ...patch } : phase,
  );
}

/** Sets one of the procedure's own parameters in a phase; `undefined` removes it. */
export function setPhaseConfig(
  document: Document,
  index: number,
  param: string,
  value: Json | undefined,
): Document {
  const config = document.training?.phases[index]?.config;
  if (config === undefined) return document;
  return patchPhase(document, index, { config: patchConfig(config, { [param]: value }) });
}
