/**
 * Lines in, utterances and packets out: which of PuTTY's log types this is, where a session starts,
 * and who says what (voices.ts has the table).
 */
import type { Voice } from '../contract/model';
import { ESCAPE, segments } from './escape';
import { offsetOf } from './lines';
import type { Line } from './lines';
import { canonical } from './canonical';
import type { Matcher, MatchResult } from './match';
import { rowBytes } from './packets';
import * as words from './vocabulary';
import { APPROACH_CATEGORIES, SESSION_CATEGORIES, transition } from './voices';
import type { LineKind, Phase, Shape } from './voices';
import { findMessage } from './wrapped';
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
  rawData(time: string, line: number): void;
  /** A line of the server's banner before the login, taken out of its frame. */
  banner(text: string, line: number): void;
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

export class LogReader {
  readonly state: LogState;

  constructor(
    private readonly matcher: Matcher,
    private readonly sink: LogSink,
    state?: LogState,
  ) {
    this.state = state ?? newLogState();
  }

  line(line: Line): void {
    const text = withoutEndingCrs(line.text);
    const header = words.HEADER.exec(text);
    if (header && this.header(header, line)) return;
    switch (this.state.shape) {
      case 'unknown':
        this.decideShape(line, text);
        return;
      case 'packets':
        this.packetLine(line, text);
        return;
      case 'stamped':
      case 'terminal':
      case 'console':
        this.textLine(line, text);
    }
  }

  /** No more lines come, or none for a while: lines held back are decided. */
  flush(): void {
    this.decideHeld(true);
  }

  private header(header: RegExpExecArray, line: Line): boolean {
    const state = this.state;
    const time = `${header[1] ?? ''}-${header[2] ?? ''}-${header[3] ?? ''} ${header[4] ?? ''}`;
    const isPrinted =
      state.shape === 'terminal' && state.lastHeader !== null && time <= state.lastHeader;
    if (isPrinted) return false;
    this.flush();
    this.sink.packetEnd();
    state.shape = 'unknown';
    state.phase = 'start';
    state.framed = null;
    state.verbose = false;
    state.transfer = false;
    state.lastHeader = time;
    state.sawPutty = true;
    this.beginSession(line.number, time.replace(' ', 'T'));
    return true;
  }

  private beginSession(line: number, startedAt: string | null): void {
    this.state.inSession = true;
    this.state.rawTime = null;
    this.state.newRun = false;
    this.state.sessions += 1;
    this.sink.sessionStart(line, startedAt);
  }

  private decideShape(line: Line, text: string): void {
    const state = this.state;
    if (text.trim() === '') return;
    if (isPacketLogLine(text)) this.setShape('packets');
    else if (words.STAMPED.test(text)) this.setShape('stamped');
    else if (state.lastHeader !== null) this.setShape('terminal');
    else this.setShape('console');
    this.line(line);
  }

  private setShape(shape: Shape): void {
    this.state.shape = shape;
    if (this.state.sessions <= 1) this.state.fileShape = shape;
  }

  private packetLine(line: Line, text: string): void {
    const first = text[0];
    if (first === ' ') {
      const omitted = words.OMITTED.exec(text);
      if (omitted) this.sink.packetOmitted(Number(omitted[1]));
      else if (text.startsWith('  ')) {
        const bytes = rowBytes(line.size, line.text.endsWith('\r'));
        this.sink.packetRow(bytes, words.DUMP_ROW.exec(text)?.[1] ?? '');
      }
      return;
    }
    this.sink.packetEnd();
    if (text.startsWith(words.EVENT_PREFIX)) {
      this.ensureSession(line.number);
      this.event(
        line,
        text.slice(words.EVENT_PREFIX.length),
        words.EVENT_PREFIX.length,
        this.state.rawTime,
      );
      return;
    }
    const packet = words.PACKET.exec(text);
    if (packet) {
      this.ensureSession(line.number);
      // A downstream's packets belong to another program's session.
      if (packet[4] === undefined) {
        this.sink.packet(packet[1] === 'Incoming', packet[3] ?? '', line.number);
      }
      return;
    }
    const raw = words.RAW_DATA.exec(text);
    if (raw) {
      this.ensureSession(line.number);
      if (this.state.sessions <= 1) this.state.sawRawData = true;
      if (raw[2] === undefined) return;
      this.state.rawTime = `${raw[2]}T${raw[3] ?? ''}`;
      this.sink.rawData(this.state.rawTime, line.number);
    }
  }

