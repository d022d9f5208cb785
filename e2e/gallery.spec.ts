import { expect, test } from './studio';

const names = [
  'LeNet on digits',
  'Dense layers on digits',
  'ResNet-8',
  'Iris flowers',
  'Two moons',
  'Two spirals',
  'Exclusive or',
  'GAN on a ring',
  'Boltzmann machine',
  'U-Net',
  'Siamese network',
  'Picture and table',
  'GPT, small',
];

test('every template opens without problems', async ({ studio }) => {
  for (const name of names) {
    await studio.openTemplate(name);
    await studio.expectNoProblems();
    await expect(studio.trainButton).not.toHaveAttribute('aria-disabled', 'true');
  }
});

test('a published network opens with its weights counted, and asks for data before it trains', async ({
  studio,
}) => {
  await studio.openTemplate('ResNet-50');
  await studio.expectNoProblems();
  await expect(studio.page.getByText('25,636,712').first()).toBeVisible();
  await studio.trainButton.press('Enter');
  await expect(studio.page.getByRole('tab', { name: 'Data' }).first()).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('the gallery is walked, previewed and opened by keys', async ({ studio }) => {
  const { page } = studio;
  await studio.openGallery();
  const cards = page.getByRole('main').getByRole('list', { name: 'Templates' });
  await cards.getByRole('button', { name: /^LeNet on digits, / }).focus();
  await page.keyboard.press('ArrowRight');
  const second = cards.getByRole('button').and(page.locator(':focus'));
  const label = (await second.getAttribute('aria-label')) ?? '';
  expect(label).not.toMatch(/^LeNet/);
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(studio.trainButton).toBeVisible();
  await studio.expectNoProblems();
});

test('language and theme change at once and are remembered', async ({ studio }) => {
  const { page } = studio;
  await studio.pick('Language', '简体中文');
  await expect(studio.topBar.getByRole('button', { name: '训练', exact: true })).toBeVisible();
  await studio.pick('主题', '深色');
  await page.reload();
  await expect(studio.topBar.getByRole('button', { name: '训练', exact: true })).toBeVisible();
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = ground.match(/\d+/g)?.map(Number) ?? [];
  expect(Math.max(...light.slice(0, 3))).toBeLessThan(60);
});

test('a browser without GPU and storage still gets a studio that trains, and a sentence', async ({
  page,
}) => {
  await page.addInitScript(() => {
    for (const [owner, name] of [
      [Navigator.prototype, 'gpu'],
      [Navigator.prototype, 'storage'],
      [Navigator.prototype, 'locks'],
      [globalThis, 'indexedDB'],
      [globalThis, 'localStorage'],
      [globalThis, 'OffscreenCanvas'],
    ] as const) {
      Object.defineProperty(owner, name, { get: () => undefined, configurable: true });
    }
    HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
      apply: (target, canvas, [kind, ...rest]: [string]) =>
        kind.startsWith('webgl') ? null : Reflect.apply(target, canvas, [kind, ...rest]),
    });
  });
  const { Studio } = await import('./studio');
  const studio = new Studio(page);
  await studio.open();
  await studio.nameDocument('Nothing is kept');
  await expect(studio.topBar.getByText('Not kept: this browser has no storage')).toBeVisible();
  await studio.chooseSubset('small');
  await studio.train();
  await studio.expectRun('Finished', 120_000);
});
