/** Tells the worker which faces are in sight, and fetches the sample that they show. */
import { type RefObject, useEffect } from 'react';
import { useRun } from '../stores/run';
import { useView } from '../stores/view';
import { runClient } from '../worker-client';
import type { Scene } from './adapter';
import { visibleRect } from './canvas-handle';
import { probeId, setSample } from './faces/probes';
import { CARD } from './geometry';

const SETTLE = 120;

export function useWatchedFaces(element: RefObject<HTMLElement | null>, scene: Scene): void {
  const { faces } = scene;
  const sample = useView((view) => view.sample);
  const hasData = useRun((run) => run.data !== null);
  const version = useRun((run) => run.modelVersion);

  useEffect(() => {
    const root = element.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      const sight = visibleRect();
      const near = root?.dataset.level === 'near';
      const inSight = scene.network.nodes.filter(
        ({ position: { x, y } }) =>
          sight === null ||
          (x < sight.x + sight.width &&
            x + CARD.width > sight.x &&
            y < sight.y + sight.height &&
            y + 200 > sight.y),
      );
      const nodes = near && faces !== 'structure' ? inSight.map(({ id }) => probeId(id)) : [];
      runClient.watch({ probes: faces, nodes, sample });
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(watch, SETTLE);
    };
    soon();
    root?.addEventListener('canvas-moved', soon);
    return () => {
      clearTimeout(timer);
      root?.removeEventListener('canvas-moved', soon);
    };
  }, [element, scene.network, faces, sample]);

  useEffect(() => {
    if (!hasData) {
      setSample(null);
      return;
    }
    let current = version >= 0;
    runClient.sample('validation', sample).then(
      (view) => current && setSample(view),
      // Without a sample the cards show what they know; the dock says what failed.
      () => current && setSample(null),
    );
    return () => {
      current = false;
    };
  }, [hasData, sample, version]);
}