  private ensureSession(line: number): void {
    this.state.sawPutty = true;
    if (!this.state.inSession) this.beginSession(line, null);
  }

  private event(line: Line, text: string, index: number, time: string | null = null): void {
    if (text === words.RESTARTED) this.beginSession(line.number, null);
    const part = { text, line: line.number, offset: offsetOf(line, index), time };
    this.utter(part, 'event-log', this.eventMatch(text), 'event');
  }

  private eventMatch(text: string): MatchResult | null {
    return isProxyEvent(text) ? null : (this.matcher.match(text, 'event-log')[0] ?? null);
  }

  private textLine(line: Line, text: string): void {
    if (text.includes(ESCAPE) && this.state.sessions <= 1) this.state.sawEscape = true;
    for (const segment of segments(text)) {
      const part = { text: segment.text, line: line.number, offset: offsetOf(line, segment.index) };
      if (this.state.shape === 'console') this.consoleText(line, segment.index, part);
      else this.textPart(part, line, segment.index);
    }
  }

  /** A part of a line in a terminal's log or in a copied Event Log. */
  private textPart(part: TextLine, line: Line, index: number): void {
    const shape = this.state.shape === 'stamped' ? 'stamped' : 'terminal';
    if (shape === 'stamped') {
      const stamped = words.STAMPED.exec(part.text);
      if (!stamped) return;
      const [, date = '', clock = '', event = ''] = stamped;
      this.ensureSession(line.number);
      this.event(line, event, index + part.text.length - event.length, `${date}T${clock}`);
      return;
    }
    if (this.state.phase === 'session') {
      if (words.RELAYED.test(part.text)) this.speak(shape, 'relayed', part);
      return;
    }
    this.speak(shape, this.terminalKind(part), part);
  }

  private terminalKind(part: TextLine): LineKind {
    const state = this.state;
    const { text } = part;
    const framed = this.frame(part);
    if (framed) return framed;
    if (text.trim() === '') return 'framed';
    if (words.isLoginLine(text)) return 'login';
    if (words.isApproachLine(text)) return 'approach';
    if (words.RELAYED.test(text)) return 'relayed';
    const match = this.matcher.match(text, 'putty')[0];
    if (!match) return 'other';
    const category = this.matcher.entries.get(match.entry)?.category ?? '';
    return state.phase === 'login' || APPROACH_CATEGORIES.has(category) ? 'message' : 'other';
  }

  /** Follows the frames in which PuTTY shows a server's banner or prompts. */
  private frame({ text, line }: TextLine): LineKind | null {
    const state = this.state;
    const start = words.FRAME_START.exec(text);
    if (start) {
      state.framed = start[1] === undefined ? 'prompts' : 'banner';
      return 'login';
    }
    if (state.framed === null) return null;
    if (words.FRAME_END.test(text)) {
      state.framed = null;
      return 'login';
    }
    if (text.startsWith('|')) {
      if (state.framed === 'banner') this.sink.banner(text.replace(/^\| ?/, ''), line);
      return 'framed';
    }
    // A frame that was never closed; PuTTY marks each of its lines.
    state.framed = null;
    return null;
  }

  private consoleText(line: Line, index: number, part: TextLine): void {
    if (!this.state.sawPutty && isPacketLogLine(part.text)) {
      // The file began in the middle of a packet.
      this.state.held = [];
      this.setShape('packets');
      this.packetLine(line, part.text);
      return;
    }
    const pasted = unquote(part.text);
    const text = pasted.text;
    const stamped = words.STAMPED.exec(text) ?? PASTED_STAMP.exec(text);
    if (stamped && this.allows('stamped')) {
      this.decideHeld(true);
      const event = stamped[3] ?? '';
      const at = index + part.text.length - event.length;
      this.enter('event-log', 'stamped', line.number);
      this.state.verbose = true;
      this.state.sawEventText = true;
      this.event(line, event, at, `${stamped[1] ?? ''}T${stamped[2] ?? ''}`);
      return;
    }
    if (text.startsWith(words.EVENT_PREFIX) && this.allows('stamped')) {
      this.decideHeld(true);
      const event = text.slice(words.EVENT_PREFIX.length);
      this.enter('event-log', 'stamped', line.number);
      this.state.verbose = true;
      this.state.sawEventText = true;
      this.event(line, event, index + part.text.length - event.length);
      return;
    }
    if (this.state.phase === 'session' && !maySpeakInSession(text, this.state.verbose)) {
      return;
    }
    this.state.held.push({ ...part, text });
    this.decideHeld(false);
  }

