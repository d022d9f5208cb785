import { expect, test } from './studio';

test('an edge that would close a cycle is refused with its reason', async ({ studio }) => {
  const { page } = studio;
  const reason = page.getByText('This would make a cycle; hold Alt for a delayed edge.');
  await studio.draw(studio.outputOf('conv2'), studio.inputOf('conv1'), async () => {
    await expect(reason).toBeVisible();
  });
  await expect(reason).toBeHidden();
  await expect(studio.edge('conv2', 'conv1')).toHaveCount(0);
  expect(await studio.canUndo()).toBe(false);
  await studio.expectNoProblems();
});

test('a missing Flatten is found, previewed and inserted as one undo step', async ({ studio }) => {
  const { page, words, dock, topBar } = studio;
  await studio.select('flatten');
  await page.keyboard.press('Shift+Delete');
  await expect(studio.card('flatten')).toHaveCount(0);
  await studio.connect('pool2', 'fc1');
  await page.keyboard.press('Escape');
  await expect(topBar.getByRole('button', { name: /^\d+ problems?$/ })).toBeVisible();
  await expect(studio.trainButton).toHaveAttribute('aria-disabled', 'true');

  await studio.openDock(words.problemsTab);
  const repair = dock.getByRole('article', { name: 'Insert Flatten' });
  await expect(repair).toContainText('0 problems left');
  await repair.hover();
  const preview = page.getByRole('status').filter({ hasText: 'Previewing Insert Flatten' });
  await expect(preview).toBeVisible();
  await expect(studio.card('flatten')).toBeVisible();
  await repair.getByRole('button', { name: 'Apply: Insert Flatten' }).click();
  await expect(preview).toBeHidden();
  await studio.expectNoProblems();
  await expect(studio.statusBar).toContainText('32,998');

  await studio.undo();
  await expect(studio.card('flatten')).toHaveCount(0);
  await expect(studio.edge('pool2', 'fc1')).toHaveCount(1);
});

test('a skip whose shape differs is mended by a 1×1 projection', async ({ studio }) => {
  const { page } = studio;
  await studio.startEmpty();
  await studio.drop('Input', { x: 520, y: 80 });
  await studio.setText('shape', '16×16×4');
  await studio.drop('Conv2D', { x: 300, y: 260 });
  await studio.setNumber('filters', 8);
  await studio.inspector.getByRole('radio', { name: 'same' }).click();
  await studio.drop('Add', { x: 700, y: 260 });
  await studio.connect('input', 'conv2d');
  await studio.draw(
    studio.outputOf('conv2d'),
    studio.canvas.getByRole('button', { name: 'Input 1 of add' }),
  );
  await studio.draw(
    studio.outputOf('input'),
    studio.canvas.getByRole('button', { name: 'Input 2 of add' }),
  );
  // An edge that a repair can mend is shown with it at once.
  const preview = page.getByRole('status').filter({ hasText: 'Insert a 1×1 projection' });
  await expect(preview).toBeVisible();
  await preview.getByRole('button', { name: 'Apply' }).click();
  await expect(studio.card('add')).toHaveAccessibleName(/output 16 by 16 by 8,/);
  await expect(studio.card('projection')).toBeVisible();
  await studio.undo();
  await expect(studio.card('projection')).toHaveCount(0);
  await expect(studio.edge('input', 'add')).toHaveCount(1);
});
