/** A tile of the rail: the layers of its group open beside it, to drag or to add behind the selection. */
import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { Group } from '../../../src/compiler/layer';
import { insertLayer } from '../canvas/commands';
import { Tile } from '../controls/Tile';
import { Tooltip } from '../controls/Tooltip';
import { useWords } from '../i18n/index';
import { groupName } from '../i18n/names';
import type { Kind } from './kinds';
import { KindRow } from './LayersTab';
import styles from './palette.module.css';

export function GroupFlyout(props: { readonly group: Group; readonly kinds: readonly Kind[] }) {
  const { group, kinds } = props;
  const t = useWords();
  const [opened, setOpened] = useState(false);
  const name = groupName(t, group);
  const add = (kind: Kind) => {
    setOpened(false);
    insertLayer(kind.id);
  };
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
              <Tile group={group} kind={kinds[0]?.id} size={24} />
            </button>
          </Tooltip>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} onDragEnd={() => setOpened(false)}>
        <div className={styles.section}>{name}</div>
        <ul>
          {kinds.map((kind) => (
            <KindRow key={kind.id} kind={kind} onAdd={add} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
