/** Start at login: the system's own list where it has one, an autostart file on Linux. */
import { app } from 'electron';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { autostartEntry } from './autostart';

/** Only an installed app: a working copy would register Electron itself. */
export function canStartAtLogin(): boolean {
  return app.isPackaged;
}

/** Throws if the autostart file cannot be written. */
export function setStartAtLogin(on: boolean): void {
  if (!canStartAtLogin()) return;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] });
    return;
  }
  const config = process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
  const file = path.join(config, 'autostart', 'puttyknife.desktop');
  if (!on) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, autostartEntry(process.env['APPIMAGE'] ?? process.execPath));
}
