import { setConfig, setConfigMany } from '../../graph/edits/nodes';
import type { Repair } from '../problem';
import { type RepairMaker, sceneOf } from './repair';

/** A window that fits: zeros around the input, or a smaller window. */
export const fitWindow: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const input = scene?.facts.get(scene.node.id)?.inputs[0];
  if (!scene || !input) return [];
  const at = { network: scene.name, node: scene.node.id };
  const param = scene.node.kind.includes('Pooling') ? 'poolSize' : 'kernelSize';
  // Over time the window is one number.
  const sizes = input.slice(0, -1).map((size) => Math.max(1, Math.min(3, size ?? 3)));
  const smaller = sizes.length === 1 ? sizes[0]! : sizes;
  const repairs: Repair[] = [
    {
      id: 'padding-same',
      title: "Set padding to 'same'",
      description: 'Zeros around the input will make room for the window.',
      apply: (document) => setConfig(document, at, 'padding', 'same'),
    },
    {
      id: 'smaller-window',
      title: `Set ${param} to ${sizes.join('×')}`,
      description: 'The window will fit in the input.',
      apply: (document) =>
        setConfigMany(document, scene.name, [scene.node.id], {
          [param]: smaller,
          dilationRate: undefined,
        }),
    },
  ];
  return repairs;
};

/** No gaps between the values under a window. */
export const dropDilation: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene) return [];
  return [
    {
      id: 'no-dilation',
      title: 'Set dilationRate to 1',
      description: `${scene.node.id} will look at neighbouring values.`,
      apply: (document) =>
        setConfig(
          document,
          { network: scene.name, node: scene.node.id },
          'dilationRate',
          undefined,
        ),
    },
  ];
};
