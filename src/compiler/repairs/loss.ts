import { setConfig } from '../../graph/edits/nodes';
import { type RepairMaker, sceneOf } from './repair';

const better: Readonly<Record<string, string>> = {
  sparseCategoricalCrossentropy: 'categoricalCrossentropy',
  categoricalCrossentropy: 'sparseCategoricalCrossentropy',
  kullbackLeiblerDivergence: 'sparseCategoricalCrossentropy',
};

/** Another loss, one that suits the target. */
export const setLoss: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene) return [];
  const { code, values } = context.problem;
  const given = String(values.loss);
  const loss = code === 'sparse-target' ? better[given] : 'categoricalCrossentropy';
  if (loss === undefined) return [];
  return [
    {
      id: 'set-loss',
      title: `Use ${loss === 'sparseCategoricalCrossentropy' ? 'the sparse' : 'categorical'} cross-entropy`,
      description: `${scene.node.id} will use ${loss}.`,
      apply: (document) =>
        setConfig(document, { network: scene.name, node: scene.node.id }, 'loss', loss),
    },
  ];
};
