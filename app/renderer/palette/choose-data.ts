/** Choosing a data set, with all that training needs besides: the ways from its columns to the network, and one phase. */
import { datasetOf } from '../../../src/compiler/dataset-of';
import type { Document } from '../../../src/graph/document';
import { patchData, setData, setTraining } from '../../../src/graph/edits/training';
import { firstTraining } from '../inspector/first-training';
import { problemsOf } from '../stores/facts';
import { world } from '../stores/world';

/** More Inputs and Outputs than this nobody feeds from one data set. */
const MOST_FEEDS = 16;

/** The document learning from this data set. A preparation that is there stays; Inputs and Outputs without data get theirs. */
export function withData(document: Document, dataset: string): Document {
  const chosen = document.data
    ? patchData(document, { dataset, parameters: {} })
    : setData(document, {
        dataset,
        parameters: {},
        validation: 0.1,
        seed: 7,
        preparation: { nodes: [], edges: [] },
      });
  const trained = () => setTraining(chosen, firstTraining(datasetOf(chosen.data, world)));
  return feedAll(chosen.training ? chosen : trained());
}

/** Applies the compiler's own repair for every end of the network that receives no data. */
export function feedAll(document: Document): Document {
  let fed = document;
  for (let round = 0; round < MOST_FEEDS; round++) {
    const repair = problemsOf(fed).find(({ code }) => code === 'missing-feed')?.repairs[0];
    if (!repair) return fed;
    fed = repair.apply(fed);
  }
  return fed;
}
