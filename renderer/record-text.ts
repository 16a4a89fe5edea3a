/** The words of the history, the hosts, the log doctor and the status. */
import type { FindingTopic } from '../main/contract/doctor';
import type { SilentDrops } from '../main/contract/history';
import { SEVERITIES } from '../main/contract/model';
import type { Severity } from '../main/contract/model';
import type { FileState, FolderStatus, SavedSession } from '../main/contract/watch';

const count = (number: number, noun: string, more = `${noun}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? noun : more}`;

const KINDS: Readonly<Record<Severity, readonly [one: string, more: string]>> = {
  error: ['error', 'errors'],
  security: ['security warning', 'security warnings'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
};

/** `2 errors, 1 warning`, or `nothing`. */
function kinds(counts: Readonly<Record<Severity, number>>): string {
  const told = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    count(counts[severity], ...KINDS[severity]),
  );
  return told.length === 0 ? 'nothing' : told.join(', ');
}

export const RECORD_TEXT = {
  keeping: {
    title: 'History',
    days: 'Days to keep what was detected',
    more: '0 keeps it for ever. What is older is deleted for good when Puttyknife starts, and once a day. PuTTY’s logs stay as they are.',
  },
  history: {
    title: 'History',
    list: 'All that was detected, newest first',
    filter: 'Filter by any word',
    host: 'Host',
    anyHost: 'Any host',
    message: 'Message',
    anyMessage: 'Any message',
    severity: 'Severity',
    anySeverity: 'Any severity',
    time: 'Time',
    spans: {
      all: 'Any time',
      today: 'Today',
      week: 'Last 7 days',
      month: 'Last 30 days',
    },
    oneDay: 'One day',
    days: (days: number): string => `The last ${days} days. Arrow keys move, Enter shows one day.`,
    day: (name: string, counts: Readonly<Record<Severity, number>>): string =>
      `${name}: ${kinds(counts)}`,
    busiest: (days: number, name: string, total: number): string =>
      `Last ${days} days. Most: ${name}, ${total.toLocaleString('en')}`,
    quietDays: (days: number): string => `Nothing in the last ${days} days.`,
    noMatch: 'Nothing in the history fits.',
    clear: 'Clear the filter',
    shown: (shown: number, total: number): string =>
      shown === total
        ? `${total.toLocaleString('en')} in all`
        : `${shown.toLocaleString('en')} of ${total.toLocaleString('en')}`,
    json: 'Export JSON',
    csv: 'Export CSV',
    exported: (number: number, file: string): string =>
      `${count(number, 'error')} saved in ${file}`,
    deleteMore: 'Delete…',
    confirm: (number: number, host: string | null): string =>
      `Delete all of the history${host === null ? '' : ` of ${host}`}, ${count(number, 'error')}, for good? PuTTY’s logs stay as they are.`,
    delete: 'Delete for good',
    keep: 'Keep',
    deleted: 'Deleted.',
    empty: 'Nothing was detected yet',
    emptyMore:
      'Every error that PuTTY writes into a watched log is kept here, with its explanation, until you delete it.',
    choose: 'Choose an error to see why it happened and what to do.',
  },
  hosts: {
    title: 'Hosts',
    list: 'Hosts with errors, most first',
    errors: (number: number): string => count(number, 'error'),
    times: (number: number): string => count(number, 'time'),
    last: (when: string): string => `last ${when}`,
    seen: (total: number, first: string, last: string): string =>
      total === 1 ? `1 error, ${last}` : `${count(total, 'error')}, first ${first}, last ${last}`,
    advice: 'What would help',
    silence: ({ drops, alike, seconds }: SilentDrops): string =>
      `${count(drops, 'lost connection')}, ${drops === alike ? 'all' : `${alike.toLocaleString('en')} of them`} after about ${(Math.round(seconds / 10) * 10).toLocaleString('en')} s of silence. Most likely a firewall or router on the way forgets silent connections.`,
    keepalive: (seconds: number): string => `Set keepalives to ${seconds} s here:`,
    entries: 'What goes wrong',
    all: 'Show these in the history',
    empty: 'No host had an error yet',
    emptyMore:
      'Once PuTTY reports errors, each host stands here with what goes wrong on it, how often, and what would end it.',
  },
  doctor: {
    title: 'Log doctor',
    list: 'Saved sessions of PuTTY',
    loading: 'Reading PuTTY’s saved sessions',
    failed: 'PuTTY’s saved sessions could not be read',
    choose: 'Choose a session to see what its log tells.',
    empty: 'PuTTY has no saved sessions',
    emptyMore:
      'The log doctor looks at how each saved session logs, and says which errors that shows. Save a session in PuTTY, then come back:',
    panel: 'Session > Saved Sessions',
    again: 'Look again',
    troubles: (number: number): string => count(number, 'trouble'),
    inTrouble: (number: number): string => `${count(number, 'session')} in trouble`,
    noHost: 'no host',
    type: {
      none: 'logs nothing',
      printable: 'logs printable output',
      'session-output': 'logs all session output',
      'ssh-packets': 'logs SSH packets',
      'ssh-raw': 'logs SSH packets and raw data',
    } satisfies Record<SavedSession['log']['type'], string>,
    into: 'Logs into',
    told: 'Will you be told?',
    sees: (number: number): string => `${count(number, 'message')} can be seen`,
    hides: (number: number): string => `${count(number, 'message')} cannot be seen`,
    hidesNone: 'Nothing that a log can hold is hidden.',
    category: (name: string, number: number): string => `${name}: ${number.toLocaleString('en')}`,
    privacy: 'What the log keeps about you',
    privacyNow: 'As it is set now',
    privacyNothing: 'Nothing. There is no log.',
    privacyAfter: 'With the logging changes',
    findings: { trouble: 'Trouble', advice: 'Better so' },
    fine: (number: number): string => `${count(number, 'thing')} in order`,
    allFine: 'Everything is in order.',
    set: (value: string): string => `set to ${value}`,
    byHand: 'Only you can decide this one. Change it in PuTTY.',
    topic: {
      logging: 'Logging',
      connection: 'Connection',
      login: 'Login',
      encryption: 'Encryption',
    } satisfies Record<FindingTopic, string>,
    change: 'Change this session…',
    preview: 'What will be changed',
    previewMore:
      'Nothing is written before you click Apply. A copy of the settings is kept, so that you can undo it. Sessions that are open now go on as they are.',
    settings: 'Settings as PuTTY names them',
    from: 'now',
    to: 'then',
    unset: 'not set',
    apply: 'Apply to this session',
    cancel: 'Cancel',
    none: 'Tick at least one change.',
    refused: 'Nothing was changed',
    applied: 'The session was changed.',
    undone: 'The session is as it was before.',
    backups: 'Changes made here',
    backup: (when: string, changes: number): string =>
      `Changed ${when}: ${count(changes, 'setting')}`,
    undo: 'Undo',
    undoLabel: (when: string): string => `Undo the change made ${when}`,
  },
  status: {
    title: 'What is watched',
    open: 'Details',
    loading: 'Asking the watch',
    failed: 'The watch did not answer',
    folders: 'Folders',
    files: 'Logs',
    noFolders: 'No folder is watched. Add one in the settings, or switch logging on in PuTTY.',
    noFiles: 'No log has been found in these folders yet.',
    problems: 'What keeps something from being watched',
    folder: {
      watching: 'watched',
      polling: 'looked at in turns',
      missing: 'does not exist yet',
      unreadable: 'cannot be read',
    } satisfies Record<FolderStatus['state'], string>,
    file: {
      following: 'followed',
      waiting: 'waiting',
      unreadable: 'cannot be read',
      ignored: 'not followed',
    } satisfies Record<FileState, string>,
    read: (offset: string, size: string): string => `${offset} of ${size} read`,
    readAll: (size: string): string => `all ${size} read`,
    at: (ago: string): string => `last read ${ago}`,
    never: 'nothing read since the start',
    more: (number: number): string => `Show ${count(number, 'more log')}`,
    bytes: (number: number): string => {
      if (number < 1000) return count(number, 'byte');
      if (number < 1e6) return `${(number / 1e3).toFixed(1)} kB`;
      return `${(number / 1e6).toFixed(1)} MB`;
    },
  },
} as const;
