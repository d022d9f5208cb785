import { useEffect, useRef } from 'react';
import { drawOn, PAD_SIDE } from './pad';
import styles from './TryIt.module.css';

/** A field to draw a digit on. */
export function DrawPad(props: {
  readonly label: string;
  /** 784 values, 0 to 255, as the data set has them. */
  readonly onDraw: (digit: Float32Array) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { onDraw } = props;
  useEffect(() => (canvas.current ? drawOn(canvas.current, onDraw) : undefined), [onDraw]);
  return (
    <canvas
      ref={canvas}
      width={PAD_SIDE}
      height={PAD_SIDE}
      className={styles.pad}
      role="img"
      aria-label={props.label}
    />
  );
}
