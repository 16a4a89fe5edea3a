/** The application menu: the system's own roles, and the places of the window. */
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Place } from '../contract/ipc';
import { TEXT } from './text';

export interface MenuActions {
  readonly go: (place: Place) => void;
  readonly find: () => void;
  readonly search: () => void;
  readonly clipboard: () => void;
}

export function setMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(actions)));
}

function template({ go, find, search, clipboard }: MenuActions): MenuItemConstructorOptions[] {
  const text = TEXT.menu;
  const mac = process.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: text.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => {
      go({ view: 'settings' });
    },
  };
  const quit: MenuItemConstructorOptions = {
    label: text.quit,
    accelerator: 'CmdOrCtrl+Q',
    click: () => {
      app.quit();
    },
  };
  const places: MenuItemConstructorOptions[] = [
    {
      label: text.now,
      accelerator: 'CmdOrCtrl+1',
      click: () => {
        go({ view: 'now' });
      },
    },
    {
      label: text.history,
      accelerator: 'CmdOrCtrl+2',
      click: () => {
        go({ view: 'history' });
      },
    },
    {
      label: text.hosts,
      accelerator: 'CmdOrCtrl+3',
      click: () => {
        go({ view: 'hosts' });
      },
    },
    {
      label: text.doctor,
      accelerator: 'CmdOrCtrl+4',
      click: () => {
        go({ view: 'doctor' });
      },
    },
    {
      label: text.messages,
      accelerator: 'CmdOrCtrl+5',
      click: () => {
        go({ view: 'messages' });
      },
    },
    {
      label: text.find,
      accelerator: 'CmdOrCtrl+F',
      click: () => {
        find();
      },
    },
    { type: 'separator' },
    {
      label: text.search,
      accelerator: 'CmdOrCtrl+K',
      click: () => {
        search();
      },
    },
    {
      label: text.clipboard,
      accelerator: 'CmdOrCtrl+Shift+K',
      click: () => {
        clipboard();
      },
    },
  ];
  const inspecting: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'toggleDevTools' }];
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: text.file,
      submenu: [
        ...(mac ? [] : [settings, { type: 'separator' } satisfies MenuItemConstructorOptions]),
        { role: 'close', label: text.close },
        ...(mac ? [settings] : [quit]),
      ],
    },
    { role: 'editMenu', label: text.edit },
    {
      label: text.view,
      submenu: [
        ...places,
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...inspecting,
      ],
    },
    { role: 'windowMenu', label: text.window },
    { role: 'help', label: text.help, submenu: [{ role: 'about', label: text.about }] },
  ];
}
