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
    : [LINE, { role: 'toggleDevTools' }];
  return [
    ...(mac ? [macMenu(settings)] : []),
    {
      label: t('desktop.menu.file'),
      submenu: [
        open,
        LINE,
        ...(mac ? [] : [settings, LINE]),
        { role: 'close', label: t('desktop.menu.close') },
        ...(mac ? [] : [quit]),
      ],
    },
    { label: t('desktop.menu.edit'), role: 'editMenu', submenu: editing() },
    {
      label: t('desktop.menu.view'),
      submenu: [
        ...places,
        LINE,
        { role: 'resetZoom', label: t('desktop.menu.actualSize') },
        { role: 'zoomIn', label: t('desktop.menu.zoomIn') },
        // Where plus needs the shift key, the key is pressed without it.
        { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut', label: t('desktop.menu.zoomOut') },
        LINE,
        { role: 'togglefullscreen', label: t('desktop.menu.fullScreen') },
        ...inspecting,
      ],
    },
    {
      label: t('desktop.menu.window'),
      role: 'windowMenu',
      submenu: [
        { role: 'minimize', label: t('desktop.menu.minimize') },
        ...(mac
          ? [
              { role: 'zoom', label: t('desktop.menu.zoom') } satisfies MenuItemConstructorOptions,
              LINE,
              {
                role: 'front',
                label: t('desktop.menu.front'),
              } satisfies MenuItemConstructorOptions,
            ]
          : []),
      ],
    },
    {
      label: t('desktop.menu.help'),
      role: 'help',
      submenu: [
        {
          label: t('desktop.menu.introduction'),
          click: () => {
            go({ view: 'welcome' });
          },
        },
        ...(mac
          ? []
          : [
              {
                role: 'about',
                label: t('desktop.menu.about'),
              } satisfies MenuItemConstructorOptions,
            ]),
      ],
    },
  ];
}

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** The system's own actions; Electron names them in English only, so they are named here. */
function editing(): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: t('desktop.menu.undo') },
    { role: 'redo', label: t('desktop.menu.redo') },
    LINE,
    { role: 'cut', label: t('desktop.menu.cut') },
    { role: 'copy', label: t('desktop.menu.copy') },
    { role: 'paste', label: t('desktop.menu.paste') },
    { role: 'selectAll', label: t('desktop.menu.selectAll') },
  ];
}

/** The menu that each program has under its own name on macOS, in the order that Apple asks for. */
function macMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: app.name,
    role: 'appMenu',
    submenu: [
      { role: 'about', label: t('desktop.menu.about') },
      LINE,
      settings,
      LINE,
      { role: 'services', label: t('desktop.menu.services') },
      LINE,
      { role: 'hide', label: t('desktop.menu.hide') },
      { role: 'hideOthers', label: t('desktop.menu.hideOthers') },
      { role: 'unhide', label: t('desktop.menu.showAll') },
      LINE,
      { role: 'quit', label: t('desktop.menu.quit') },
    ],
  };
}
