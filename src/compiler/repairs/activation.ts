import { setConfig } from '../../graph/edits/nodes';
import { nodeById } from '../../graph/topology';
import { layerByKind } from '../layers/all';
import { insertLayer, type RepairMaker, sceneOf } from './repair';

/** Softmax or sigmoid at the end of a network, in the last layer or behind it. */
export const setActivation: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const edge = scene?.edges[0];
  const source = scene && edge && nodeById(scene.network, edge.source);
  if (!scene || !edge || !source) return [];
  const { code } = context.problem;
  const activation = code === 'no-softmax' ? 'softmax' : 'sigmoid';
  const at = { network: scene.name, node: source.id };
  if (layerByKind(source.kind)?.params.activation !== undefined) {
    const apply: ReturnType<RepairMaker>[number]['apply'] = (document) => {
      const set = setConfig(document, at, 'activation', activation);
      const output = { network: scene.name, node: scene.node.id };
      return code === 'one-class-softmax'
        ? setConfig(set, output, 'loss', 'binaryCrossentropy')
        : set;
    };
    const description = `${source.id} will give probabilities.`;
    return [
      {
        id: 'set-activation',
        title: `Set activation to ${activation}`,
        description,
        apply,
      },
    ];
  }
  return [
    {
      id: 'insert-activation',
      title: `Insert ${activation}`,
      description: `${scene.node.id} will receive probabilities.`,
      apply: (document) =>
        insertLayer(document, scene.name, edge, {
          kind: 'Activation',
          id: activation,
          config: { activation },
        }),
    },
  ];
};
