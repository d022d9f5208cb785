import { setConfig } from '../../graph/edits/nodes';
import { checkPreparation } from '../preparation/infer';
import { type RepairContext, type RepairMaker, sceneOf } from './repair';

const better: Readonly<Record<string, string>> = {
  sparseCategoricalCrossentropy: 'categoricalCrossentropy',
  categoricalCrossentropy: 'sparseCategoricalCrossentropy',
  kullbackLeiblerDivergence: 'sparseCategoricalCrossentropy',
};

const pairs = {
  sparse: 'sparseCategoricalCrossentropy',
  categorical: 'categoricalCrossentropy',
} as const;

/** Whether the target is class numbers, to which softmax goes with the sparse loss. */
function areNumbers({ document, world }: RepairContext, output: string): boolean {
  const signal = checkPreparation(document, world).feeds.get(output);
  return signal?.classes !== undefined && signal.shape.length === 0;
}

/** Another loss, one that suits the target. */
export const setLoss: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene) return [];
  const { code, values } = context.problem;
  const given = String(values.loss);
  const paired = areNumbers(context, scene.node.id) ? 'sparse' : 'categorical';
  const loss = code === 'sparse-target' ? better[given] : pairs[paired];
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
