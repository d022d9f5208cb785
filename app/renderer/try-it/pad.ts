/** A canvas to draw on with mouse, pen or finger; every stroke is handed on as a centred 28 × 28 digit. */
import { centreDigit } from './centre-digit';

/** Width and height of the canvas. */
export const PAD_SIDE = 224;
const PEN = 17;

/** `onDraw` gets 784 values, 0 to 255, as the data set has them. Gives what stops it. The ink is the canvas' colour. */
export function drawOn(
  canvas: HTMLCanvasElement,
  onDraw: (digit: Float32Array) => void,
): () => void {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let last: readonly [number, number] | null = null;
  let frame = 0;
  const read = (): void => {
    frame = 0;
    if (!context) return;
    const { data } = context.getImageData(0, 0, PAD_SIDE, PAD_SIDE);
    const ink = Uint8Array.from({ length: PAD_SIDE * PAD_SIDE }, (_, i) => data[i * 4 + 3]!);
    onDraw(centreDigit(ink, PAD_SIDE));
  };
  const place = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    const scale = PAD_SIDE / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };
  const line = (event: PointerEvent): void => {
    if (!context || !last) return;
    const to = place(event);
    context.strokeStyle = getComputedStyle(canvas).color;
    context.lineWidth = PEN;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(...last);
    context.lineTo(...to);
    context.stroke();
    last = to;
    frame ||= requestAnimationFrame(read);
  };
  const end = (): void => {
    last = null;
  };
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    line(event);
  };
  canvas.onpointermove = line;
  canvas.onpointerup = end;
  canvas.onpointercancel = end;
  return () => cancelAnimationFrame(frame);
}
