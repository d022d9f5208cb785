/** The native menu, from the sections that the window derives from its actions, plus what the system expects. */
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuSection } from '../shared/ipc';

/**
 * Accelerators are shown but not registered: the window listens to its own keys, so that one place decides
 * whether a text field or the canvas gets them.
 */
export function menuTemplate(
  sections: readonly MenuSection[],
  choose: (actionId: string) => void,
  platform: string = process.platform,
): MenuItemConstructorOptions[] {
  const application: MenuItemConstructorOptions[] =
    platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const own = sections.map(
    ({ label, items }): MenuItemConstructorOptions => ({
      label,
      submenu: items.map(
        (item): MenuItemConstructorOptions =>
          item.id === '-'
            ? { type: 'separator' }
            : {
                id: item.id,
                label: item.label,
                enabled: item.enabled,
                registerAccelerator: false,
                ...(item.accelerator ? { accelerator: item.accelerator } : {}),
                click: () => choose(item.id),
              },
      ),
    }),
  );
  return [...application, ...own, { role: 'windowMenu' }];
}
