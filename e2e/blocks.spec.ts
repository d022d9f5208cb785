import { expect, test } from './studio';

test('a person makes a block, gives it a parameter, repeats it and takes it apart', async ({
  studio,
}) => {
  const { page, inspector, canvas, statusBar } = studio;
  await studio.select('fc1');
  await studio.card('fc2').click({ position: { x: 60, y: 14 }, modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  await studio.select('block');
  await expect(statusBar).toContainText('32,998');

  // In place: the block shows its layers, and a press on one selects it to be edited there.
  await canvas.getByRole('radio', { name: 'Expanded' }).click();
  await canvas.getByRole('button', { name: 'fc2, inside block' }).click();
  await inspector.getByRole('button', { name: 'More for units' }).click();
  await page.getByRole('menuitem', { name: 'Make it a parameter of block' }).click();
  await expect(inspector.getByRole('spinbutton', { name: 'units' })).toHaveValue('=units');

  await studio.select('block');
  await studio.setNumber('units', 120);
  await expect(studio.card('block')).toContainText('units 120');
  await studio.setNumber('repeat', 2);
  await expect(studio.card('block')).toContainText('× 2');

  await inspector.getByRole('button', { name: 'Ungroup' }).click();
  await expect(studio.card('block')).toHaveCount(0);
  await expect(canvas.getByRole('group', { name: /^Dense, fc/ })).toHaveCount(4);

  // Back to the block as it was made: ungrouped at once, it is exactly the network from before.
  for (let step = 0; step < 4; step++) await studio.undo();
  await studio.select('block');
  await page.keyboard.press('Control+Shift+g');
  await expect(studio.edge('fc1', 'fc2')).toHaveCount(1);
  await expect(statusBar).toContainText('32,998');
  await studio.expectNoProblems();
});
