/** A field to draw on with mouse, pen or finger; every stroke is handed on as a centred 28 × 28 digit. */
import { type PointerEvent, useEffect, useRef } from 'react';
import { centreDigit } from './centre-digit';
import styles from './TryIt.module.css';

const SIDE = 224;
const PEN = 17;

export function DrawPad(props: {
  readonly label: string;
  /** 784 values, 0 to 255, as the data set has them. */
  readonly onDraw: (digit: Float32Array) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<readonly [number, number] | null>(null);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const read = () => {
    frame.current = 0;
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    const ink = new Uint8Array(SIDE * SIDE);
    for (let i = 0; i < ink.length; i++) ink[i] = data[i * 4 + 3]!;
    props.onDraw(centreDigit(ink, SIDE));
  };
  const place = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = SIDE / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };
  const line = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = event.currentTarget.getContext('2d', { willReadFrequently: true });
    if (!context || !last.current) return;
    const to = place(event);
    context.strokeStyle = getComputedStyle(event.currentTarget).color;
    context.lineWidth = PEN;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(...last.current);
    context.lineTo(...to);
    context.stroke();
    last.current = to;
    frame.current ||= requestAnimationFrame(read);
  };
  return (
    <canvas
      ref={canvas}
      width={SIDE}
      height={SIDE}
      className={styles.pad}
      role="img"
      aria-label={props.label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = place(event);
        line(event);
      }}
      onPointerMove={line}
      onPointerUp={() => {
        last.current = null;
      }}
      onPointerCancel={() => {
        last.current = null;
      }}
    />
  );
}
