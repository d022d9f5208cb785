import { setConfig } from '../../graph/edits/nodes';
import { checkPreparation } from '../preparation/infer';
import { shapeText } from '../words';
import { type RepairMaker, sceneOf } from './repair';

/** The Input takes the shape that the data has. */
export const matchInput: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (scene?.node.kind !== 'Input') return [];
  const { feeds } = checkPreparation(context.document, context.world);
  const shape = feeds.get(scene.node.id)?.shape;
  if (!shape) return [];
  return [
    {
      id: 'match-input',
      title: `Set shape to ${shapeText(shape)}`,
      description: `${scene.node.id} will have the shape of the data.`,
      apply: (document) =>
        setConfig(document, { network: scene.name, node: scene.node.id }, 'shape', shape),
    },
  ];
};
