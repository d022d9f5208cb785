import { MAIN, type Training } from '../../../src/graph/document';

/** How a document that says nothing of training is trained once somebody asks for it. */
export const firstTraining: Training = {
  phases: [
    {
      procedure: 'gradient',
      epochs: 5,
      networks: { network: MAIN },
      config: { optimizer: { id: 'adam', learningRate: 0.001 }, metrics: ['accuracy'] },
    },
  ],
  batchSize: 64,
  seed: 7,
};
