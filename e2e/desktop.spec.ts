import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { _electron as electron, expect, test } from '@playwright/test';

const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const named = path.join(folder, 'path.txt');
const binary = existsSync(named) ? path.join(folder, 'dist', readFileSync(named, 'utf8')) : '';

test.describe('the desktop window', () => {
  test.skip(
    !existsSync(binary),
    'The Electron binary is not installed here (npx install-electron downloads it).',
  );

  test('opens the studio sandboxed, on LeNet, with a native menu', async () => {
    const app = await electron.launch({ executablePath: binary, args: ['.', '--no-sandbox'] });
    const window = await app.firstWindow();
    await expect(window.getByRole('button', { name: 'Train' }).first()).toBeVisible();
    expect(await window.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(
      false,
    );
    expect(
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.length),
    ).toBeGreaterThan(2);
    await window.evaluate(() => globalThis.open('https://example.org'));
    expect(app.windows()).toHaveLength(1);
    await app.close();
  });
});
