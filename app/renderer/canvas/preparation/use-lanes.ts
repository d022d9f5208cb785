import { useMemo } from 'react';
import { datasetOf } from '../../../../src/compiler/dataset-of';
import type { DatasetSpec } from '../../../../src/compiler/world';
import type { Data } from '../../../../src/graph/document';
import { useView } from '../../stores/view';
import { world } from '../../stores/world';
import type { CardNode, Scene } from '../adapter';
import { type Lane, lanesOf } from './lanes';

export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly data: Data;
  readonly spec: DatasetSpec;
}

/** The lanes of a scene, and what its data are; no lanes where they are not asked for, and none inside blocks. */
export function useLanes(scene: Scene, cards: readonly CardNode[]): Lanes | null {
  const isShown = useView((view) => view.preparation);
  const { document, name: network, problems, isBlock, t } = scene;
  const { data } = document;
  const spec = useMemo(() => datasetOf(data, world), [data]);
  return useMemo(() => {
    if (!isShown || isBlock || !data || !spec) return null;
    return { lanes: lanesOf(cards, { data, spec, network, problems, t }), data, spec };
  }, [isShown, isBlock, data, spec, cards, network, problems, t]);
}
