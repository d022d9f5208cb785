/** Repairs of training as the document sets it. */
import { MAIN, type Phase } from '../../graph/document';
import { addPhase, patchPhase, patchTraining } from '../../graph/edits/training';
import { networkOf } from '../../graph/network';
import type { RepairMaker } from './repair';

const gradient: Phase = {
  procedure: 'gradient',
  epochs: 5,
  networks: { network: MAIN },
  config: {},
};

export const addFirstPhase: RepairMaker = ({ world }) =>
  world.procedures.has('gradient')
    ? [
        {
          id: 'add-phase',
          title: 'Add a phase',
          description: 'The network main will be trained by gradient descent for 5 epochs.',
          apply: (document) => addPhase(document, gradient),
        },
      ]
    : [];

export const useGradient: RepairMaker = ({ problem, world }) => {
  const index = Number(problem.values.phase) - 1;
  if (!world.procedures.has('gradient')) return [];
  return [
    {
      id: 'use-gradient',
      title: 'Use gradient descent',
      description: `Phase ${index + 1} will train the network main by its gradient.`,
      apply: (document) =>
        patchPhase(document, index, {
          procedure: gradient.procedure,
          networks: gradient.networks,
          config: gradient.config,
        }),
    },
  ];
};

export const fillSlot: RepairMaker = ({ document, problem }) => {
  const index = Number(problem.values.phase) - 1;
  const slot = String(problem.values.slot);
  const phase = document.training?.phases[index];
  const name = networkOf(document, slot) ? slot : MAIN;
  if (!phase || !networkOf(document, name)) return [];
  return [
    {
      id: 'fill-slot',
      title: `Use the network ${name}`,
      description: `Phase ${index + 1} will have ${name} as its ${slot}.`,
      apply: (before) =>
        patchPhase(before, index, { networks: { ...phase.networks, [slot]: name } }),
    },
  ];
};

export const smallerBatch: RepairMaker = ({ document }) => {
  const batchSize = document.training?.batchSize ?? 1;
  if (!Number.isInteger(batchSize) || batchSize < 2) return [];
  const half = Math.max(1, 2 ** Math.floor(Math.log2(batchSize / 2)));
  return [
    {
      id: 'smaller-batch',
      title: `Set batchSize to ${half}`,
      description: 'A step will hold fewer samples in memory.',
      apply: (before) => patchTraining(before, { batchSize: half }),
    },
  ];
};
