/** A canvas that fills its place and is drawn again when its size, theme or drawing changes. */
import { useEffect, useRef } from 'react';
import { useView } from '../../stores/view';
import { useSize } from '../../training/use-size';
import styles from '../Gallery.module.css';

export interface Area {
  readonly width: number;
  readonly height: number;
}

export function Painted(props: {
  readonly label: string;
  readonly draw: ((context: CanvasRenderingContext2D, area: Area) => void) | null;
}) {
  const { draw } = props;
  const size = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useView((view) => view.theme);
  // The theme changes what the tokens resolve to
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || size.width === 0) return;
    const scale = window.devicePixelRatio || 1;
    element.width = Math.round(size.width * scale);
    element.height = Math.round(size.height * scale);
    context.scale(scale, scale);
    draw?.(context, { width: size.width, height: size.height });
  }, [draw, size.width, size.height, theme]);
  return (
    <span ref={size.ref} className={styles.painted}>
      <canvas ref={canvas} role="img" aria-label={props.label} />
    </span>
  );
}