  private allows(kind: LineKind): boolean {
    return transition('console', this.state.phase, kind).voice !== 'remote';
  }

  private enter(voice: Voice, kind: LineKind, line: number): void {
    const { next } = transition('console', this.state.phase, kind);
    if (voice !== 'remote' && (!this.state.inSession || this.state.newRun)) {
      this.beginSession(line, null);
    }
    this.state.sawPutty ||= voice !== 'remote';
    this.state.phase = next;
  }

  /**
   * Console tools break long messages over lines. As long as the held lines may go on in the next
   * one nothing is decided; then the first message in them is taken, or the first line by itself.
   */
  private decideHeld(ended: boolean): void {
    const { held } = this.state;
    while (held.length > 0) {
      const found = findMessage(this.matcher, held, this.consoleVoices(), ended);
      if (found === 'more') return;
      const [first] = held;
      if (!first) return;
      const lines = held.splice(0, found?.lines ?? 1);
      if (found && this.consoleMessage(first, lines, found.match)) {
        this.state.lastLine = '';
        continue;
      }
      held.unshift(...lines.slice(1));
      this.consoleLine(first);
      this.state.lastLine = canonical(first.text);
    }
  }

  /** Who may speak in a console's text; a message box's bare words only after its title. */
  private consoleVoices(): readonly Voice[] {
    if (this.state.verbose) return ['event-log', 'console', 'putty', 'relayed'];
    return this.state.titled
      ? ['dialog', 'console', 'putty', 'event-log', 'relayed']
      : ['console', 'putty', 'event-log', 'relayed'];
  }

  /** A message the catalogue knows; false if it cannot be PuTTY's at this place. */
  private consoleMessage(first: TextLine, lines: readonly TextLine[], match: MatchResult): boolean {
    const state = this.state;
    if (isProxyEvent(first.text)) return false;
    const text = lines.map((line) => line.text).join('\n');
    const kind = this.messageKind(first.text, match);
    const { voice } = transition('console', state.phase, kind);
    if (voice === 'remote') return false;
    if (!this.allowedInSession(match, kind, text)) return false;
    const speaker = SPEAKERS[match.voice] ?? voice;
    this.enter(voice, kind, first.line);
    this.utter({ ...first, text, time: null }, kind === 'fatal' ? 'console' : speaker, match, kind);
    state.titled = false;
    this.afterFatal(kind);
    return true;
  }

  private messageKind(text: string, match: MatchResult): LineKind {
    if (words.RELAYED.test(text)) return 'relayed';
    if (words.FATAL.test(text)) return 'fatal';
    if (this.state.framed !== null && text.startsWith('|')) return 'framed';
    if (words.TOOL_ERROR.test(text)) return 'tool';
    return match.voice === 'event-log' && this.state.verbose ? 'event' : 'message';
  }

  /**
   * Among the server's output. Plink's `-v` writes what ends it to the Event Log first, so that the
   * same words stand on the line before.
   */
  private allowedInSession(match: MatchResult, kind: LineKind, text: string): boolean {
    if (this.state.phase !== 'session' || kind === 'relayed') return true;
    if (kind === 'fatal') {
      const message = canonical(text.replace(words.FATAL, ''));
      return !this.state.verbose || this.state.lastLine === message;
    }
    return SESSION_CATEGORIES.has(this.matcher.entries.get(match.entry)?.category ?? '');
  }

  /** A console line that is no message. */
  private consoleLine(part: TextLine): void {
    const state = this.state;
    const kind = this.consoleKind(part);
    if (kind === null) return;
    const isSteady = state.verbose || state.transfer;
    if (kind === 'other' && isSteady && state.phase === 'login') return;
    if (kind === 'transfer') {
      // After the login only right at its start: a server's program could print the same.
      if (state.phase === 'session' && !BEFORE_TRANSFER.test(state.lastLine)) return;
      state.transfer = true;
    }
    const { voice } = transition('console', state.phase, kind);
    if (voice === 'remote') {
      const { next } = transition('console', state.phase, kind);
      if (next === 'session' && state.phase === 'login') this.sink.serverSpeaks(part.line);
      state.phase = next;
      return;
    }
    if (kind === 'command') {
      state.newRun = state.inSession;
      state.phase = 'start';
      state.verbose = false;
      state.transfer = false;
      return;
    }
    if (kind === 'event' || kind === 'shell') {
      state.verbose = true;
      state.sawEventText = true;
      if (words.CONNECTION_START.test(part.text) && state.phase === 'session') state.newRun = true;
    }
    state.titled = kind === 'title';
    this.enter(voice, kind, part.line);
    this.utter({ ...part, time: null }, voice, null, kind);
    this.afterFatal(kind);
  }

