/** Repairs of single values that two ends of a rule disagree on. */
import { setConfig, setConfigMany } from '../../graph/edits/nodes';
import { type RepairMaker, sceneOf } from './repair';

/** As many positions as arrive. */
export const matchLength: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const length = Number(context.problem.values.received);
  if (!scene || !Number.isInteger(length)) return [];
  const at = { network: scene.name, node: scene.node.id };
  return [
    {
      id: 'match-length',
      title: `Set sequenceLength to ${length}`,
      description: `${scene.node.id} will know every position that arrives.`,
      apply: (document) => setConfig(document, at, 'sequenceLength', length),
    },
  ];
};

/** The lower limit below the upper one. */
export const exchangeLimits: RepairMaker = (context) => {
  const scene = sceneOf(context);
  const { minValue, maxValue } = context.problem.values;
  if (!scene || minValue === undefined || maxValue === undefined) return [];
  const swapped = { minValue: maxValue, maxValue: minValue };
  return [
    {
      id: 'exchange-limits',
      title: 'Exchange the limits',
      description: `${scene.node.id} will hold values between ${maxValue} and ${minValue}.`,
      apply: (document) => setConfigMany(document, scene.name, [scene.node.id], swapped),
    },
  ];
};
