/** A backbone set up by the guide and the slider, and classes of one's own before the camera. */
import { expect, test } from './studio';

test('a backbone is dragged in, set up by two questions, and freed by the slider', async ({
  studio,
}) => {
  await studio.startEmpty();
  await studio.chooseDigits();
  await studio.palette.getByRole('tab', { name: studio.words.layersTab, exact: true }).click();
  await studio.palette.getByRole('button', { name: /^Backbones/ }).click();
  await studio.palette
    .getByRole('button', { name: /^ResNet-20, clothes/ })
    .dragTo(studio.canvas, { targetPosition: { x: 300, y: 160 } });
  const card = studio.card('resnet20-fashion');
  await expect(card).toBeVisible();

  await studio.select('resnet20-fashion');
  const answer = (name: string) => studio.inspector.getByRole('radio', { name, exact: true });
  await answer('Little').click();
  await answer('Similar').click();
  const plan = studio.inspector.getByRole('list', { name: 'What changes' });
  await expect(plan).toContainText('8 of 8 layers stand still');
  await expect(studio.canvas.getByText('Previewing')).toBeVisible();
  await studio.inspector.getByRole('button', { name: 'Apply' }).click();
  await expect(card).toHaveAccessibleName(/frozen$/);
  await studio.expectNoProblems();

  await studio.select('resnet20-fashion');
  const slider = studio.inspector.getByRole('slider', { name: 'Frozen up to' });
  await slider.focus();
  await slider.press('ArrowLeft');
  await slider.press('ArrowLeft');
  await expect(card).toHaveAccessibleName(/frozen: 75%$/);
  await studio.undo();
  await expect(card).toHaveAccessibleName(/frozen$/);
});

/** Files of one colour, as an encoder of the browser writes them. */
const red =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';

test('my classes are recorded by camera and added as files, learnt, and told apart live', async ({
  studio,
}) => {
  await studio.openTemplate('My classes');
  const { dock } = studio;
  await expect(dock.getByText('Every class needs pictures.')).toBeVisible();
  await dock.getByRole('button', { name: 'Record pictures of Class 1' }).click();
  await expect(dock.getByText(/^Stop · (8|9|[1-9]\d)$/)).toBeVisible();
  await dock.getByRole('button', { name: 'Stop recording Class 1' }).click();
  await expect(dock.getByRole('button', { name: /^Remove picture 8 of Class 1/ })).toBeVisible();

  const chooser = studio.page.waitForEvent('filechooser');
  await dock.getByRole('button', { name: 'Add picture files to Class 2' }).click();
  const buffer = Buffer.from(red, 'base64');
  const files = Array.from({ length: 8 }, (_, i) => ({
    name: `red-${i}.png`,
    mimeType: 'image/png',
    buffer,
  }));
  await (await chooser).setFiles([
    ...files,
    { ...files[0]!, name: 'no.png', buffer: Buffer.from('no') },
  ]);
  await expect(dock.getByText('No pictures: no.png.')).toBeVisible();
  await expect(dock.getByText('8 pictures')).toBeVisible();

  await dock.getByRole('button', { name: 'Train', exact: true }).click();
  const bars = dock.getByRole('region', { name: 'Probabilities' });
  await expect(bars).toContainText(/Class 1 (9\d|100)/, { timeout: 60_000 });
});
