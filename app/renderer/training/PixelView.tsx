/** One picture of values, nearest-neighbour, in the studio's ramp (grey) or its own colours (three channels). */
import { useEffect, useRef } from 'react';
import { useView } from '../stores/view';
import { colourAt, pictureSize, signedRamp, valueRamp } from './picture';

export function PixelView(props: {
  readonly values: ArrayLike<number>;
  /** Without the batch axis. */
  readonly shape: readonly (number | null)[];
  /** CSS pixels of the longer side. */
  readonly size: number;
  readonly label: string;
  /** The values that stand for the ends of the ramp; for `signed` only the larger size counts. */
  readonly range?: readonly [number, number];
  readonly signed?: boolean;
}) {
  const { values, shape, range, signed } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useView((view) => view.theme);
  const size = pictureSize(shape);
  const { height = 1, width = 1, channels = 1 } = size ?? {};
  const low = range?.[0] ?? 0;
  const high = range?.[1] ?? 1;
  // The theme changes what the tokens resolve to
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const stops = signed ? signedRamp(element) : valueRamp(element);
    const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
    const image = context.createImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      const value = Number(values[i * channels] ?? 0);
      const share = signed ? 0.5 + value / most / 2 : (value - low) / (high - low || 1);
      const colour =
        channels >= 3
          ? [0, 1, 2].map(
              (c) => ((Number(values[i * channels + c] ?? 0) - low) / (high - low)) * 255,
            )
          : colourAt(stops, share);
      image.data.set([colour[0]!, colour[1]!, colour[2]!, 255], i * 4);
    }
    context.putImageData(image, 0, 0);
  }, [values, width, height, channels, low, high, signed, theme]);
  const longer = Math.max(width, height);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={props.label}
      width={width}
      height={height}
      style={{
        width: (props.size * width) / longer,
        height: (props.size * height) / longer,
        imageRendering: 'pixelated',
        borderRadius: 4,
        display: 'block',
      }}
    />
  );
}
