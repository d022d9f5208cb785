import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './shell.module.css';

/** The edge of a panel: drag it, or move it with the arrow keys; double click restores the usual size. */
export function ResizeHandle(props: {
  readonly label: string;
  /** Which way the panel lies from its edge: dragging away from the panel makes it larger. */
  readonly side: 'left' | 'right' | 'below';
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly usual: number;
  readonly onResize: (size: number) => void;
}) {
  const start = useRef<{ at: number; size: number } | null>(null);
  const vertical = props.side === 'below';
  const sign = props.side === 'left' ? 1 : -1;
  const resize = (size: number) =>
    props.onResize(Math.round(Math.min(props.max, Math.max(props.min, size))));
  const at = (event: PointerEvent) => (vertical ? event.clientY : event.clientX);
  const onKeyDown = (event: KeyboardEvent) => {
    const [less, more] = vertical ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const by = event.shiftKey ? 80 : 16;
    if (event.key === less) resize(props.size - by * sign);
    else if (event.key === more) resize(props.size + by * sign);
    else if (event.key === 'Home') resize(props.min);
    else if (event.key === 'End') resize(props.max);
    else if (event.key === 'Enter') resize(props.usual);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged or focused
    <div
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={vertical ? 'horizontal' : 'vertical'}
      aria-valuenow={props.size}
      aria-valuemin={props.min}
      aria-valuemax={Math.round(props.max)}
      className={styles.handle}
      data-side={props.side}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        start.current = { at: at(event), size: props.size };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current) resize(start.current.size + (at(event) - start.current.at) * sign);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
      onDoubleClick={() => resize(props.usual)}
      onKeyDown={onKeyDown}
    />
  );
}
