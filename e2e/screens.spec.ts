import { test } from './studio';

/** The five screens that are reviewed beside the design with every change to the studio. */
test.describe('screens', () => {
  test('studio, light, while it trains', async ({ studio }, info) => {
    const { words, page } = studio;
    await studio.train();
    await studio.expectCurve(words.accuracy, words.validation, (value) => value > 0.9);
    await studio.select('conv2');
    await studio.inspector.getByText(words.inactiveFilters).waitFor();
    await page.screenshot({ path: info.outputPath('studio-light.png') });
  });

  test.describe('in Chinese', () => {
    test.use({ studioLanguage: 'zh-CN', colorScheme: 'dark' });

    test('studio, dark, while it trains', async ({ studio }, info) => {
      const { words, page } = studio;
      await studio.train();
      await studio.expectCurve(words.accuracy, words.validation, (value) => value > 0.9);
      await studio.select('conv2');
      await studio.inspector.getByText(words.inactiveFilters).waitFor();
      await page.screenshot({ path: info.outputPath('studio-dark-zh.png') });
    });
  });

  test('a shape problem with its repair in preview', async ({ studio }, info) => {
    const { page, words, dock } = studio;
    await studio.select('flatten');
    await page.keyboard.press('Shift+Delete');
    await studio.connect('pool2', 'fc1');
    await page.keyboard.press('Escape');
    await studio.openDock(words.problemsTab);
    await dock.getByRole('article', { name: 'Insert Flatten' }).hover();
    await page.getByRole('status').filter({ hasText: 'Previewing' }).waitFor();
    await page.screenshot({ path: info.outputPath('shape-problem.png') });
  });

  test('the gallery', async ({ studio }, info) => {
    await studio.openGallery();
    await studio.page
      .getByRole('main')
      .getByRole('button', { name: /^ResNet-8, / })
      .waitFor();
    await studio.page.screenshot({ path: info.outputPath('gallery.png') });
  });

  test('a network of blocks', async ({ studio }, info) => {
    await studio.openTemplate('ResNet-8');
    await studio.openDock('Cost');
    await studio.page.getByRole('table').first().waitFor();
    await studio.page.screenshot({ path: info.outputPath('blocks.png') });
  });
});
