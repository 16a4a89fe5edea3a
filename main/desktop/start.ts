/** What must be set before Electron is ready. */
import { app, nativeTheme } from 'electron';
import type { Theme } from '../contract/settings';
import type { Flags } from './flags';
import type { Wish } from './opening';

/** The same on Windows as `appId` in the installer, or toasts are not shown. */
const APP_ID = 'org.puttyknife.Puttyknife';

/** True if this process is the one that runs; false if another one has the same data folder. */
export function claimSingleInstance(flags: Flags): boolean {
  app.setName('Puttyknife');
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  // The lock lies in the data folder, so the folder comes first.
  if (flags.userData !== null) app.setPath('userData', flags.userData);
  // The order of a command line is not kept on its way to the one that runs.
  const { hidden, search, open } = flags;
  return app.requestSingleInstanceLock({ hidden, search, open } satisfies Wish);
}

/** Menus, title bars and the page follow. */
export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme;
}
