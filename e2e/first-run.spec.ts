import { expect, test } from './studio';

test('the first run opens on LeNet and pressing Train is enough', async ({ studio }) => {
  const { page, words, dock, run } = studio;
  await expect(page.getByText('Press Train. Everything here is real')).toBeVisible();
  await studio.expectNoProblems();
  await studio.train();
  await expect(page.getByText('Press Train. Everything here is real')).toBeHidden();
  await studio.expectRun(words.trainingNow, 60_000);

  // The loss of ten classes guessed at random is 2.3; it falls within the first epoch.
  await studio.expectCurve(words.loss, 'train', (loss) => loss < 1);
  const histogram = dock.getByRole('figure', { name: 'Distribution over epochs' });
  await expect(histogram.getByRole('img', { name: /^Epoch .*: mean .*, σ / })).toBeVisible();

  await studio.press(words.pause);
  await studio.expectRun(words.paused);
  const paused = await studio.progress();
  await studio.press(words.step);
  await expect.poll(() => studio.progress()).toEqual([paused[0], paused[1] + 1]);
  await studio.expectRun(words.paused);
  await studio.press(words.resume);
  await studio.expectRun(words.trainingNow);
  await expect.poll(async () => (await studio.progress())[1]).toBeGreaterThan(paused[1] + 1);

  // The learning rate is live: no pause, no note about edits.
  await studio.selectNothing();
  await studio.setNumber('learningRate', 0.0005);
  await studio.expectRun(words.trainingNow);
  await expect(run).not.toContainText('pause to bring the edits in');

  await studio.press(words.stop);
  await studio.expectRun(words.stopped);
});

test('a trained network is evaluated, its mistakes are opened and it reads a drawn digit', async ({
  studio,
}) => {
  const { page, words, dock } = studio;
  await studio.chooseSubset('small');
  await studio.train();
  await studio.expectRun(words.finished, 120_000);

  await studio.openDock(words.evaluateTab);
  await dock.getByRole('button', { name: 'Evaluate on validation' }).click();
  const matrix = dock.getByRole('table', { name: 'Confusion matrix' });
  await expect(matrix).toBeVisible();
  const cell = matrix.getByRole('button', { name: /^\d+ samples of 1 taken for 1$/ });
  await cell.click();
  const samples = dock.getByRole('button', { name: /^Validation sample / });
  await expect(samples.first()).toBeVisible();
  await samples.first().click();

  // The sample opens in Try it, where a digit can be drawn too.
  const answer = dock.getByRole('region', { name: 'Probabilities' });
  await expect(answer).toContainText('target 1');
  const pad = await dock.getByRole('img', { name: 'Draw a digit' }).boundingBox();
  if (!pad) throw new Error('There is nothing to draw on.');
  await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height * 0.8, { steps: 8 });
  await page.mouse.up();
  await expect(answer).not.toContainText('target');
  await expect(answer.getByRole('paragraph')).toContainText(/^1 ?\d+(\.\d+)?%/);
  await dock.getByRole('button', { name: 'Clear' }).click();
  await expect(answer).toContainText('target 1');
});
