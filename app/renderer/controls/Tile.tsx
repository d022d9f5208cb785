import type { CSSProperties } from 'react';
import styles from './controls.module.css';
import { colourOf, type IconGroup, iconOf } from './icons';

/** A group's icon on its tint: 20 on nodes and in lists, 32 in the inspector. */
export function Tile(props: {
  readonly group: IconGroup;
  readonly kind?: string | undefined;
  readonly size?: number | undefined;
}) {
  const size = props.size ?? 20;
  const Icon = iconOf(props.group, props.kind);
  const style = { '--tile': colourOf(props.group), width: size, height: size } as CSSProperties; // a custom property is not in React's type
  return (
    <span className={styles.tile} style={style} aria-hidden>
      <Icon size={Math.round(size * 0.62)} strokeWidth={1.75} />
    </span>
  );
}
