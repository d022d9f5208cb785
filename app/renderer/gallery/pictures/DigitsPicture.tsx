/** Rows of the data set's digits; as small as the network sees them where its preparation resizes. */
import { useMemo } from 'react';
import type { Document } from '../../../../src/graph/document';
import { valuesOf } from '../../data-panel/raw-samples';
import { drawDigit, halve } from './digit-drawing';
import { Painted } from './Painted';
import { usePictureData } from './use-picture-data';

const COLUMNS = 8;
const ROWS = 4;

export function DigitsPicture(props: { readonly document: Document; readonly label: string }) {
  const samples = usePictureData(props.document);
  const resized = props.document.data?.preparation.nodes.some((n) => n.kind === 'Resize') ?? false;
  const draw = useMemo(() => {
    if (!samples) return null;
    return (context: CanvasRenderingContext2D, area: { width: number; height: number }) => {
      const gap = 4;
      const side = Math.min((area.width - 20) / COLUMNS, (area.height - 8) / ROWS) - gap;
      const left = (area.width - COLUMNS * (side + gap) + gap) / 2;
      const top = (area.height - ROWS * (side + gap) + gap) / 2;
      for (let i = 0; i < Math.min(COLUMNS * ROWS, samples.count); i++) {
        const values = valuesOf(samples, 'sample', i);
        const x = left + (i % COLUMNS) * (side + gap);
        const y = top + Math.floor(i / COLUMNS) * (side + gap);
        // Later rows fade: there are many thousands more.
        if (!resized) context.globalAlpha = 1 - Math.floor(i / COLUMNS) * 0.24;
        drawDigit(
          context,
          resized ? halve(values) : values,
          { left: x, top: y, side },
          { ink: !resized },
        );
      }
      context.globalAlpha = 1;
    };
  }, [samples, resized]);
  return <Painted label={props.label} draw={draw} />;
}
