/** Repairs of what runs and learns badly. */
import { removeNodes, setConfig, setKind } from '../../graph/edits/nodes';
import { patchTraining, setPhaseConfig } from '../../graph/edits/training';
import { isConfig } from '../../graph/json';
import { nodeById } from '../../graph/topology';
import { layerByKind } from '../layers/all';
import type { Repair } from '../problem';
import { type RepairMaker, type Scene, sceneOf } from './repair';

/** Another activation in the node, where it has one. */
function withActivation(scene: Scene, id: string, activation: string): Repair[] {
  const node = nodeById(scene.network, id);
  if (!node || layerByKind(node.kind)?.params.activation === undefined) return [];
  return [
    {
      id: 'set-activation',
      title: `Set activation to ${activation}`,
      description: `${id} will use ${activation}.`,
      apply: (document) =>
        setConfig(document, { network: scene.name, node: id }, 'activation', activation),
    },
  ];
}

/** The second of two softmax is a node of its own. */
export const removeSoftmax: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene) return [];
  return [
    {
      id: 'remove-softmax',
      title: 'Remove the second softmax',
      description: `${String(context.problem.values.source)} alone will give the probabilities.`,
      apply: (document) => removeNodes(document, scene.name, [scene.node.id], { reconnect: true }),
    },
  ];
};

/** An activation for the layer before. */
export const bend: RepairMaker = (context) => {
  const scene = sceneOf(context);
  return scene ? withActivation(scene, String(context.problem.values.source), 'relu') : [];
};

/** An end that has a gradient everywhere. */
export const smoothEnd: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const source = String(context.problem.values.source);
  if (!scene) return [];
  return withActivation(scene, source, 'softplus');
};

/** Probabilities that sum to one, with the loss that is made for them. */
export const pairSoftmax: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const source = scene && String(context.problem.values.source);
  if (!scene || source === undefined) return [];
  const [softmax] = withActivation(scene, source, 'softmax');
  if (!softmax) return [];
  const output = { network: scene.name, node: scene.node.id };
  return [
    {
      id: 'pair-softmax',
      title: 'Use softmax and its loss',
      description: `${source} will choose one class, judged by categoricalCrossentropy.`,
      apply: (document) =>
        setConfig(softmax.apply(document), output, 'loss', 'categoricalCrossentropy'),
    },
  ];
};

export const largerBatch: RepairMaker = (context) => {
  const scene = sceneOf(context);
  if (!scene) return [];
  const at = { network: scene.name, node: scene.node.id };
  return [
    {
      id: 'larger-batch',
      title: 'Set batchSize to 32',
      description: 'Statistics will be those of 32 samples.',
      apply: (document) => patchTraining(document, { batchSize: 32 }),
    },
    {
      id: 'use-layer-norm',
      title: 'Use LayerNormalization',
      description: `${scene.node.id} will normalize every sample by itself.`,
      apply: (document) => setKind(document, at, 'LayerNormalization'),
    },
  ];
};

/** The optimizer's own rate; its other parameters stay. */
export const usualRate: RepairMaker = ({ document, problem }) => {
  const [, index, , param] = (problem.param ?? '').split('.');
  const phase = document.training?.phases[Number(index)];
  const optimizer = param === undefined ? undefined : phase?.config[param];
  if (param === undefined || !isConfig(optimizer)) return [];
  const usual = Number(problem.values.expected);
  return [
    {
      id: 'usual-rate',
      title: `Set learningRate to ${usual}`,
      description: `Phase ${String(problem.values.phase)} will take steps of the usual size.`,
      apply: (before) =>
        setPhaseConfig(before, Number(index), param, { ...optimizer, learningRate: usual }),
    },
  ];
};
