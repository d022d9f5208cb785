/** Models come in and go out, and each way proves itself in this browser. */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, type Studio, test } from './studio';

const model = readFileSync(new URL('../src/runtime/testing/models/picture.keras', import.meta.url));

async function exportAs(studio: Studio, format: string, precision?: 'float16' | 'int8') {
  await studio.pick('Export', 'Export the model');
  const dialog = studio.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check();
  if (precision) await dialog.getByRole('radio', { name: precision, exact: true }).click();
  const download = studio.page.waitForEvent('download', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await download;
  const files = unzipSync(readFileSync(await file.path()));
  const passport = dialog.getByRole('region', { name: 'Passport' });
  await expect(passport).toBeVisible();
  return { name: file.suggestedFilename(), files, passport, dialog };
}

async function open(studio: Studio, name: string, content: Uint8Array) {
  const chooser = studio.page.waitForEvent('filechooser');
  await studio.page.keyboard.press('Control+o');
  const buffer = Buffer.from(content);
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

test('an export carries a passport that this browser made by running the files', async ({
  studio,
}) => {
  const { name, passport, dialog } = await exportAs(studio, 'TensorFlow.js');
  expect(name).toMatch(/\.zip$/);
  await expect(passport).toContainText(/Passed: tfjs 4\.\d+\.\d+ computes what the model/);
  await expect(passport).toContainText('16 samples of the data');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();

  const small = await exportAs(studio, 'ONNX', 'int8');
  await expect(small.passport).toContainText('Passed: onnxruntime-web');
  await expect(small.passport).toContainText(/Accuracy\s*\d+\.\d\d% → \d+\.\d\d%/);
});

const moons = readFileSync(new URL('../templates/two-moons.json', import.meta.url));

/** A safetensors file of vectors: a length in eight bytes, a header in JSON, values. */
function safetensors(vectors: Readonly<Record<string, Float32Array>>): Uint8Array {
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, { length, byteLength }] of Object.entries(vectors)) {
    header[name] = { dtype: 'F32', shape: [length], data_offsets: [end, end + byteLength] };
    end += byteLength;
  }
  const text = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  const values = Object.values(vectors).map(({ buffer }) => Buffer.from(buffer));
  return Buffer.concat([size, text, ...values]);
}

test('weights of other names are given to layers by hand, and leave with the model', async ({
  studio,
}) => {
  const vectors = {
    'trunk.offset': Float32Array.from({ length: 16 }, (_, i) => i / 16),
    'head.offset': Float32Array.of(0.25, -0.75),
  };
  await open(studio, 'moons.netloom', moons);
  await expect(studio.topBar.getByRole('button', { name: 'Two moons' })).toBeVisible();
  await open(studio, 'weights.safetensors', safetensors(vectors));
  const dialog = studio.page.getByRole('dialog');
  const head = dialog.getByRole('row', { name: /head\.offset/ });
  await expect(head.getByRole('combobox')).toHaveValue('main.classes.bias');
  await expect(head).toContainText('by shape');
  const trunk = dialog.getByRole('row', { name: /trunk\.offset/ });
  await trunk.getByRole('combobox').selectOption({ label: 'fc2.bias' });
  await expect(trunk).toContainText('by hand');
  await expect(dialog.getByRole('status')).toHaveText('2 of 6 weights start from the file.');
  await dialog.getByRole('button', { name: 'Start from these' }).click();
  await expect(dialog).toBeHidden();

  const { files } = await exportAs(studio, 'TensorFlow.js');
  const written = Buffer.concat(
    Object.keys(files)
      .filter((name) => name.endsWith('.bin'))
      .map((name) => files[name]!),
  );
  for (const { buffer } of Object.values(vectors)) {
    expect(written.includes(Buffer.from(buffer))).toBe(true);
  }
});

test('a Keras model is opened with its weights, and leaves as ONNX the same', async ({
  studio,
}) => {
  await open(studio, 'picture.keras', model);
  const dialog = studio.page.getByRole('dialog');
  await expect(dialog).toContainText('Imported from Keras');
  await expect(dialog).toContainText('weights were read and kept in this browser');
  await expect(dialog).toContainText('Not executed: Keras runs in Python');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(studio.topBar.getByRole('button', { name: 'picture', exact: true })).toBeVisible();
  await expect(studio.card('body')).toBeVisible();

  const { passport } = await exportAs(studio, 'ONNX');
  await expect(passport).toContainText('Passed: onnxruntime-web');
});

test('a picture opens the network that it shows, and a web page runs it without the studio', async ({
  studio,
  context,
}) => {
  const picture = await exportAs(studio, 'Picture');
  await picture.dialog.getByRole('button', { name: 'Done' }).click();
  const page = await exportAs(studio, 'Web page');
  await expect(page.passport).toContainText('on the model in the page');
  await page.dialog.getByRole('button', { name: 'Done' }).click();
  const before = await studio.documentText();
  await studio.nameDocument('Something else');
  await open(studio, 'network.png', picture.files['network.png']!);
  await expect.poll(() => studio.documentText()).toBe(before);

  const alone = await context.newPage();
  await alone.setContent(new TextDecoder().decode(page.files['index.html']));
  const file = {
    name: 'one.png',
    mimeType: 'image/png',
    buffer: Buffer.from(picture.files['network.png']!),
  };
  await alone.getByLabel('Choose a picture, or drop one here').setInputFiles(file);
  await expect(alone.getByRole('region', { name: 'Answer' })).toContainText('%');
});

test('a file that is no model gives one message and leaves the document alone', async ({
  studio,
}) => {
  const before = await studio.documentText();
  await studio.openFile('broken.onnx', 'this is not a model');
  const dialog = studio.page.getByRole('dialog', { name: 'broken.onnx was not opened' });
  await expect(dialog).toContainText('The ONNX file of 19 bytes');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  expect(await studio.documentText()).toBe(before);
});
