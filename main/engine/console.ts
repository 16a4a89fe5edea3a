/**
 * What a command-line tool printed, perhaps among a script's and a server's lines, or a text that
 * was pasted: the console's half of log.ts.
 */
import type { Voice } from '../contract/model';
import { canonical } from './canonical';
import { offsetOf } from './lines';
import type { Line } from './lines';
import type { LogState } from './log-state';
import type { MatchResult } from './match';
import { isProxyEvent } from './speaker';
import type { Speaker } from './speaker';
import * as words from './vocabulary';
import { SESSION_CATEGORIES, transition } from './voices';
import type { LineKind } from './voices';
import { findMessage } from './wrapped';
import type { TextLine } from './wrapped';

export class ConsoleReader {
  constructor(private readonly speaker: Speaker) {}

  private get state(): LogState {
    return this.speaker.state;
  }

  /** A part of a line, and the character of the line at which it starts. */
  text(line: Line, index: number, part: TextLine): void {
    const text = answered(part.text.replace(QUOTE, ''));
    const stamped = words.STAMPED.exec(text) ?? PASTED_STAMP.exec(text);
    if (stamped && this.allows('stamped')) {
      const event = stamped[3] ?? '';
      const at = index + part.text.length - event.length;
      this.event(line, event, at, `${stamped[1] ?? ''}T${stamped[2] ?? ''}`);
      return;
    }
    if (text.startsWith(words.EVENT_PREFIX) && this.allows('stamped')) {
      const event = text.slice(words.EVENT_PREFIX.length);
      this.event(line, event, index + part.text.length - event.length, null);
      return;
    }
    if (this.state.phase === 'session' && !maySpeakInSession(text, this.state.verbose)) {
      return;
    }
    const before = part.text.length - text.length;
    this.state.held.push({ ...part, text, offset: offsetOf(line, index + before) });
    this.decideHeld(false);
  }

  /** Lines held back come first. */
  private event(line: Line, text: string, index: number, time: string | null): void {
    this.decideHeld(true);
    this.enter('event-log', 'stamped', line.number);
    this.state.verbose = true;
    this.state.sawEventText = true;
    this.speaker.event(line, text, index, time);
  }

  private allows(kind: LineKind): boolean {
    return transition('console', this.state.phase, kind).voice !== 'remote';
  }

  private enter(voice: Voice, kind: LineKind, line: number): void {
    const { next } = transition('console', this.state.phase, kind);
    if (voice !== 'remote' && (!this.state.inSession || this.state.newRun)) {
      this.speaker.beginSession(line, null);
    }
    this.state.sawPutty ||= voice !== 'remote';
    this.state.phase = next;
  }

  /**
   * Console tools break long messages over lines. As long as the held lines may go on in the next
   * one nothing is decided; then the first message in them is taken, or the first line by itself.
   */
  decideHeld(ended: boolean): void {
    const { held } = this.state;
    while (held.length > 0) {
      const found = findMessage(this.speaker.matcher, held, this.voices(), ended);
      if (found === 'more') return;
      const [first] = held;
      if (!first) return;
      const lines = held.splice(0, found?.lines ?? 1);
      if (found && this.message(first, lines, found.match)) {
        this.state.lastLine = '';
        continue;
      }
      held.unshift(...lines.slice(1));
      this.ordinary(first);
      this.state.lastLine = canonical(first.text);
    }
  }

  /** Who may speak in a console's text; a message box's bare words only after its title. */
  private voices(): readonly Voice[] {
    if (this.state.verbose) return ['event-log', 'console', 'putty', 'relayed'];
    return this.state.titled
      ? ['dialog', 'console', 'putty', 'event-log', 'relayed']
      : ['console', 'putty', 'event-log', 'relayed'];
  }

  /** A message the catalogue knows; false if it cannot be PuTTY's at this place. */
  private message(first: TextLine, lines: readonly TextLine[], match: MatchResult): boolean {
    const state = this.state;
    if (isProxyEvent(first.text)) return false;
    const text = lines.map((line) => line.text).join('\n');
    const kind = this.messageKind(first.text, match);
    const { voice } = transition('console', state.phase, kind);
    if (voice === 'remote') return false;
    if (!this.allowedInSession(match, kind, text)) return false;
    const own = SPEAKERS[match.voice] ?? voice;
    this.enter(voice, kind, first.line);
    this.speaker.utter(
      { ...first, text, time: null },
      kind === 'fatal' ? 'console' : own,
      match,
      kind,
    );
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
    return SESSION_CATEGORIES.has(this.speaker.matcher.entries.get(match.entry)?.category ?? '');
  }

  /** A console line that is no message. */
  private ordinary(part: TextLine): void {
    const state = this.state;
    const kind = this.kindOf(part);
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
      if (next === 'session' && state.phase === 'login') this.speaker.sink.serverSpeaks(part.line);
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
    this.speaker.utter({ ...part, time: null }, voice, null, kind);
    this.afterFatal(kind);
  }

  private kindOf(part: TextLine): LineKind | null {
    const { text } = part;
    if (text.trim() === '') return null;
    const framed = this.speaker.frame(part);
    if (framed) return framed;
    if (this.state.phase === 'login' && words.isQuestionLine(text)) return 'framed';
    if (words.isCommand(text)) return 'command';
    if (words.DIALOG_TITLE.test(text)) return 'title';
    if (words.FATAL.test(text)) return 'fatal';
    if (text === SHELL_STARTED) return this.state.transfer ? 'event' : 'shell';
    if (words.TRANSFER_START.test(text)) return 'transfer';
    if (words.isLoginLine(text)) return 'login';
    if (words.isEventText(text)) {
      return !this.state.verbose && words.FINGERPRINT.test(text) ? 'other' : 'event';
    }
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

/** What comes after the answer to a question, which stands on the same line. */
function answered(text: string): string {
  const rest = text.replace(words.QUESTION, '');
  return rest === '' || rest === words.ABANDONED ? text : rest;
}

/** A cheap look at a line that comes while the server has the word. */
function maySpeakInSession(text: string, verbose: boolean): boolean {
  return verbose || words.FATAL.test(text) || words.RELAYED.test(text) || words.isCommand(text);
}

/** An Event Log line whose tab became spaces on its way through a mail or a chat. */
const PASTED_STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) +([^ ].*)$/s;
/** `> `, or a chat's time and name, before what was pasted. */
const QUOTE =
  /^(?:\s*>)+ ?|^\[?\d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?\]? (?:<?[\w .-]{1,30}>?: ?)?(?=\d{4}-\d\d-\d\d |Event Log: |FATAL ERROR: )/;
