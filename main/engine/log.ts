/**
 * Lines in, utterances and packets out: which of PuTTY's log types this is, where a session starts,
 * and who says what (voices.ts has the table).
 */
import { ConsoleReader } from './console';
import { ESCAPE, segments } from './escape';
import { offsetOf } from './lines';
import type { Line } from './lines';
import { newLogState } from './log-state';
import type { LogSink, LogState } from './log-state';
import type { Matcher } from './match';
import { rowBytes } from './packets';
import { Speaker } from './speaker';
import * as words from './vocabulary';
import { APPROACH_CATEGORIES, transition } from './voices';
import type { LineKind, Shape } from './voices';
import type { TextLine } from './wrapped';

export class LogReader {
  private readonly speaker: Speaker;
  private readonly console: ConsoleReader;

  /** @param state what an earlier reader had to remember; this one goes on from there. */
  constructor(matcher: Matcher, sink: LogSink, state: LogState = newLogState()) {
    this.speaker = new Speaker(matcher, sink, state);
    this.console = new ConsoleReader(this.speaker);
  }

  get state(): LogState {
    return this.speaker.state;
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
    this.console.decideHeld(true);
  }

  private header(header: RegExpExecArray, line: Line): boolean {
    const state = this.state;
    const time = `${header[1] ?? ''}-${header[2] ?? ''}-${header[3] ?? ''} ${header[4] ?? ''}`;
    const isPrinted =
      state.shape === 'terminal' && state.lastHeader !== null && time <= state.lastHeader;
    if (isPrinted) return false;
    this.flush();
    this.speaker.sink.packetEnd();
    state.shape = 'unknown';
    state.phase = 'start';
    state.framed = null;
    state.verbose = false;
    state.transfer = false;
    state.lastHeader = time;
    state.sawPutty = true;
    this.speaker.beginSession(line.number, time.replace(' ', 'T'));
    return true;
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
      if (omitted) this.speaker.sink.packetOmitted(Number(omitted[1]));
      else if (text.startsWith('  ')) {
        const bytes = rowBytes(line.size, line.text.endsWith('\r'));
        this.speaker.sink.packetRow(bytes, words.DUMP_ROW.exec(text)?.[1] ?? '');
      }
      return;
    }
    this.speaker.sink.packetEnd();
    if (text.startsWith(words.EVENT_PREFIX)) {
      this.speaker.ensureSession(line.number);
      this.speaker.event(
        line,
        text.slice(words.EVENT_PREFIX.length),
        words.EVENT_PREFIX.length,
        this.state.rawTime,
      );
      return;
    }
    const packet = words.PACKET.exec(text);
    if (packet) {
      this.speaker.ensureSession(line.number);
      // A downstream's packets belong to another program's session.
      if (packet[4] === undefined) {
        this.speaker.sink.packet(packet[1] === 'Incoming', packet[3] ?? '', line.number);
      }
      return;
    }
    const raw = words.RAW_DATA.exec(text);
    if (raw) {
      this.speaker.ensureSession(line.number);
      if (this.state.sessions <= 1) this.state.sawRawData = true;
      const time = raw[2] === undefined ? null : `${raw[2]}T${raw[3] ?? ''}`;
      if (time !== null) this.state.rawTime = time;
      this.speaker.sink.rawData(raw[1] === 'Incoming', line.number, time);
    }
  }

  private textLine(line: Line, text: string): void {
    if (text.includes(ESCAPE) && this.state.sessions <= 1) this.state.sawEscape = true;
    for (const segment of segments(text)) {
      const part = { text: segment.text, line: line.number, offset: offsetOf(line, segment.index) };
      if (this.state.shape !== 'console') this.textPart(part, line, segment.index);
      else if (!this.state.sawPutty && isPacketLogLine(part.text)) {
        // The file began in the middle of a packet.
        this.state.held = [];
        this.setShape('packets');
        this.packetLine(line, part.text);
      } else this.console.text(line, segment.index, part);
    }
  }

  /** A part of a line in a terminal's log or in a copied Event Log. */
  private textPart(part: TextLine, line: Line, index: number): void {
    if (this.state.shape === 'stamped') {
      const stamped = words.STAMPED.exec(part.text);
      if (!stamped) return;
      const [, date = '', clock = '', event = ''] = stamped;
      this.speaker.ensureSession(line.number);
      this.speaker.event(line, event, index + part.text.length - event.length, `${date}T${clock}`);
      return;
    }
    if (this.state.phase === 'session') {
      if (words.RELAYED.test(part.text)) this.speak('relayed', part);
      return;
    }
    this.speak(this.terminalKind(part), part);
  }

  private terminalKind(part: TextLine): LineKind {
    const state = this.state;
    const { text } = part;
    const framed = this.speaker.frame(part);
    if (framed) return framed;
    if (text.trim() === '') return 'framed';
    if (words.isLoginLine(text)) return 'login';
    if (words.isApproachLine(text)) return 'approach';
    if (words.RELAYED.test(text)) return 'relayed';
    const match = this.speaker.matcher.match(text, 'putty')[0];
    if (!match) return 'other';
    const category = this.speaker.matcher.entries.get(match.entry)?.category ?? '';
    return state.phase === 'login' || APPROACH_CATEGORIES.has(category) ? 'message' : 'other';
  }

  private speak(kind: LineKind, part: TextLine): void {
    const before = this.state.phase;
    const { voice, next } = transition('terminal', before, kind);
    this.state.phase = next;
    if (next === 'session' && before !== next) this.speaker.sink.serverSpeaks(part.line);
    if (voice === 'remote') return;
    const matched = kind === 'message' || kind === 'relayed' || kind === 'approach';
    const match = matched ? (this.speaker.matcher.match(part.text, voice)[0] ?? null) : null;
    this.speaker.utter({ ...part, time: null }, voice, match, kind);
  }
}

/** A regular expression would look at a long run of CRs again for each of them. */
function withoutEndingCrs(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 13) end -= 1;
  return text.slice(0, end);
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
