/** Repairs of single values that two ends of a rule disagree on. */
import { setConfig, setConfigMany } from '../../graph/edits/nodes';
import { PREPARATION } from '../../graph/network';
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

/** The words of the text step from the list that the vectors of an Embedding have. */
export const matchWords: RepairMaker = ({ problem, world }) => {
  const { network, node, values } = problem;
  const source = String(values.source);
  const list = world.weights?.get(source)?.words;
  if (network !== PREPARATION || node === undefined || !list) return [];
  // Two numbers more: padding, and words that are not in the list.
  const numbered = { vocabulary: source, outputMode: 'int', maxTokens: list.count + 2 };
  return [
    {
      id: 'match-words',
      title: 'Number words as the vectors do',
      description: `${node} will use the ${list.count} words of ${source}.`,
      apply: (document) => setConfigMany(document, PREPARATION, [node], numbered),
    },
  ];
};
