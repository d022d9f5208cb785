/** The bridge between a sandboxed window and main: the calls of `app/shared/ipc.ts` and nothing else. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import {
  ACTION_CHANNEL,
  type Bridge,
  channel,
  type Ipc,
  ipcNames,
  OPEN_FILE_CHANNEL,
} from '../shared/ipc';

const calls = Object.fromEntries(
  ipcNames.map((name) => [
    name,
    (...args: unknown[]) => ipcRenderer.invoke(channel(name), ...args),
  ]),
) as unknown as Ipc; // built from ipcNames, which holds every key of Ipc

function listen<T>(name: string, listener: (value: T) => void): () => void {
  const handler = (_event: IpcRendererEvent, value: T): void => listener(value);
  ipcRenderer.on(name, handler);
  return () => ipcRenderer.off(name, handler);
}

const bridge: Bridge = {
  ...calls,
  onAction: (listener) => listen(ACTION_CHANNEL, listener),
  onOpenFile: (listener) => listen(OPEN_FILE_CHANNEL, listener),
};

contextBridge.exposeInMainWorld('netloom', bridge);
