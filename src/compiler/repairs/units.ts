import { setConfig } from '../../graph/edits/nodes';
import { chainBack, insertLayer, type RepairMaker, sceneOf } from './repair';

/** Layers that keep the number of channels. */
const keepers = new Set([
  'Activation',
  'BatchNormalization',
  'Dropout',
  'GaussianNoise',
  'GlobalAveragePooling2D',
  'GlobalMaxPooling2D',
  'LayerNormalization',
  'LeakyReLU',
  'PReLU',
  'ReLU',
  'Softmax',
]);

/** As many units, or filters, in the last layer as the target has classes. */
export const matchUnits: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const edge = scene?.edges[0];
  const wanted = Number(context.problem.values.expected);
  if (!scene || !edge || !Number.isInteger(wanted) || wanted < 1) return [];
  const last = chainBack(scene.network, edge.source).find((node) => !keepers.has(node.kind));
  const param = last?.kind === 'Dense' ? 'units' : last?.kind === 'Conv2D' ? 'filters' : undefined;
  if (last && param) {
    return [
      {
        id: 'match-units',
        title: `Set ${param} to ${wanted}`,
        description: `${last.id} will give one value for each of the ${wanted} classes.`,
        apply: (document) =>
          setConfig(document, { network: scene.name, node: last.id }, param, wanted),
      },
    ];
  }
  const config = { units: wanted, activation: wanted > 1 ? 'softmax' : 'sigmoid' };
  return [
    {
      id: 'insert-dense',
      title: `Insert Dense with ${wanted} units`,
      description: `${scene.node.id} will receive one value for each of the ${wanted} classes.`,
      apply: (document) =>
        insertLayer(document, scene.name, edge, { kind: 'Dense', id: 'answer', config }),
    },
  ];
};

/** As many tokens in an Embedding as the data has different values. */
export const matchTokens: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const wanted = Number(context.problem.values.received);
  if (!scene || !Number.isInteger(wanted) || wanted < 1) return [];
  return [
    {
      id: 'match-tokens',
      title: `Set inputDim to ${wanted}`,
      description: `${scene.node.id} will know each of the ${wanted} values.`,
      apply: (document) =>
        setConfig(document, { network: scene.name, node: scene.node.id }, 'inputDim', wanted),
    },
  ];
};
