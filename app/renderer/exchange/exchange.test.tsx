// @vitest-environment jsdom
import { File } from 'node:buffer';
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { importers } from '../../../src/compiler/importers/all';
import { lower } from '../../../src/compiler/lower';
import { mapTensors } from '../../../src/compiler/mapping/mapping';
import { serialise } from '../../../src/graph/serialise';
import type { Bridge } from '../../shared/ipc';
import { actionById } from '../actions/all';
import { nativeMenu } from '../actions/use-desktop';
import { notices } from '../persistence/files';
import { documentStore } from '../stores/document';
import { runStore } from '../stores/run';
import { lenet, renderStudio } from '../testing/studio';
import { closeExchange, exchangeStore, exportModel } from './exchange-store';
import { MappingForm } from './MappingForm';
import { openFile, openFiles } from './open-files';

const { saveWeights, startExchange } = vi.hoisted(() => ({
  saveWeights: vi.fn<() => Promise<ArrayBuffer>>(),
  startExchange: vi.fn(),
}));
vi.mock('../worker-client', () => ({ runClient: { saveWeights } }));
vi.mock('./exchange-client', () => ({ startExchange }));

const at = () => exchangeStore.getState().state.at;
const notice = () => notices.getState().notice;

beforeEach(async () => {
  notices.setState({ notice: null });
  startExchange.mockReset();
  startExchange.mockReturnValue({ outcome: Promise.resolve(null), cancel: () => {} });
  await renderStudio(<p />);
});

describe('an export', () => {
  beforeEach(() => runStore.getState().set({ state: { phase: 'finished', reason: 'completed' } }));

  it('says why the weights did not come, and closes', async () => {
    saveWeights.mockRejectedValue(new Error('The worker has no weights.'));
    await exportModel({ exporter: 'onnx' });
    expect(at()).toBe('closed');
    expect(notice()?.text).toBe('The worker has no weights.');
    expect(startExchange).not.toHaveBeenCalled();
  });

  it('does not start once the dialog was closed', async () => {
    saveWeights.mockImplementation(async () => {
      closeExchange();
      return new ArrayBuffer(8);
    });
    await exportModel({ exporter: 'onnx' });
    expect(at()).toBe('closed');
    expect(startExchange).not.toHaveBeenCalled();
  });
});

it('imports the model of several files, not the layer classes that came with it', async () => {
  const classes = new File(['// classes'], 'netloom-layers.js');
  const model = new File(['{"modelTopology":{},"weightsManifest":[]}'], 'model.json');
  await openFiles([classes, model] as unknown as FileList[number][]); // Node's lack only a browser's path
  expect(startExchange.mock.lastCall?.[0]).toMatchObject({
    file: { name: 'model.json' },
    beside: [{ name: 'netloom-layers.js' }],
  });
});

describe('opening a file on the desktop', () => {
  const onDesktop = (chooseFiles: Bridge['chooseFiles']) =>
    vi.stubGlobal('netloom', { chooseFiles });
  afterEach(() => vi.unstubAllGlobals());

  it('imports the model of another program', async () => {
    vi.stubGlobal('File', File); // jsdom's cannot be read
    const text = '{"class_name":"Sequential","config":{}}';
    onDesktop(async () => ({ path: 'C:\\models\\small.json', text }));
    await openFile();
    expect(startExchange.mock.lastCall?.[0]).toMatchObject({
      type: 'import',
      file: { name: 'small.json' },
    });
  });

  it.each(Object.values(importers))('offers and imports a model of $label', async (importer) => {
    vi.stubGlobal('File', File); // jsdom's cannot be read
    const ending = importer.endings[0];
    const json = '{"class_name":"Sequential"}';
    let offered: readonly string[] = [];
    onDesktop(async (endings) => {
      offered = endings;
      return [{ name: `net${ending}`, bytes: new TextEncoder().encode(json) }];
    });
    await openFile();
    expect(offered).toEqual(expect.arrayContaining([...importer.endings, '.netloom']));
    expect(startExchange.mock.lastCall?.[0]).toMatchObject({
      type: 'import',
      file: { name: `net${ending}` },
    });
  });

  it('opens a document with its path, so that saving goes there', async () => {
    onDesktop(async () => ({ path: '/home/lenet.netloom', text: serialise(lenet) }));
    await openFile();
    expect(startExchange).not.toHaveBeenCalled();
    expect(documentStore().getState().origin.path).toBe('/home/lenet.netloom');
  });

  it('says so where the file cannot be read', async () => {
    onDesktop(() => Promise.reject(new Error('gone')));
    await openFile();
    expect(notice()?.text).toMatch(/could not be read/);
  });
});

it('starts from a file as its table says once a row was corrected', async () => {
  const tensors = ['a.bias', 'b.bias'].map((name) => ({
    ...{ name, dtype: 'F32', isFloat: true },
    shape: [name === 'a.bias' ? 6 : 60],
  }));
  const mapping = mapTensors({ tensors, metadata: {} }, [lower(lenet, 'main')]);
  const file = { name: 'other.safetensors', bytes: new Uint8Array() };
  const { user } = await renderStudio(<MappingForm file={file} found={mapping} />);
  expect(screen.getByRole('status').textContent).toBe('2 of 10 weights start from the file.');
  const select = screen.getByRole('combobox', { name: 'Weight of b.bias' });
  await user.selectOptions(select, 'Not used');
  expect(screen.getByRole('status').textContent).toBe('1 of 10 weights starts from the file.');
  await user.click(screen.getByRole('button', { name: 'Start from these' }));
  expect(startExchange.mock.lastCall?.[0]).toMatchObject({
    ...{ type: 'start', file },
    rows: [{ tensor: 'a.bias', to: 'main.conv1.bias', layout: 'same' }],
  });
});

it.each([
  ['en', ['Import a model', 'Export the model', 'Start from weights']],
  ['zh-CN', ['导入模型', '导出模型', '从权重开始']],
] as const)('stands in the File menu of the desktop in %s', async (language, expected) => {
  await renderStudio(<p />, { language });
  const labels = nativeMenu()[0]!.items.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining([...expected]));
  actionById('file.export')?.run();
  expect(at()).toBe('choosing');
});
