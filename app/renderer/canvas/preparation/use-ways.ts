import { useMemo } from 'react';
import { datasetOf } from '../../../../src/compiler/dataset-of';
import type { DatasetSpec } from '../../../../src/compiler/world';
import type { Data } from '../../../../src/graph/document';
import { useView } from '../../stores/view';
import { world } from '../../stores/world';
import type { CardNode, Scene } from '../adapter';
import { type Way, waysOf } from './ways';

export interface Ways {
  readonly ways: readonly Way[];
  readonly data: Data;
  readonly spec: DatasetSpec;
}

/** The ways of a scene, and what its data are; no ways where they are not asked for, and none inside blocks. */
export function useWays(scene: Scene, cards: readonly CardNode[]): Ways | null {
  const isShown = useView((view) => view.preparation);
  const { document, name: network, problems, isBlock, t } = scene;
  const { data } = document;
  const spec = useMemo(() => datasetOf(data, world), [data]);
  return useMemo(() => {
    if (!isShown || isBlock || !data || !spec) return null;
    return { ways: waysOf(cards, { data, spec, network, problems, t }), data, spec };
  }, [isShown, isBlock, data, spec, cards, network, problems, t]);
}
