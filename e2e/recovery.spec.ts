import { expect, Studio, test } from './studio';

test('a page killed in mid-training comes back with its document and its checkpoint', async ({
  studio,
  context,
}) => {
  const { words } = studio;
  await studio.chooseSubset('small');
  await studio.nameDocument('Digits at night');
  await studio.setNumber(words.epochs, 500);
  await studio.train();
  await studio.expectCurve(words.accuracy, words.validation, (value) => value > 0.5);
  await expect(studio.topBar.getByText(/^Saved /)).toBeVisible();
  await studio.page.close({ runBeforeUnload: false });

  const again = new Studio(await context.newPage());
  await again.open();
  await expect(again.topBar.getByRole('button', { name: 'Digits at night' })).toBeVisible();
  await expect(again.run).toContainText(/A run of this document stopped at epoch \d+/);
  await again.run.getByRole('button', { name: 'Resume from checkpoint' }).click();
  await again.expectRun(words.trainingNow, 60_000);
  expect((await again.progress())[0]).toBeGreaterThan(1);
  expect(await again.curve(words.accuracy, words.validation)).toBeGreaterThan(0.5);
});

test('two windows never overwrite each other, nor does a reload lose the edit before it', async ({
  studio,
  context,
}) => {
  await studio.nameDocument('The first window');
  const second = new Studio(await context.newPage());
  await second.open();
  await expect(second.topBar.getByRole('button', { name: 'LeNet on digits' })).toBeVisible();
  await second.nameDocument('The second window');
  for (const window of [studio, second]) {
    await expect(window.topBar.getByText(/^Saved /)).toBeVisible();
  }
  await studio.page.reload();
  await second.page.reload();
  await expect(studio.topBar.getByRole('button', { name: 'The first window' })).toBeVisible();
  await expect(second.topBar.getByRole('button', { name: 'The second window' })).toBeVisible();
  await second.nameDocument('Named and reloaded at once');
  await second.page.reload();
  await expect(
    second.topBar.getByRole('button', { name: 'Named and reloaded at once' }),
  ).toBeVisible();
});
