/** The application menu: the system's own roles, and the places of the window. */
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Place } from '../contract/ipc';
import { t } from './language';

export interface MenuActions {
  readonly go: (place: Place) => void;
  readonly find: () => void;
  readonly search: () => void;
  readonly clipboard: () => void;
  /** Asks for logs, and analyses them. */
  readonly analyse: () => void;
}

export function setMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(actions)));
}

function template(actions: MenuActions): MenuItemConstructorOptions[] {
  const { go, find, search, clipboard, analyse } = actions;
  const mac = process.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: t('desktop.menu.settings'),
    accelerator: 'CmdOrCtrl+,',
    click: () => {
      go({ view: 'settings' });
    },
  };
  const quit: MenuItemConstructorOptions = {
    label: t('desktop.menu.quit'),
    accelerator: 'CmdOrCtrl+Q',
    click: () => {
      app.quit();
    },
  };
  const open: MenuItemConstructorOptions = {
    label: t('desktop.menu.analyse'),
    accelerator: 'CmdOrCtrl+O',
    click: () => {
      analyse();
    },
  };
  const places: MenuItemConstructorOptions[] = [
    {
      label: t('desktop.menu.now'),
      accelerator: 'CmdOrCtrl+1',
      click: () => {
        go({ view: 'now' });
      },
    },
    {
      label: t('desktop.menu.history'),
      accelerator: 'CmdOrCtrl+2',
      click: () => {
        go({ view: 'history' });
      },
    },
    {
      label: t('desktop.menu.hosts'),
      accelerator: 'CmdOrCtrl+3',
      click: () => {
        go({ view: 'hosts' });
      },
    },
    {
      label: t('window.view.analyse'),
      accelerator: 'CmdOrCtrl+4',
      click: () => {
        go({ view: 'analyse' });
      },
    },
    {
      label: t('desktop.menu.doctor'),
      accelerator: 'CmdOrCtrl+5',
      click: () => {
        go({ view: 'doctor' });
      },
    },
    {
      label: t('desktop.menu.messages'),
      accelerator: 'CmdOrCtrl+6',
      click: () => {
        go({ view: 'messages' });
      },
    },
    {
      label: t('desktop.menu.find'),
      accelerator: 'CmdOrCtrl+F',
      click: () => {
        find();
      },
    },
    { type: 'separator' },
    {
      label: t('desktop.menu.search'),
      accelerator: 'CmdOrCtrl+K',
      click: () => {
        search();
      },
    },
    {
      label: t('desktop.menu.clipboard'),
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
      label: t('desktop.menu.file'),
      submenu: [
        open,
        { type: 'separator' },
        ...(mac ? [] : [settings, { type: 'separator' } satisfies MenuItemConstructorOptions]),
        { role: 'close', label: t('desktop.menu.close') },
        ...(mac ? [settings] : [quit]),
      ],
    },
    { role: 'editMenu', label: t('desktop.menu.edit') },
    {
      label: t('desktop.menu.view'),
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
    { role: 'windowMenu', label: t('desktop.menu.window') },
    {
      role: 'help',
      label: t('desktop.menu.help'),
      submenu: [{ role: 'about', label: t('desktop.menu.about') }],
    },
  ];
}
