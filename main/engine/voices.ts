/**
 * Who is speaking: the table that decides it. ARCHITECTURE.md draws it.
 *
 * A log holds text of PuTTY's and text of the server's, and the server's can look exactly like
 * PuTTY's. Only the place tells them apart. So each line has a kind, told by its look, and the pair
 * of a log's shape and the phase it is in says whose voice such a line has there, and which phase
 * comes next. A kind that a phase does not name is the server speaking.
 */
import type { Voice } from '../contract/model';

/** What a session's lines are: frames of PuTTY's own, a terminal's text, or a console's. */
export type Shape = 'unknown' | 'packets' | 'stamped' | 'terminal' | 'console';

/**
 * - `start`: nothing but PuTTY's own lines so far.
 * - `prose`: something else came first, so only what is unmistakable is PuTTY's (a mail, a script's output).
 * - `login`: PuTTY is logging in.
 * - `session`: the server has the word.
 */
export type Phase = 'start' | 'prose' | 'login' | 'session';

/**
 * The look of a line: `login` and `approach` are the lines of PuTTY's login dialogue and of its way
 * there, `event` an ordinary Event Log text, `shell` the one that starts the shell, `transfer` one of PSCP's or PSFTP's
 * ordinary lines, `stamped` an
 * Event Log line with its time, `message` one that the catalogue knows, `fatal` one that ends the
 * program, `tool` one with a tool's name before it, `command` a shell line that runs a tool, `title` a message box's title, `framed`
 * the server's text in a banner or prompt frame, `relayed` the X11 proxy's words.
 */
export type LineKind =
  | 'login'
  | 'approach'
  | 'event'
  | 'shell'
  | 'transfer'
  | 'stamped'
  | 'message'
  | 'fatal'
  | 'tool'
  | 'command'
  | 'title'
  | 'framed'
  | 'relayed'
  | 'other';

export interface Transition {
  readonly voice: Voice;
  readonly next: Phase;
}

type Table = Readonly<Partial<Record<Phase, Readonly<Partial<Record<LineKind, Transition>>>>>>;

const to = (voice: Voice, next: Phase): Transition => ({ voice, next });

/** A printable or all-output log: everything the terminal showed, with PuTTY's part before the login. */
const TERMINAL: Table = {
  start: {
    login: to('putty', 'login'),
    approach: to('putty', 'start'),
    message: to('putty', 'start'),
    relayed: to('relayed', 'session'),
    other: to('remote', 'session'),
  },
  login: {
    login: to('putty', 'login'),
    approach: to('putty', 'login'),
    message: to('putty', 'login'),
    framed: to('remote', 'login'),
    relayed: to('relayed', 'session'),
    other: to('remote', 'session'),
  },
  session: { relayed: to('relayed', 'session') },
};

/** What a command-line tool printed, perhaps among a script's and a server's lines; or a pasted text. */
const CONSOLE: Table = {
  start: {
    login: to('console', 'login'),
    approach: to('console', 'login'),
    event: to('event-log', 'login'),
    shell: to('event-log', 'session'),
    transfer: to('console', 'login'),
    stamped: to('event-log', 'login'),
    message: to('console', 'login'),
    fatal: to('console', 'start'),
    tool: to('console', 'start'),
    command: to('console', 'start'),
    title: to('dialog', 'start'),
    relayed: to('relayed', 'session'),
    other: to('remote', 'prose'),
  },
  prose: {
    login: to('console', 'login'),
    event: to('event-log', 'login'),
    transfer: to('console', 'login'),
    stamped: to('event-log', 'login'),
    fatal: to('console', 'start'),
    command: to('console', 'start'),
    title: to('dialog', 'start'),
    relayed: to('relayed', 'prose'),
  },
  login: {
    login: to('console', 'login'),
    approach: to('console', 'login'),
    event: to('event-log', 'login'),
    shell: to('event-log', 'session'),
    transfer: to('console', 'login'),
    stamped: to('event-log', 'login'),
    message: to('console', 'login'),
    fatal: to('console', 'start'),
    tool: to('console', 'login'),
    command: to('console', 'start'),
    framed: to('remote', 'login'),
    relayed: to('relayed', 'session'),
    other: to('remote', 'session'),
  },
  session: {
    event: to('event-log', 'session'),
    // A server can print this too: what follows has to be unmistakable.
    fatal: to('console', 'prose'),
    transfer: to('console', 'login'),
    command: to('console', 'start'),
    relayed: to('relayed', 'session'),
  },
};

/** Lines copied from the Event Log window: each with its time, all PuTTY's. */
const STAMPED: Table = {
  start: { stamped: to('event-log', 'login'), shell: to('event-log', 'session') },
  login: { stamped: to('event-log', 'login'), shell: to('event-log', 'session') },
  session: { stamped: to('event-log', 'session'), shell: to('event-log', 'session') },
};

const TABLES: Readonly<Record<'terminal' | 'console' | 'stamped', Table>> = {
  terminal: TERMINAL,
  console: CONSOLE,
  stamped: STAMPED,
};

/** The voice of a line and the phase after it. */
export function transition(shape: keyof typeof TABLES, phase: Phase, kind: LineKind): Transition {
  return TABLES[shape][phase]?.[kind] ?? { voice: 'remote', next: phase };
}

/**
 * Entry categories whose messages are believed among the server's output, where Plink's `-v` prints
 * them. Others could be the server's text that merely looks alike; what ends a session is told a
 * second time behind `FATAL ERROR`.
 */
export const SESSION_CATEGORIES: ReadonlySet<string> = new Set(['forwarding']);

/** Categories of what can go wrong before PuTTY begins the login dialogue in a terminal. */
export const APPROACH_CATEGORIES: ReadonlySet<string> = new Set([
  'key-file',
  'proxy',
  'logging',
  'serial-telnet',
  'network',
]);
