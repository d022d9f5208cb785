import AxeBuilder from '@axe-core/playwright';
import { expect, type Studio, test } from './studio';

/** What axe finds serious or worse, in a form that says where. */
async function seriousFindings(studio: Studio, without: readonly string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: studio.page })
    .disableRules([...without])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing serious in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('with palette, canvas, inspector and each tab of the dock', async ({ studio }) => {
      const { words } = studio;
      await expect(studio.page.getByRole('button', { name: 'WASM' })).toBeVisible();
      await studio.select('conv2');
      for (const tab of [
        words.trainingTab,
        words.problemsTab,
        words.evaluateTab,
        words.tryTab,
        words.dockDataTab,
        words.codeTab,
      ]) {
        await studio.openDock(tab);
        expect(await seriousFindings(studio), tab).toEqual([]);
      }
      for (const tab of [words.dataTab, words.outlineTab]) {
        await studio.palette.getByRole('tab', { name: tab, exact: true }).click();
        expect(await seriousFindings(studio), tab).toEqual([]);
      }
    });

    test('with problems and their repairs', async ({ studio }) => {
      await studio.select('flatten');
      await studio.page.keyboard.press('Shift+Delete');
      await studio.topBar.getByRole('button', { name: /^\d+ problems?$/ }).click();
      await expect(studio.dock.getByRole('article').first()).toBeVisible();
      expect(await seriousFindings(studio)).toEqual([]);
    });

    test('with menus and dialogs open', async ({ studio }) => {
      const { page, topBar } = studio;
      for (const name of ['LeNet on digits', 'Export', 'Language', 'Theme']) {
        await topBar.getByRole('button', { name, exact: true }).click();
        await expect(page.getByRole('menu')).toBeVisible();
        // Mantine keeps a focus sentinel inside an open menu, which the rule takes for an item.
        expect(await seriousFindings(studio, ['aria-required-children']), name).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toBeHidden();
      }
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await seriousFindings(studio), 'commands').toEqual([]);
      await page.keyboard.press('Escape');
    });

    test('in the gallery and its preview', async ({ studio }) => {
      const { page } = studio;
      await studio.openGallery();
      const card = page.getByRole('main').getByRole('button', { name: /^ResNet-8, / });
      await expect(card).toBeVisible();
      expect(await seriousFindings(studio), 'cards').toEqual([]);
      await card.focus();
      await page.keyboard.press('Space');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await seriousFindings(studio), 'preview').toEqual([]);
    });
  });
}
