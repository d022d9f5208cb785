/** A list of any length of which only what is in view is in the page; one of its items is chosen by arrows or a click. */
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useSize } from '../training/use-size';
import styles from './DataPanel.module.css';
import { windowOf } from './grid-window';

export interface Shown {
  readonly first: number;
  readonly count: number;
}

export function VirtualGrid(props: {
  readonly label: string;
  readonly total: number;
  /** Width of an item; absent where each has a line of its own. */
  readonly itemWidth?: number | undefined;
  readonly itemHeight: number;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
  readonly onShow: (shown: Shown) => void;
  readonly onDelete?: (() => void) | undefined;
  /** What a reader says of an item. */
  readonly nameOf: (index: number) => string;
  readonly children: (index: number) => ReactNode;
  /** A line above all items that stays in view. */
  readonly head?: ReactNode;
}) {
  const { total, itemWidth, itemHeight, chosen, onShow } = props;
  const { ref, width, height } = useSize();
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const { across, first, room } = windowOf({ width, height, top, itemWidth, itemHeight });
  const count = Math.max(0, Math.min(total - first, room));
  useEffect(() => onShow({ first, count: room }), [first, room, onShow]);
  useEffect(() => {
    const items = list.current;
    const box = items?.parentElement;
    if (chosen === null || !box) return;
    const at = Math.floor(chosen / across) * itemHeight;
    // The line above the items stays in view and takes its room.
    const seen = box.clientHeight - items.offsetTop;
    if (at < box.scrollTop) box.scrollTop = at;
    else if (at + itemHeight > box.scrollTop + seen) box.scrollTop = at + itemHeight - seen;
  }, [chosen, across, itemHeight]);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: across,
      ArrowUp: -across,
      PageDown: across * Math.max(1, Math.floor(height / itemHeight)),
      PageUp: -across * Math.max(1, Math.floor(height / itemHeight)),
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    };
    const step = steps[event.key];
    if (event.key === 'Delete' && props.onDelete && chosen !== null) props.onDelete();
    else if (step === undefined || total === 0) return;
    else props.onChoose(Math.max(0, Math.min(total - 1, chosen === null ? 0 : chosen + step)));
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const item = (event.target as Element).closest('[data-index]'); // clicks come from elements
    if (item) props.onChoose(Number(item.getAttribute('data-index')));
  };
  return (
    <div
      ref={ref}
      className={styles.grid}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      {props.head}
      <div
        ref={list}
        role="listbox"
        aria-label={props.label}
        aria-activedescendant={chosen === null ? undefined : `sample-${chosen}`}
        tabIndex={0}
        className={styles.items}
        style={{ height: Math.ceil(total / across) * itemHeight }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {Array.from({ length: count }, (_, i) => first + i).map((index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: an item with the focus would take it along as it leaves the page; the list has it
          <div
            key={index}
            id={`sample-${index}`}
            data-index={index}
            role="option"
            aria-selected={index === chosen}
            aria-setsize={total}
            aria-posinset={index + 1}
            aria-label={props.nameOf(index)}
            className={styles.item}
            style={{
              top: Math.floor(index / across) * itemHeight,
              left: (index % across) * (itemWidth ?? 0),
              height: itemHeight,
              ...(itemWidth ? { width: itemWidth } : { right: 0 }),
            }}
          >
            {props.children(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
