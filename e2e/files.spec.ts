import { readFileSync } from 'node:fs';
import { expect, test } from './studio';

const template = readFileSync(new URL('../templates/two-moons.json', import.meta.url), 'utf8');

test('a file that is opened and saved again is the same to the byte', async ({ studio }) => {
  await studio.openFile('moons.netloom', template);
  await expect(studio.topBar.getByRole('button', { name: 'Two moons' })).toBeVisible();
  const saved = await studio.save();
  expect(saved.name).toBe('Two moons.netloom');
  expect(saved.text).toBe(template);
});

const broken: readonly (readonly [string, string, string])[] = [
  ['cut off', template.slice(0, 300), 'The file is not JSON: it may be cut off.'],
  ['something else', '{"name": "x"}', 'The file is not a Netloom document.'],
  ['newer', template.replace('"version": 1', '"version": 999'), 'A newer Netloom wrote this file.'],
];

for (const [name, content, message] of broken) {
  test(`a file that is ${name} gives one message and leaves the open document alone`, async ({
    studio,
  }) => {
    const before = await studio.documentText();
    await studio.openFile('broken.netloom', content);
    const dialog = studio.page.getByRole('dialog');
    await expect(dialog).toContainText('broken.netloom was not opened');
    await expect(dialog).toContainText(message);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(dialog).toBeHidden();
    expect(await studio.documentText()).toBe(before);
  });
}

test('a link carries the document into another window, and a damaged one says so', async ({
  studio,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await studio.openFile('moons.netloom', template);
  await studio.pick('Export', 'Copy a link to this document');
  const dialog = studio.page.getByRole('dialog');
  await expect(dialog).toContainText('is in the clipboard');
  const link = await studio.page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const friend = await context.newPage();
  await friend.goto(link);
  await expect(friend.getByRole('banner').getByRole('button', { name: 'Two moons' })).toBeVisible();
  expect(friend.url()).not.toContain('#');

  await friend.goto(link.slice(0, -40));
  await expect(friend.getByRole('dialog')).toContainText('The link is cut off');
});
