/** What reading a log's lines gives, and what must be remembered between two of them. */
import type { Voice } from '../contract/model';
import type { MatchResult } from './match';
import type { LineKind, Phase, Shape } from './voices';
import type { TextLine } from './wrapped';

/** Something PuTTY said. */
export interface Utterance extends TextLine {
  readonly voice: Voice;
  /** Local time of the computer that wrote the log, `2026-11-22T05:45:27`; null if the line has none. */
  readonly time: string | null;
  /** The catalogue's best entry for it, if it is a message. */
  readonly match: MatchResult | null;
  readonly kind: LineKind;
}

export interface LogSink {
  /** A session starts at this line. */
  sessionStart(line: number, startedAt: string | null): void;
  utterance(utterance: Utterance): void;
  packet(incoming: boolean, name: string, line: number): void;
  /** A row of its dump: how many bytes it shows, and its column of hex digits. */
  packetRow(bytes: number, hexColumn: string): void;
  packetOmitted(bytes: number): void;
  packetEnd(): void;
  rawData(incoming: boolean, line: number, time: string | null): void;
  /** A line of the server's banner before the login, taken out of its frame. */
  banner(text: string, line: number): void;
  /** A line of the server's questions, taken out of its frame. */
  prompt(text: string, line: number): void;
  /** The login is through; from this line on the server has the word. */
  serverSpeaks(line: number): void;
}

/** Plain data, so that a reader can go on after a restart in the middle of a line's consequences. */
export interface LogState {
  shape: Shape;
  phase: Phase;
  /** Inside the frame of a banner or of prompts. */
  framed: 'banner' | 'prompts' | null;
  /** Plink's `-v`: the Event Log says where the login ends, so odd lines do not. */
  verbose: boolean;
  /** PSCP or PSFTP: no server's terminal is shown, so odd lines do not end the login. */
  transfer: boolean;
  /** The line before was the title of a message box. */
  titled: boolean;
  /** Time of the last header, `2026-11-22 05:45:27`; a header that is older was printed by the server. */
  lastHeader: string | null;
  inSession: boolean;
  /** Of the last raw data in a packet log: the only times there but the header's. */
  rawTime: string | null;
  /** A new run of a tool has begun but said nothing yet. */
  newRun: boolean;
  /** The console line before, white space folded. */
  lastLine: string;
  /** Console lines that may be the start of a message that goes on in the next line. */
  held: TextLine[];
  sawPutty: boolean;
  sawEscape: boolean;
  sawRawData: boolean;
  /** Event Log texts without a prefix, as Plink's `-v` prints them. */
  sawEventText: boolean;
  sessions: number;
  /** What the first session's lines were; later ones may differ. */
  fileShape: Shape;
}

export const newLogState = (): LogState => ({
  shape: 'unknown',
  phase: 'start',
  framed: null,
  verbose: false,
  transfer: false,
  titled: false,
  lastHeader: null,
  inSession: false,
  rawTime: null,
  newRun: false,
  lastLine: '',
  held: [],
  sawPutty: false,
  sawEscape: false,
  sawRawData: false,
  sawEventText: false,
  sessions: 0,
  fileShape: 'unknown',
});
