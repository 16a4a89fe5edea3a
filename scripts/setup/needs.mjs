/**
 * What Linux must bring, as data: how its presence is seen, and the packages that hold it. Libraries
 * are looked up by the name the loader uses, programs on the PATH, so that this works on any
 * distribution; only installing needs to know names.
 *
 * @typedef {'apt' | 'dnf' | 'pacman' | 'zypper'} Manager
 * @typedef {object} Need
 * @property {string} [library] shared object
 * @property {string} [program]
 * @property {Readonly<Partial<Record<Manager, readonly string[]>>>} packages alternatives, first choice first
 */

/** @type {readonly Need[]} what Electron links against */
export const RUNTIME_NEEDS = [
  {
    library: 'libgtk-3.so.0',
    packages: {
      apt: ['libgtk-3-0t64', 'libgtk-3-0'],
      dnf: ['gtk3'],
      pacman: ['gtk3'],
      zypper: ['libgtk-3-0'],
    },
  },
  {
    library: 'libnss3.so',
    packages: { apt: ['libnss3'], dnf: ['nss'], pacman: ['nss'], zypper: ['mozilla-nss'] },
  },
  {
    library: 'libasound.so.2',
    packages: {
      apt: ['libasound2t64', 'libasound2'],
      dnf: ['alsa-lib'],
      pacman: ['alsa-lib'],
      zypper: ['libasound2'],
    },
  },
  {
    library: 'libgbm.so.1',
    packages: { apt: ['libgbm1'], dnf: ['mesa-libgbm'], pacman: ['mesa'], zypper: ['libgbm1'] },
  },
];

/**
 * @param {string} program
 * @param {string} apt
 * @param {string} [dnf]
 * @param {string} [pacman]
 * @param {string} [zypper]
 * @returns {Need}
 */
function tool(program, apt, dnf = apt, pacman = dnf, zypper = dnf) {
  return { program, packages: { apt: [apt], dnf: [dnf], pacman: [pacman], zypper: [zypper] } };
}

/** @type {readonly Need[]} a screen, a tray, notifications and PuTTY itself, for the tests */
export const TEST_NEEDS = [
  tool('Xvfb', 'xvfb', 'xorg-x11-server-Xvfb', 'xorg-server-xvfb', 'xorg-x11-server-Xvfb'),
  tool('xauth', 'xauth', 'xorg-x11-xauth', 'xorg-xauth', 'xauth'),
  tool('dbus-run-session', 'dbus', 'dbus-daemon', 'dbus', 'dbus-1-daemon'),
  tool('dunst', 'dunst'),
  tool('xfce4-panel', 'xfce4-panel'),
  tool('openbox', 'openbox'),
  tool('gdbus', 'libglib2.0-bin', 'glib2', 'glib2', 'glib2-tools'),
  tool('xdotool', 'xdotool'),
  tool('import', 'imagemagick', 'ImageMagick', 'imagemagick', 'ImageMagick'),
  tool('putty', 'putty'),
  tool('plink', 'putty-tools', 'putty'),
  tool('sshd', 'openssh-server', 'openssh-server', 'openssh', 'openssh-server'),
];
