/** People's own files: dropped on the canvas, looked at, corrected, and learnt from. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, type Studio, test } from './studio';
import { centreOf } from './window';

interface DroppedFile {
  readonly name: string;
  readonly text?: string;
  /** A picture of one colour, drawn by the browser. */
  readonly colour?: string;
}

/** Drops files as a person drags them from another window. */
async function drop(studio: Studio, files: readonly DroppedFile[]): Promise<void> {
  await studio.page.evaluate(async (list) => {
    const transfer = new DataTransfer();
    for (const { name, text, colour } of list) {
      let content: BlobPart = text ?? '';
      if (colour) {
        const canvas = new OffscreenCanvas(8, 8);
        const context = canvas.getContext('2d')!;
        context.fillStyle = colour;
        context.fillRect(0, 0, 8, 8);
        content = await canvas.convertToBlob({ type: 'image/png' });
      }
      transfer.items.add(new File([content], name));
    }
    const at = document.querySelector('[role="application"]')!;
    for (const type of ['dragover', 'drop']) {
      at.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    }
  }, files);
}

/** Drops what lies at a path, as a person drags it from the file manager: a folder comes as one. */
async function dropPath({ page, canvas }: Studio, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const at = await centreOf(canvas);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

/** Class folders of pictures that take more than 64 MB as pixels. */
async function writePictures(folder: string): Promise<void> {
  for (const [name, background] of [
    ['dark', '#223'],
    ['light', '#eed'],
  ] as const) {
    await mkdir(path.join(folder, name), { recursive: true });
    const create = { width: 256, height: 256, channels: 3, background } as const;
    const picture = await sharp({ create }).png().toBuffer();
    for (let i = 0; i < 180; i++) await writeFile(path.join(folder, name, `${i}.png`), picture);
  }
}

/** Tells pictures of 256 pixels apart by the mean colours of their parts. */
function judgeOfColours(): string {
  const rows = [
    ['input', 'Input', { shape: [256, 256, 3] }],
    ['parts', 'AveragePooling2D', { poolSize: [64, 64] }],
    ['flatten', 'Flatten', {}],
    ['shade', 'Dense', { units: 2, activation: 'softmax' }],
    ['output', 'Output', { loss: 'categoricalCrossentropy' }],
  ] as const;
  const nodes = rows.map(([id, kind, config], i) => ({
    ...{ id, kind, config },
    position: { x: i * 210, y: 0 },
  }));
  const ends = { output: 'out', input: 'in', index: 0 };
  const edges = rows.slice(1).map(([id], i) => ({ source: rows[i]![0], target: id, ...ends }));
  const networks = { main: { nodes, edges } };
  return JSON.stringify({ format: 'netloom', version: 1, name: 'Shades', networks });
}

const flowers = [
  'petal;sepal;colour;kind',
  ...Array.from({ length: 90 }, (_, i) => {
    const kind = ['iris', 'rose', 'tulip'][i % 3];
    const petal = i === 4 ? '' : `${i % 3},${i % 7}`;
    return `${petal};${(i % 3) * 2 + (i % 5) / 10};${['red', 'blue'][i % 2]};${kind}`;
  }),
].join('\n');

test('a table dropped on an empty canvas is looked at, learnt from, and still there after a reload', async ({
  studio,
}) => {
  await studio.startEmpty();
  await drop(studio, [{ name: 'flowers.csv', text: flowers }]);
  const dialog = studio.page.getByRole('dialog', { name: 'Learn from flowers.csv' });
  await expect(dialog).toContainText('A table');
  await expect(dialog.getByLabel('Type of colour')).toHaveValue('category');
  await expect(dialog.getByLabel('To be learnt')).toContainText('as guessed: kind');
  await dialog.getByRole('button', { name: 'Learn from it' }).click();
  await expect(dialog).toContainText('90 samples are ready');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await studio.page.reload();
  await studio.trainButton.click();
  await studio.expectRun(studio.words.finished, 60_000);
});

const houses = [
  'area,heating,price',
  ...Array.from({ length: 120 }, (_, i) => {
    const area = 40 + ((i * 37) % 160);
    return `${area},${['gas', 'oil'][i % 2]},${area * 3000 + (i % 2) * 20_000}`;
  }),
].join('\n');

test('a table of prices is learnt in the scale of its prices and answers by hand', async ({
  studio,
}) => {
  await studio.startEmpty();
  await drop(studio, [{ name: 'houses.csv', text: houses }]);
  const dialog = studio.page.getByRole('dialog', { name: 'Learn from houses.csv' });
  await dialog.getByRole('button', { name: 'Learn from it' }).click();
  await expect(dialog).toContainText('120 samples are ready');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await studio.train();
  await studio.expectRun(studio.words.finished, 60_000);
  await expect(studio.dock.getByRole('figure', { name: 'Mean absolute error' })).toBeVisible();

  await studio.openDock(studio.words.tryTab);
  await studio.dock.getByRole('combobox', { name: 'heating' }).selectOption('oil');
  // Prices run from 120,000 to 620,000; the middle house costs some 370,000.
  const answer = studio.dock.getByRole('region', { name: 'Output' }).getByRole('paragraph');
  const price = async () => Number((await answer.textContent())?.replace(/\D/g, ''));
  await expect.poll(price).toBeGreaterThan(300_000);
  expect(await price()).toBeLessThan(450_000);
});

test('a folder of pictures is packed on the disk, and learnt from after a reload', async ({
  studio,
}, testInfo) => {
  const folder = testInfo.outputPath('shades');
  await writePictures(folder);
  await studio.openFile('shades.netloom', judgeOfColours());
  await dropPath(studio, folder);
  const dialog = studio.page.getByRole('dialog', { name: 'Learn from shades' });
  await expect(dialog).toContainText('Pictures, 256 × 256, 2 classes');
  await dialog.getByRole('button', { name: 'Learn from it' }).click();
  await expect(dialog).toContainText('360 samples are ready');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await studio.page.reload();
  await studio.setNumber(studio.words.epochs, 1);
  await studio.trainButton.click();
  await studio.expectRun(studio.words.finished, 60_000);
});

test('samples of a person’s own table are judged, relabelled, deleted and taken back', async ({
  studio,
}) => {
  await studio.startEmpty();
  await drop(studio, [{ name: 'flowers.csv', text: flowers }]);
  const dialog = studio.page.getByRole('dialog', { name: 'Learn from flowers.csv' });
  await dialog.getByRole('button', { name: 'Learn from it' }).click();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await studio.dock.getByRole('tab', { name: studio.words.dockDataTab, exact: true }).click();
  await studio.dock.getByRole('radio', { name: 'Facts' }).click();
  await expect(studio.dock).toContainText('1 missing');
  await expect(studio.dock).toContainText('tells of the label');
  await studio.dock.getByRole('radio', { name: 'Samples' }).click();
  const list = studio.dock.getByRole('listbox', { name: 'Samples' });
  const first = list.getByRole('option').first();
  await first.click();
  await expect(first).toHaveAccessibleName(/, iris$/);
  await studio.dock.getByRole('combobox', { name: 'Label' }).selectOption('tulip');
  await expect(first).toHaveAccessibleName(/, tulip$/);
  await studio.dock.getByRole('button', { name: 'Delete' }).click();
  await expect(studio.dock).toContainText('71 samples');
  await studio.keys('Control+z');
  await expect(studio.dock).toContainText('72 samples');
  await studio.keys('Control+z');
  await expect(first).toHaveAccessibleName(/, iris$/);
});

test('a table without rows gets one sentence', async ({ studio }) => {
  await studio.startEmpty();
  await drop(studio, [{ name: 'empty.csv', text: 'a,b\n' }]);
  const dialog = studio.page.getByRole('dialog');
  await expect(dialog).toContainText('empty.csv has no rows');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
});

test('a person puts a step in front of the network, looks at it and takes it away', async ({
  studio,
}) => {
  const { page, canvas } = studio;
  await canvas.getByRole('button', { name: 'Steps of the data' }).click();
  const way = canvas.getByRole('region', { name: 'Data for input' });
  const steps = way.getByRole('button', { name: /^(Scale|Rotate)/ });
  await expect(steps).toHaveText([/^Scale/]);
  await way.getByRole('button', { name: 'Add a step' }).last().press('Enter');
  await page.getByRole('menuitem', { name: 'Rotate' }).click();
  await expect(steps).toHaveText([/^Scale/, /^Rotate/]);
  await steps.last().click();
  await expect(page.getByRole('region', { name: 'Rotate' })).toBeVisible();
  await expect(page.getByText('What training sees')).toBeVisible();

  // Nothing on the canvas is deleted by the key that deletes the step.
  await steps.last().press('Delete');
  await expect(steps).toHaveText([/^Scale/]);
  await expect(studio.card('input')).toBeVisible();
  await studio.undo();
  await expect(steps).toHaveCount(2);
  await canvas.getByRole('button', { name: 'Steps of the data' }).click();
  await expect(way).toHaveCount(0);
});
