/** A menu of actions under a button, from plain data; Mantine does focus, keys and placement. */
import { Menu as MantineMenu } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { Kbd } from './Kbd';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly checked?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly run: () => void;
}

export interface MenuSection {
  readonly id: string;
  readonly label?: string | undefined;
  readonly items: readonly MenuItem[];
}

export function Menu(props: {
  readonly label: string;
  readonly sections: readonly MenuSection[];
  readonly children: ReactElement;
  readonly position?: 'bottom-start' | 'bottom-end' | undefined;
}) {
  const sections = props.sections.filter((section) => section.items.length > 0);
  return (
    <MantineMenu position={props.position ?? 'bottom-start'} withinPortal loop>
      <MantineMenu.Target>{props.children}</MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={props.label}>
        {sections.map((section, index) => (
          <Fragment key={section.id}>
            {index > 0 && <MantineMenu.Divider />}
            {section.label && <MantineMenu.Label>{section.label}</MantineMenu.Label>}
            {section.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </Fragment>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}

function Item({ item }: { readonly item: MenuItem }) {
  const Icon = item.icon;
  return (
    <MantineMenu.Item
      disabled={item.disabled ?? false}
      onClick={item.run}
      leftSection={Icon ? <Icon size={15} strokeWidth={1.75} aria-hidden /> : undefined}
      rightSection={item.shortcut ? <Kbd>{item.shortcut}</Kbd> : undefined}
      // Mantine keeps the role `menuitem`, which must not be checked; the chosen one is the current one.
      aria-current={item.checked || undefined}
      data-checked={item.checked || undefined}
    >
      {item.label}
    </MantineMenu.Item>
  );
}
