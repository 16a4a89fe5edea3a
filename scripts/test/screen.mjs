import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../setup/system-packages.mjs';
import { endGroup, startGroup } from '../groups.mjs';

const DESKTOP = fileURLToPath(new URL('./desktop.mjs', import.meta.url));

/** A left click does what the notification offers, as on every desktop. */
const DUNST = `[global]
mouse_left_click = do_action, close_current
mouse_right_click = close_current
dmenu = DMENU
origin = top-right
monitor = 0
follow = none
idle_threshold = 0
sort = no
[urgency_low]
timeout = 0
[urgency_normal]
timeout = 0
[urgency_critical]
timeout = 0
`;

/** One panel at the bottom with a tray in it; without this file the panel asks a question first. */
const PANEL = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="28"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
`;

/** @param {string} config a folder that serves as XDG_CONFIG_HOME */
function writeDesktopConfig(config) {
  mkdirSync(join(config, 'dunst'), { recursive: true });
  // Its menu of buttons asks a program which one is wanted; this one answers with what a test wrote.
  const choose = join(config, 'dunst', 'choose');
  writeFileSync(choose, `#!/bin/sh\ngrep -F "$(cat '${join(config, 'dunst', 'choice')}')"\n`);
  chmodSync(choose, 0o755);
  writeFileSync(join(config, 'dunst', 'dunstrc'), DUNST.replace('DMENU', choose));
  const channels = join(config, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  mkdirSync(channels, { recursive: true });
  writeFileSync(join(channels, 'xfce4-panel.xml'), PANEL);
}

/**
 * Starts an X server without a screen.
 * @returns {Promise<{ display: string, server: import('node:child_process').ChildProcess }>}
 */
async function startServer() {
  const server = startGroup(
    findProgram('Xvfb') ?? 'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  /** @type {string} */
  const number = await new Promise((resolve, reject) => {
    let told = '';
    // It picks a free display and writes the number when it is ready for clients.
    const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    pipe.on('data', (chunk) => {
      told += String(chunk);
      if (told.includes('\n')) resolve(told.trim());
    });
    server.on('error', reject);
    server.on('exit', () => reject(new Error('Xvfb ended at once')));
  });
  return { display: `:${number}`, server };
}

/**
 * Does work in a desktop of its own: screen, session bus, window manager, notifications and tray.
 * On Windows and macOS there is one already.
 * @template T
 * @param {string} folder where its settings lie
 * @param {NodeJS.ProcessEnv} env
 * @param {(command: string, args: string[], env: NodeJS.ProcessEnv) => Promise<T>} work runs
 *   `command args... program`: inside the desktop
 * @returns {Promise<T>}
 */
export async function withScreen(folder, env, work) {
  if (process.platform !== 'linux') return work(process.execPath, [DESKTOP], env);
  writeDesktopConfig(env['XDG_CONFIG_HOME'] ?? join(folder, 'config'));
  const { display, server } = await startServer();
  try {
    const { WAYLAND_DISPLAY: _wayland, DBUS_SESSION_BUS_ADDRESS: _bus, ...rest } = env;
    const onScreen = { ...rest, DISPLAY: display, NO_AT_BRIDGE: '1' };
    return await work('dbus-run-session', ['--', process.execPath, DESKTOP], onScreen);
  } finally {
    await endGroup(server);
  }
}
