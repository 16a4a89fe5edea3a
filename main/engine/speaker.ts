/** What all log types have in common: where sessions start, who said what, and the server's frames. */
import type { Voice } from '../contract/model';
import { offsetOf } from './lines';
import type { Line } from './lines';
import type { LogSink, LogState, Utterance } from './log-state';
import type { Matcher, MatchResult } from './match';
import * as words from './vocabulary';
import type { LineKind } from './voices';
import type { TextLine } from './wrapped';

export class Speaker {
  constructor(
    readonly matcher: Matcher,
    readonly sink: LogSink,
    readonly state: LogState,
  ) {}

  beginSession(line: number, startedAt: string | null): void {
    this.state.inSession = true;
    this.state.rawTime = null;
    this.state.newRun = false;
    this.state.sessions += 1;
    this.sink.sessionStart(line, startedAt);
  }

  /** For a line that only PuTTY writes. */
  ensureSession(line: number): void {
    this.state.sawPutty = true;
    if (!this.state.inSession) this.beginSession(line, null);
  }

  /** A line of the Event Log, whose text starts at this character of the line. */
  event(line: Line, text: string, index: number, time: string | null = null): void {
    if (text === words.RESTARTED) this.beginSession(line.number, null);
    const part = { text, line: line.number, offset: offsetOf(line, index), time };
    this.utter(part, 'event-log', this.eventMatch(text), 'event');
  }

  private eventMatch(text: string): MatchResult | null {
    return isProxyEvent(text) ? null : (this.matcher.match(text, 'event-log')[0] ?? null);
  }

  /** Follows the frames in which PuTTY shows a server's banner or prompts. */
  frame({ text, line }: TextLine): LineKind | null {
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
      const inner = text.replace(/^\| ?/, '');
      if (state.framed === 'banner') this.sink.banner(inner, line);
      else this.sink.prompt(inner, line);
      return 'framed';
    }
    // A frame that was never closed; PuTTY marks each of its lines.
    state.framed = null;
    return null;
  }

  utter(
    part: Pick<Utterance, 'text' | 'line' | 'offset' | 'time'>,
    voice: Voice,
    match: MatchResult | null,
    kind: LineKind,
  ): void {
    const { text, line, offset, time } = part;
    this.sink.utterance({ text, line, offset, time, voice, match, kind });
  }
}

/** The Event Log of a connection that serves as a proxy is told behind a prefix, most of it ordinary. */
export function isProxyEvent(text: string): boolean {
  if (!text.startsWith(words.PROXY_PREFIX)) return false;
  const inner = text.slice(words.PROXY_PREFIX.length);
  return words.isEventText(inner) || words.isLoginLine(inner);
}
