import { expect, test } from './studio';

test('a loss that explodes names step and layer and offers a smaller learning rate', async ({
  studio,
}) => {
  const { words, run } = studio;
  await studio.chooseSubset('small');
  // Without anything that bounds them the values grow until they are no numbers.
  for (const id of ['conv1', 'conv2', 'fc1', 'fc2']) {
    await studio.select(id);
    await studio.choose('activation', 'linear');
  }
  await studio.selectNothing();
  await studio.choose('optimizer', 'sgd');
  await studio.setNumber('learningRate', 100);
  // Not `train()`, which waits for Stop: this run may fail before a person could see that button.
  await studio.trainButton.click();
  await studio.expectRun(words.failed, 60_000);
  await expect(run.getByRole('alert')).toContainText(/Loss became NaN at step \d+; \w+ first\./);
  await expect(run.getByRole('alert')).toContainText('Lower the learning rate to 10.');
  await run.getByRole('button', { name: 'Lower it and train' }).click();
  await studio.selectNothing();
  await expect(studio.inspector.getByRole('spinbutton', { name: 'learningRate' })).toHaveValue(
    '10',
  );
});

test('a worker that dies is replaced and training goes on from the checkpoint', async ({
  studio,
}) => {
  const { words, run, page } = studio;
  await studio.chooseSubset('small');
  await studio.selectNothing();
  await studio.setNumber(words.epochs, 500);
  await studio.train();
  await studio.expectCurve(words.accuracy, words.validation, (value) => value > 0.5);
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('killed by a journey');
      });
    });
  }
  await studio.expectRun(words.failed);
  await expect(run.getByRole('alert')).toContainText('go on from the last checkpoint');
  await run.getByRole('button', { name: 'Resume from checkpoint' }).click();
  await studio.expectRun(words.trainingNow, 60_000);
  expect((await studio.progress())[0]).toBeGreaterThan(1);
});
