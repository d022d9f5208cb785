/** Tiles of the rail: what they hold opens beside them, to drag or to add behind the selection. */
import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Group } from '../../../src/compiler/layer';
import { insertLayer } from '../canvas/commands';
import { Tile } from '../controls/Tile';
import { Tooltip } from '../controls/Tooltip';
import { useWords } from '../i18n/index';
import { groupName } from '../i18n/names';
import { BlockList } from './BlockList';
import type { Kind } from './kinds';
import { KindRow } from './LayersTab';
import styles from './palette.module.css';

/** The layers of one group. */
export function GroupFlyout(props: { readonly group: Group; readonly kinds: readonly Kind[] }) {
  const { group, kinds } = props;
  const t = useWords();
  const name = groupName(t, group);
  return (
    <Flyout name={name} tile={<Tile group={group} kind={kinds[0]?.id} size={24} />}>
      {(close) => (
        <>
          <div className={styles.section}>{name}</div>
          <ul>
            {kinds.map((kind) => (
              <KindRow
                key={kind.id}
                kind={kind}
                onAdd={() => {
                  close();
                  insertLayer(kind.id);
                }}
              />
            ))}
          </ul>
        </>
      )}
    </Flyout>
  );
}

/** The blocks of the document and of the library. */
export function BlockFlyout() {
  const t = useWords();
  return (
    <Flyout name={t('panels.blocksTile')} tile={<Tile group="Block" size={24} />}>
      {() => <BlockList />}
    </Flyout>
  );
}

function Flyout(props: {
  readonly name: string;
  readonly tile: ReactNode;
  readonly children: (close: () => void) => ReactNode;
}) {
  const { name } = props;
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="right-start"
      offset={8}
      width={220}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <span>
          <Tooltip label={name}>
            <button
              type="button"
              className={styles.railTile}
              aria-label={name}
              aria-expanded={opened}
              onClick={() => setOpened(!opened)}
            >
              {props.tile}
            </button>
          </Tooltip>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} onDragEnd={() => setOpened(false)}>
        {props.children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
