/**
 * The engine: bytes of a log in, sessions, detections and incidents out.
 *
 * Pure: it opens no file, knows no clock and keeps no time. It gives the same answer however the
 * bytes are cut, and its state can be saved at any byte and gone on from.
 */
import type { Analysis, Detection, Incident, LogType, Session } from '../contract/model';
import { diagnose } from './diagnose';
import { isGreeting, learn, learnBanner, learnPacket, learnPrompt, pass, receive } from './facts';
import { LineReader } from './lines';
import type { Line, LineReaderState, Position, Skipped } from './lines';
import { LogReader } from './log';
import type { LogSink, LogState, Utterance } from './log-state';
import type { Matcher } from './match';
import { addRow, dataOffset, dataReceived, GREETING, isTelling, newPacket } from './packets';
import type { OpenPacket } from './packets';
import { decodePacket } from './payloads';
import { enterPhase, phaseOfPacket } from './phases';
import { newSession, toSession } from './session-state';
import type { SessionState } from './session-state';
import { PacketSkipper, TerminalSkipper } from './skip';

export { createMatcher } from './match';
export { readingBuffer } from './scan';
export type { Position } from './lines';
export type { Matcher, MatchResult } from './match';

/** A session with its detections; the first is number `firstDetection` of the file. */
interface SessionRecord {
  session: SessionState;
  firstDetection: number;
  detections: Detection[];
}

/** All of an engine's state as plain JSON; sessions before the current one are not part of it. */
export interface EngineSnapshot {
  readonly version: 2;
  readonly bytes: number;
  readonly lines: LineReaderState;
  readonly log: LogState;
  readonly packet: OpenPacket | null;
  readonly current: SessionRecord | null;
  readonly detections: number;
}

export interface Engine {
  /** Takes the log's next bytes, cut anywhere; gives the detections they complete. */
  feed(chunk: Uint8Array): readonly Detection[];
  /** Decides lines held back because a message might have gone on; for a log that is silent for now. */
  flush(): readonly Detection[];
  /** No more bytes come. */
  finish(): readonly Detection[];
  /** What has been read so far, with its incidents. */
  analysis(): Analysis;
  /** Drops sessions that are over, for logs that are followed for days. */
  forget(): void;
  snapshot(): EngineSnapshot;
  /** How many detections `analysis` would give now; a snapshot is about as long. */
  readonly held: number;
  /** Bytes fed so far. */
  readonly bytes: number;
  /** Where the line starts that is not finished yet; costs nothing to ask. */
  readonly position: Position;
}

/** @param snapshot state of an earlier engine over the same log; the next byte fed is its `bytes`-th. */
export function createEngine(matcher: Matcher, snapshot?: EngineSnapshot): Engine {
  return new LogEngine(matcher, snapshot);
}

class LogEngine implements Engine {
  bytes: number;
  private readonly lines: LineReader;
  private readonly log: LogReader;
  private records: SessionRecord[];
  private packet: OpenPacket | null;
  private detected: number;
  private fresh: Detection[] = [];
  private readonly terminalSkipper = new TerminalSkipper();
  private readonly packetSkipper = new PacketSkipper();

  constructor(
    private readonly matcher: Matcher,
    snapshot?: EngineSnapshot,
  ) {
    const state = snapshot ? structuredClone(snapshot) : null;
    this.bytes = state?.bytes ?? 0;
    this.packet = state?.packet ?? null;
    this.records = state?.current ? [state.current] : [];
    this.detected = state?.detections ?? 0;
    this.log = new LogReader(matcher, this.logSink(), state?.log);
    this.lines = new LineReader(
      {
        line: (line: Line) => {
          this.log.line(line);
        },
        skip: (bytes, from, to) => this.skip(bytes, from, to),
      },
      state?.lines,
    );
  }

  feed(chunk: Uint8Array): readonly Detection[] {
    this.bytes += chunk.length;
    this.lines.feed(chunk);
    this.terminalSkipper.reset();
    this.packetSkipper.reset();
    return this.takeFresh();
  }

  flush(): readonly Detection[] {
    this.log.flush();
    return this.takeFresh();
  }

  get position(): Position {
    return this.lines.position;
  }

  finish(): readonly Detection[] {
    this.lines.finish();
    this.log.flush();
    this.endPacket(this.packet);
    this.packet = null;
    return this.takeFresh();
  }

  analysis(): Analysis {
    const sessions: Session[] = [];
    const detections: Detection[] = [];
    const incidents: Incident[] = [];
    for (const record of this.records) {
      sessions.push(toSession(record.session));
      incidents.push(
        ...diagnose(record.session, record.detections, detections.length, this.matcher.entries),
      );
      detections.push(...record.detections);
    }
    return {
      encoding: this.lines.encoding,
      logType: this.logType(),
      bytes: this.bytes,
      sessions,
      detections,
      incidents,
    };
  }

