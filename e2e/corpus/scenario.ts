/** What a recorded situation is, and what its recording may use. */
import type { LogType, SessionEnd } from '../../main/contract/model';
import type { Answer, Running } from '../real/processes';
import type { KeyPair, RealPageant, Settings, Tool } from '../real/putty';
import type { RealSshd, SshdOptions } from '../real/sshd';
import type { HostName } from './house';

export interface Scenario {
  /** In kebab case; part of the file names. */
  readonly name: string;
  record(at: Place): Promise<void>;
}

/** What a person who reads a log finds in it. */
export interface Reading {
  /** What happened, in a sentence; it goes with the log. */
  readonly about: string;
  /** Ids of all entries that the log shows, each once, in any order; none for a healthy log. */
  readonly tells: readonly string[];
  readonly more?: More;
}

/** What a person sees besides the messages themselves; what is not told is not compared. */
export interface More {
  /** The entries of the incidents, one for each. */
  readonly roots?: readonly string[];
  /** The likeliest cause of the first incident. */
  readonly cause?: string;
  readonly sessions?: number;
  /** Of the first session. */
  readonly port?: number;
  readonly endedBy?: SessionEnd;
  readonly logType?: LogType;
}

/** How a tool is made to leave a log behind. */
export type ToolKind = 'sshlog' | 'sshraw' | 'stderr' | 'verbose';

export interface ToolRun extends Omit<Reading, 'more'> {
  readonly more?: Partial<Record<ToolKind, More>>;
  /** Which logs to make, each by a run of its own. */
  readonly kinds: readonly ToolKind[];
  /** Readings that differ from the others. */
  readonly except?: Partial<Record<ToolKind, readonly string[]>>;
  /** Other readings, where chance decides what is in the log. */
  readonly orTells?: readonly { readonly if: RegExp; readonly tells: readonly string[] }[];
  /** Tells several runs of one scenario apart. */
  readonly label?: string;
  readonly stdin?: string | readonly Answer[];
  readonly env?: NodeJS.ProcessEnv;
  /** Exit code that shows that it went as meant. */
  readonly code?: number;
  /** Keeps standard output in the log as well, as a redirection of both does. */
  readonly merged?: boolean;
  /** What goes on while the tool runs; then its standard input is closed. */
  readonly during?: (tool: Running) => Promise<void>;
}

export type WindowKind = 'printable' | 'all' | 'packets' | 'raw';

export interface WindowRun extends Omit<Reading, 'more'> {
  readonly more?: Partial<Record<WindowKind, More>>;
  readonly kinds: readonly WindowKind[];
  readonly except?: Partial<Record<WindowKind, readonly string[]>>;
  readonly label?: string;
  readonly settings?: Settings;
  readonly env?: NodeJS.ProcessEnv;
  /** What the user does. */
  readonly use?: (window: UserAtWindow) => Promise<void>;
  /** Whether the window is expected to close by itself; else it is ended. */
  readonly closes?: boolean;
}

export interface UserAtWindow {
  readonly kind: WindowKind;
  type(text: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Opens the context menu and takes its item of this number, from 1. */
  menu(item: number): Promise<void>;
  /** Resolves when the log has this in it. */
  logged(pattern: RegExp): Promise<void>;
  titles(): Promise<string[]>;
  /** Resolves when one of PuTTY's windows has such a title. */
  titled(pattern: RegExp): Promise<void>;
}

export interface ServerOptions extends SshdOptions {
  readonly on?: HostName;
  /** Leaves the offer of algorithms as OpenSSH has it; else a shorter one keeps the logs small. */
  readonly plain?: boolean;
}

/** The house as one scenario sees it. What it starts here is ended with the scenario. */
export interface Place {
  /** A server with the house's host keys at port 22 of a name. */
  sshd(options?: ServerOptions): Promise<RealSshd>;
  /** Keys by name, made once for all scenarios; `key('deploy')` is the one to let in. */
  key(name: string): Promise<KeyPair>;
  pageant(keys: readonly string[]): Promise<RealPageant>;
  /** DISPLAY of a screen without a window manager. */
  display(): Promise<string>;
  /** A folder of this scenario's own. */
  readonly folder: string;
  readonly home: string;
  tool(tool: Tool, args: readonly string[], run: ToolRun): Promise<void>;
  /** Opens PuTTY's window; the settings need not say where the log goes. */
  window(run: WindowRun): Promise<void>;
  /** Keeps a log that came about in another way. */
  keep(kind: string, bytes: Buffer, reading: Reading): void;
  /** The bytes of a log kept by this scenario. */
  kept(kind: string): Buffer;
  /** To be done when the scenario is over. */
  finally(end: () => unknown): void;
}
