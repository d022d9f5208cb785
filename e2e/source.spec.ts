import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './studio';

test('source is edited, its changes are listed, and one step applies them', async ({ studio }) => {
  const { page, words, dock } = studio;
  await studio.openDock(words.codeTab);
  const field = dock.getByRole('textbox', { name: 'Keras source of the network' });
  await expect(field).toHaveValue(/^import keras\n/);
  const before = await field.inputValue();
  const conv2 = before.split('\n').find((line) => line.startsWith('conv2 = '))!;
  const wider = conv2.replace(/filters=\d+/, 'filters=10');
  const edited = before
    .replace(/(\npool2 = .*)\(conv2\)/, '$1(rest)')
    .replace(conv2, `${wider}\nrest = keras.layers.Dropout(0.25)(conv2)`);

  await field.fill(edited.replace('filters=10', 'filters=1)'));
  await expect(dock.getByRole('status')).toContainText('1 line cannot be read.');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''))).toEqual([]);
  await dock
    .getByRole('button', { name: /^Line \d+:/ })
    .first()
    .click();
  await expect(field).toBeFocused();

  await field.fill(edited);
  const changes = dock.getByRole('region', { name: 'Changes and lines' });
  await expect(changes).toContainText('add rest (Dropout)');
  await expect(studio.card('rest')).toHaveCount(0);
  await expect(dock.getByRole('status')).toContainText('3 changes to apply.');
  await field.press('Control+Enter');
  await expect(studio.card('rest')).toBeVisible();
  await expect(studio.edge('conv2', 'rest')).toHaveCount(1);
  await expect(field).toHaveValue(edited);
  await studio.expectNoProblems();

  await studio.undo();
  await expect(studio.card('rest')).toHaveCount(0);
  await expect(field).toHaveValue(before);
});