  forget(): void {
    this.records = this.records.slice(-1);
  }

  get held(): number {
    return this.records.reduce((sum, { detections }) => sum + detections.length, 0);
  }

  snapshot(): EngineSnapshot {
    return structuredClone({
      version: 2,
      bytes: this.bytes,
      lines: this.lines.snapshot(),
      log: this.log.state,
      packet: this.packet,
      current: this.records.at(-1) ?? null,
      detections: this.detected,
    });
  }

  private takeFresh(): readonly Detection[] {
    const { fresh } = this;
    this.fresh = [];
    return fresh;
  }

  private logType(): LogType {
    const { state } = this.log;
    switch (state.fileShape) {
      case 'packets':
        return state.sawRawData ? 'ssh-raw' : 'ssh-packets';
      case 'stamped':
        return 'event-log';
      case 'terminal':
        return state.sawEscape ? 'session-output' : 'printable';
      case 'console':
        if (!state.sawPutty) return 'text';
        return state.sawEventText ? 'event-log' : 'console';
      case 'unknown':
        return state.lastHeader === null ? 'text' : 'printable';
    }
  }

  private skip(bytes: Buffer, from: number, to: number): Skipped {
    const { state } = this.log;
    if (state.shape === 'terminal' && state.phase === 'session') {
      // One escape sequence in the first session tells which log type the file is.
      const wantEscape = state.sessions <= 1 && !state.sawEscape;
      const skipped = this.terminalSkipper.skip(bytes, from, to, wantEscape);
      state.sawEscape ||= skipped.escape;
      return skipped;
    }
    // Where a log's beginning is lost, the first packet's header begins the session.
    const isUnderWay = state.shape === 'packets' && state.inSession;
    if (isUnderWay && (this.packet === null || !isTelling(this.packet.name))) {
      const skipped = this.packetSkipper.skip(bytes, from, to, this.packet);
      const session = this.session();
      if (session && skipped.received > 0) receive(session, skipped.received);
      this.packet = skipped.packet;
      return skipped;
    }
    return { position: from, lines: 0 };
  }

  private logSink(): LogSink {
    return {
      sessionStart: (line, startedAt) => {
        this.startSession(line, startedAt);
      },
      utterance: (utterance) => {
        this.utterance(utterance);
      },
      packet: (incoming, name, line) => {
        this.packet = newPacket(incoming, name, line);
        const phase = phaseOfPacket(name);
        const session = this.session();
        if (phase && session) enterPhase(session, phase, line, session.lastTime);
      },
      packetRow: (bytes, hexColumn) => {
        if (!this.packet) return;
        this.packet.bytes += bytes;
        addRow(this.packet, hexColumn);
      },
      packetOmitted: (bytes) => {
        if (this.packet) this.packet.omitted += bytes;
      },
      packetEnd: () => {
        this.endPacket(this.packet);
        this.packet = null;
      },
      rawData: (incoming, line, time) => {
        const session = this.session();
        if (!session) return;
        if (time !== null) pass(session, time, line);
        if (incoming && isGreeting(session)) this.packet = newPacket(incoming, GREETING, line);
      },
      banner: (text, line) => {
        const session = this.session();
        if (session) learnBanner(session, text, line);
      },
      prompt: (text, line) => {
        const session = this.session();
        if (session) learnPrompt(session, text, line);
      },
      serverSpeaks: (line) => {
        const session = this.session();
        if (session) enterPhase(session, 'session', line, null);
      },
    };
  }

  private session(): SessionState | undefined {
    return this.records.at(-1)?.session;
  }

  private startSession(line: number, startedAt: string | null): void {
    const before = this.session();
    if (before && before.endedBy === null && !before.lastWasFatal) before.endedBy = 'new-session';
    const session = newSession((before?.index ?? -1) + 1, line, startedAt);
    this.records.push({ session, firstDetection: this.detected, detections: [] });
  }

  private endPacket(packet: OpenPacket | null): void {
    const session = this.session();
    if (!packet || !session) return;
    if (dataOffset(packet) !== null) receive(session, dataReceived(packet));
    const fact = isTelling(packet.name) ? decodePacket(packet) : null;
    if (fact) learnPacket(session, fact, packet.line);
  }

  private utterance(utterance: Utterance): void {
    if (this.records.length === 0) this.startSession(utterance.line, utterance.time);
    const record = this.records.at(-1);
    if (!record) return;
    const { match } = utterance;
    learn(record.session, utterance, match ? this.matcher.entries.get(match.entry) : undefined);
    if (!match) return;
    const detection: Detection = {
      entry: match.entry,
      severity: match.severity,
      message: utterance.text,
      voice: utterance.voice,
      line: utterance.line,
      offset: utterance.offset,
      session: record.session.index,
      time: utterance.time,
      captures: match.captures,
    };
    record.detections.push(detection);
    this.detected += 1;
    this.fresh.push(detection);
  }
}
