/** What every way of trying shares: the network's inputs and outputs by id, and its answers to raw samples. */
import { useMemo } from 'react';
import { type Document, MAIN, type Network } from '../../../src/graph/document';
import { FEED_KIND, INPUT_KIND } from '../../../src/graph/network';
import { useDocument } from '../stores/document';
import { useRun } from '../stores/run';
import { useAnswer, useModelPulse } from '../training/use-worker';
import { runClient } from '../worker-client';

/** Id of the Input that the data set's `sample` column feeds, as the document says. */
export function inputOf(document: Document): string | undefined {
  const inputs = mainNetwork(document)?.nodes.filter((node) => node.kind === INPUT_KIND) ?? [];
  const fed = document.data?.preparation.nodes
    .filter((node) => node.kind === FEED_KIND)
    .map((node) => node.config.node);
  return (inputs.find(({ id }) => fed?.includes(id)) ?? inputs[0])?.id;
}

function mainNetwork(document: Document): Network | undefined {
  const name = document.training?.phases[0]?.networks.network ?? MAIN;
  return document.networks[name];
}

export interface Classes {
  readonly output: string;
  readonly names: readonly string[];
}

/** The first output that has classes. */
export function useClasses(): Classes | null {
  const data = useRun((run) => run.data);
  return useMemo(() => {
    const [first] = Object.entries(data?.classes ?? {}).filter(([, names]) => names.length > 0);
    return first ? { output: first[0], names: first[1] } : null;
  }, [data]);
}

/** Outputs for samples as the data set has them, asked anew whenever the samples or the network change. */
export function useRawAnswer(samples: Float32Array | null) {
  const input = useDocument((state) => inputOf(state.document));
  const pulse = useModelPulse();
  const ask =
    samples && input !== undefined
      ? () => runClient.predict({ [input]: samples }, { raw: true })
      : null;
  return useAnswer(ask, [samples, input, pulse]);
}

/** Outputs for a sample that is already as the network receives it. */
export function usePreparedAnswer(inputs: Readonly<Record<string, Float32Array>> | null) {
  const pulse = useModelPulse();
  const ask = inputs ? () => runClient.predict(inputs) : null;
  return useAnswer(ask, [inputs, pulse]);
}
