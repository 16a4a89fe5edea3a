/** All words that the desktop shows outside of the window: menus, tray, notifications, dialogs. */
export const TEXT = {
  name: 'Puttyknife',
  tray: {
    show: 'Show Puttyknife',
    search: 'Search messages',
    clipboard: 'Explain what is in the clipboard',
    latest: 'Latest',
    nothingYet: 'Nothing is wrong',
    pause: 'Pause watching',
    pauseHour: 'For one hour',
    pauseDay: 'For one day',
    pauseOpen: 'Until I resume it',
    resume: 'Resume watching',
    settings: 'Settings',
    quit: 'Quit Puttyknife',
    tooltip: {
      starting: 'Puttyknife is starting',
      well: (logs: number): string => `Puttyknife: watching ${count(logs, 'log')}`,
      problems: (open: number): string => `Puttyknife: ${count(open, 'error')} to look at`,
      paused: 'Puttyknife: watching is paused',
      trouble: 'Puttyknife: something cannot be watched',
    },
  },
  menu: {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    window: '&Window',
    help: '&Help',
    now: 'Now',
    history: 'History',
    hosts: 'Hosts',
    doctor: 'Log Doctor',
    messages: 'All Messages',
    settings: 'Settings…',
    find: 'Find',
    search: 'Search Messages…',
    clipboard: 'Explain the Clipboard',
    close: 'Close Window',
    about: 'About Puttyknife',
    quit: 'Quit Puttyknife',
  },
  notification: {
    again: (times: number): string => `${times} messages of this event so far.`,
    open: 'Open Puttyknife to see what to do.',
    moreTitle: (more: number): string => `${count(more, 'more error')} found`,
  },
  dialog: {
    chooseFolder: 'Choose a folder with PuTTY logs',
    watchFolder: 'Watch this folder',
    export: 'Save the history',
  },
} as const;

/** `1 log`, `2 logs`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