  private consoleKind(part: TextLine): LineKind | null {
    const { text } = part;
    if (text.trim() === '') return null;
    const framed = this.frame(part);
    if (framed) return framed;
    if (words.isCommand(text)) return 'command';
    if (words.DIALOG_TITLE.test(text)) return 'title';
    if (words.FATAL.test(text)) return 'fatal';
    if (text === SHELL_STARTED) return this.state.transfer ? 'event' : 'shell';
    if (words.TRANSFER_START.test(text)) return 'transfer';
    if (words.isLoginLine(text)) return 'login';
    if (words.isEventText(text)) return 'event';
    if (words.isApproachLine(text)) return 'approach';
    if (words.isTransferLine(text)) return 'transfer';
    return 'other';
  }

  /** After a fatal error the program has ended; what follows is another run's. */
  private afterFatal(kind: LineKind): void {
    if (kind !== 'fatal') return;
    this.state.newRun = true;
    this.state.verbose = false;
    this.state.transfer = false;
    this.state.framed = null;
  }

  private speak(shape: 'terminal' | 'console' | 'stamped', kind: LineKind, part: TextLine): void {
    const before = this.state.phase;
    const { voice, next } = transition(shape, before, kind);
    this.state.phase = next;
    if (next === 'session' && before !== next && shape === 'terminal') {
      this.sink.serverSpeaks(part.line);
    }
    if (voice === 'remote') return;
    const matched = kind === 'message' || kind === 'relayed' || kind === 'approach';
    const match = matched ? (this.matcher.match(part.text, voice)[0] ?? null) : null;
    this.utter({ ...part, time: null }, voice, match, kind);
  }

  private utter(
    part: TextLine & { time: string | null },
    voice: Voice,
    match: MatchResult | null,
    kind: LineKind,
  ): void {
    this.sink.utterance({ ...part, voice, match, kind });
  }
}

const SHELL_STARTED = 'Started a shell/command';
/** What PSCP and PSFTP say right before their own first line, with `-v`. */
const BEFORE_TRANSFER = /^(?:Started a shell\/command$|Connected to )/;

/** In a console's text PuTTY's terminal lines are the console's. */
const SPEAKERS: Partial<Record<Voice, Voice>> = {
  dialog: 'dialog',
  'event-log': 'event-log',
  relayed: 'relayed',
};

/** A regular expression would look at a long run of CRs again for each of them. */
function withoutEndingCrs(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 13) end -= 1;
  return text.slice(0, end);
}

/** The Event Log of a connection that serves as a proxy is told behind a prefix, most of it ordinary. */
function isProxyEvent(text: string): boolean {
  if (!text.startsWith(words.PROXY_PREFIX)) return false;
  const inner = text.slice(words.PROXY_PREFIX.length);
  return words.isEventText(inner) || words.isLoginLine(inner);
}

/** True for a line that only the two SSH packet modes write. */
function isPacketLogLine(text: string): boolean {
  return (
    text.startsWith(words.EVENT_PREFIX) ||
    words.PACKET.test(text) ||
    words.RAW_DATA.test(text) ||
    words.DUMP_ROW.test(text)
  );
}

/** A cheap look at a line that comes while the server has the word. */
function maySpeakInSession(text: string, verbose: boolean): boolean {
  return verbose || words.FATAL.test(text) || words.RELAYED.test(text) || words.isCommand(text);
}

/** An Event Log line whose tab became spaces on its way through a mail or a chat. */
const PASTED_STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) +(.*)$/s;
/** `> `, or a chat's time and name, before what was pasted. */
const QUOTE =
  /^(?:\s*>)+ ?|^\[?\d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?\]? (?:<?[\w .-]{1,30}>?: ?)?(?=\d{4}-\d\d-\d\d |Event Log: |FATAL ERROR: )/;

function unquote(text: string): { text: string } {
  return { text: text.replace(QUOTE, '') };
}
