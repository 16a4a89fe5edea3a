/** The only bridge between the window and the main process: a fixed list of functions. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHANNELS, EVENT_NAMES } from './contract/channels';

const ask = Object.fromEntries(
  CHANNELS.map((channel) => [
    channel,
    (args: unknown): Promise<unknown> => ipcRenderer.invoke(channel, args),
  ]),
);

const on = Object.fromEntries(
  EVENT_NAMES.map((name) => [
    name,
    (listener: (value: unknown) => void): (() => void) => {
      // The event object stays here: it would hand the window a way to send anything.
      const relay = (_event: unknown, value: unknown): void => {
        listener(value);
      };
      ipcRenderer.on(name, relay);
      return () => {
        ipcRenderer.removeListener(name, relay);
      };
    },
  ]),
);

/** A picture dragged from a web page is a file without a path. */
const pathsOf = (files: readonly File[]): string[] =>
  files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');

contextBridge.exposeInMainWorld('puttyknife', { ask, on, pathsOf });
