/** Which repairs a problem may have. A new one is a function in a file beside this and its name here. */
import type { Document } from '../../graph/document';
import type { Problem } from '../problem';
import type { ProblemCode } from '../problems/words';
import type { World } from '../world';
import { setActivation } from './activation';
import { feedNode } from './feed';
import { insertFlatten, insertPooling } from './flatten';
import {
  addEnd,
  connectInput,
  deleteEdge,
  deleteNode,
  mergeInputs,
  openCycle,
  resetParam,
} from './graph';
import { matchInput } from './input-shape';
import { bend, largerBatch, pairSoftmax, removeSoftmax, smoothEnd, usualRate } from './lints';
import { setLoss } from './loss';
import { mendMerge } from './merge';
import { poolLarger } from './pool';
import type { RepairMaker } from './repair';
import { insertReshape } from './reshape';
import { addFirstPhase, fillSlot, smallerBatch, useGradient } from './training';
import { transpose } from './transpose';
import { matchTokens, matchUnits } from './units';
import { exchangeLimits, matchLength, matchWords } from './values';
import { dropDilation, fitWindow } from './window';

/** By code, the best first. `feed-shape`, `missing-feed` and `token-range` are worded by the data preparation. */
export const repairs: Readonly<
  Partial<
    Record<ProblemCode | 'feed-shape' | 'missing-feed' | 'token-range', readonly RepairMaker[]>
  >
> = {
  'unknown-kind': [deleteNode],
  'dangling-edge': [deleteEdge],
  'delayed-edge': [deleteEdge],
  'unknown-port': [deleteEdge],
  'missing-input': [connectInput, deleteNode],
  'too-many-inputs': [mergeInputs],
  cycle: [openCycle],
  'no-input': [addEnd],
  'no-output': [addEnd],
  'unused-output': [addEnd, deleteNode],
  'param-type': [resetParam],
  'param-range': [resetParam],
  'param-choice': [resetParam],
  'param-expression': [resetParam],
  'param-unknown': [resetParam],
  rank: [insertReshape],
  'kernel-too-large': [fitWindow],
  'dilation-strides': [dropDilation],
  'merge-shape': [transpose, mendMerge],
  'concat-shape': [transpose, poolLarger],
  'target-shape': [insertFlatten, insertPooling],
  'target-classes': [matchUnits],
  'no-softmax': [setActivation],
  'no-sigmoid': [setActivation],
  'one-class-softmax': [setActivation],
  'softmax-loss': [setLoss],
  'sparse-target': [setLoss],
  'feed-shape': [matchInput],
  'missing-feed': [feedNode],
  'token-range': [matchTokens],
  'other-words': [matchWords],
  'no-phases': [addFirstPhase],
  'unknown-procedure': [useGradient],
  'empty-slot': [fillSlot],
  'slot-network': [fillSlot],
  'sequence-length': [matchLength],
  'clip-limits': [exchangeLimits],
  'double-softmax': [removeSoftmax],
  'sigmoid-classes': [pairSoftmax],
  'linear-layers': [bend],
  'batch-one': [largerBatch],
  'dead-relu': [resetParam],
  'relu-output': [smoothEnd],
  'learning-rate-high': [usualRate],
  'learning-rate-low': [usualRate],
  memory: [smallerBatch],
  'memory-high': [smallerBatch],
};

/** In larger documents looking for repairs would take longer than reading the problems. */
const MOST_NODES = 20_000;

/** The problem with the repairs that can be offered for it. */
export function withRepairs(document: Document, world: World, problem: Problem): Problem {
  // Any code may stand in a problem; those without repairs are not in the table.
  const makers = (repairs as Readonly<Record<string, readonly RepairMaker[]>>)[problem.code];
  if (!makers || (document.networks[problem.network]?.nodes.length ?? 0) > MOST_NODES) {
    return problem;
  }
  const made = makers.flatMap((make) => make({ document, world, problem }));
  return made.length > 0 ? { ...problem, repairs: made } : problem;
}
