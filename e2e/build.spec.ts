import { connectLayers, dropLayers, lenet, typeLayers } from './lenet';
import { expect, type Studio, test } from './studio';

async function expectLenet(studio: Studio): Promise<void> {
  for (const { id, shape } of lenet) {
    const output = new RegExp(`[,，] ?${studio.words.outputShape(shape)}[,，]`);
    await expect(studio.card(id)).toHaveAccessibleName(output);
  }
  await expect(studio.statusBar).toContainText('32,998');
  await expect(studio.statusBar).toContainText('232,440');
}

for (const studioLanguage of ['en', 'zh-CN'] as const) {
  test.describe(`in ${studioLanguage}`, () => {
    test.use({ studioLanguage });

    test('a person draws LeNet with the mouse and trains it past 90 %', async ({ studio }) => {
      await studio.startEmpty();
      await dropLayers(studio);
      await connectLayers(studio);
      await expectLenet(studio);
      await studio.chooseDigits();
      await studio.describeTraining({ epochs: 15 });
      await studio.expectNoProblems();
      await studio.train();
      const { accuracy, validation } = studio.words;
      await studio.expectCurve(accuracy, validation, (value) => value > 0.9);
    });
  });
}

test('a person builds LeNet without touching the mouse', async ({ studio }) => {
  studio.byKeys = true;
  await studio.page.keyboard.press('Control+Alt+n');
  await expect(studio.page.getByText('Drag a layer here')).toBeVisible();
  await typeLayers(studio);
  await expectLenet(studio);
  // One edge is taken away and drawn again, by name.
  await studio.page.keyboard.press('Control+k');
  await studio.page.keyboard.type('@flatten');
  await studio.page.keyboard.press('Enter');
  await studio.page.keyboard.press('Shift+c');
  await expect(studio.page.getByRole('dialog', { name: 'Disconnect from flatten' })).toBeVisible();
  await studio.page.keyboard.type('max_pooling2d_2');
  await studio.page.keyboard.press('Enter');
  await expect(studio.edge('max_pooling2d_2', 'flatten')).toHaveCount(0);
  await studio.page.keyboard.press('Control+k');
  await studio.page.keyboard.type('@max_pooling2d_2');
  await studio.page.keyboard.press('Enter');
  await studio.page.keyboard.press('c');
  await studio.page.keyboard.type('flatten');
  await studio.page.keyboard.press('Enter');
  await expect(studio.edge('max_pooling2d_2', 'flatten')).toHaveCount(1);
  await expectLenet(studio);
});

test('every step of a build is undone and done again', async ({ studio }) => {
  await studio.startEmpty();
  const states: string[] = [];
  const remember = async () => states.push(await studio.documentText());
  await remember();
  const { page, words } = studio;
  const steps: readonly (() => Promise<void>)[] = [
    () => studio.drop('Input', { x: 520, y: 80 }),
    () => studio.setText(words.shape, '14×14×1'),
    () => studio.drop('Conv2D', { x: 300, y: 260 }),
    () => studio.setNumber(words.filters, 6),
    () => studio.choose(words.activation, 'relu'),
    () => studio.connect('input', 'conv2d'),
    () => studio.renameSelected('conv1', 'conv2d'),
    () => studio.drop('Flatten', { x: 600, y: 260 }),
    () => studio.connect('conv1', 'flatten'),
    () => studio.drag('flatten', { x: 60, y: 40 }),
    async () => {
      await studio.select('conv1');
      await page.keyboard.press('Delete');
      await expect(studio.card('conv1')).toHaveCount(0);
    },
    () => studio.chooseDigits(),
  ];
  for (const step of steps) {
    await step();
    await remember();
  }
  expect(new Set(states).size, 'every step changes the document').toBe(states.length);
  const back: string[] = [await studio.documentText()];
  while (await studio.canUndo()) {
    await studio.undo();
    back.push(await studio.documentText());
  }
  expect(back.at(-1)).toBe(states[0]);
  for (const state of states) expect(back).toContain(state);
  for (const state of [...back].reverse().slice(1)) {
    await studio.redo();
    expect(await studio.documentText()).toBe(state);
  }
  expect(await studio.canRedo()).toBe(false);
});
