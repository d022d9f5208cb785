/** Edits of how a document trains, for the chips of the run row. Pure: the same object when nothing changes. */
import type { Document, Json, Phase } from '../../../src/graph/document';

export function setEpochs(document: Document, epochs: number): Document {
  return withPhase(document, (phase) => (phase.epochs === epochs ? phase : { ...phase, epochs }));
}

export function setBatchSize(document: Document, batchSize: number): Document {
  const { training } = document;
  if (!training || training.batchSize === batchSize) return document;
  return { ...document, training: { ...training, batchSize } };
}

/** Another optimizer with the learning rate of the last one, where both have one. */
export function setOptimizer(document: Document, id: string): Document {
  return withPhase(document, (phase) => {
    const now = optimizerOf(phase);
    if (now?.id === id) return phase;
    const learningRate = now?.learningRate;
    const optimizer = learningRate === undefined ? { id } : { id, learningRate };
    return { ...phase, config: { ...phase.config, optimizer } };
  });
}

export function setLearningRate(document: Document, learningRate: number): Document {
  return withPhase(document, (phase) => {
    const now = optimizerOf(phase);
    if (now) {
      const optimizer = { ...now, learningRate };
      return { ...phase, config: { ...phase.config, optimizer } };
    }
    return { ...phase, config: { ...phase.config, learningRate } };
  });
}

/** The optimizer of a phase as it stands in the document; `null` where the procedure has none. */
export function optimizerOf(phase: Phase | undefined): { readonly [key: string]: Json } | null {
  const value = phase?.config.optimizer;
  return typeof value === 'object' && value !== null && !isList(value) ? value : null;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Edits the first phase: the one that the chips show. */
function withPhase(document: Document, edit: (phase: Phase) => Phase): Document {
  const { training } = document;
  const first = training?.phases[0];
  if (!training || !first) return document;
  const next = edit(first);
  if (next === first) return document;
  return { ...document, training: { ...training, phases: [next, ...training.phases.slice(1)] } };
}
