/** Points of the data: the plane itself, or the last two features of a table. */
import { useMemo } from 'react';
import type { Document } from '../../../../src/graph/document';
import { valuesOf } from '../../data-panel/raw-samples';
import { drawPoints, planeAround } from '../../try-it/plane-drawing';
import { type Area, Painted } from './Painted';
import { usePictureData } from './use-picture-data';

const MOST = 400;

export function ScatterPicture(props: { readonly document: Document; readonly label: string }) {
  const samples = usePictureData(props.document);
  const unlabelled = props.document.training?.phases[0]?.procedure === 'adversarial';
  const draw = useMemo(() => {
    if (!samples) return null;
    const points = Array.from({ length: Math.min(MOST, samples.count) }, (_, i) => {
      const [x = 0, y = 0] = valuesOf(samples, 'sample', i).slice(-2);
      const label = unlabelled ? 0 : (valuesOf(samples, 'target', i)[0] ?? 0);
      return { x, y, label };
    });
    return (context: CanvasRenderingContext2D, area: Area) => {
      const plane = planeAround(points, area.width / area.height);
      drawPoints(context, plane, points, { ...area, radius: unlabelled ? 1.8 : 2.6 });
    };
  }, [samples, unlabelled]);
  return <Painted label={props.label} draw={draw} />;
}
