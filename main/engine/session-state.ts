/** What is known of one session while it is being read, each fact with the line that told it. */
import { UNKNOWN_FACTS } from '../contract/facts';
import type { FactName, Facts } from '../contract/facts';
import type { Session, SessionEnd } from '../contract/model';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One session as it is being read; plain data. */
export interface SessionState {
  index: number;
  line: number;
  startedAt: string | null;
  facts: Mutable<Facts>;
  /** The line of the file that told a fact. */
  factLines: Partial<Record<FactName, number>>;
  lastTime: string | null;
  /** The line of the file with the last time stamp. */
  lastTimeLine: number;
  /** The other side has sent something. */
  answered: boolean;
  endedBy: SessionEnd | null;
  /** The last thing that was said ends a session. */
  lastWasFatal: boolean;
}

export const newSession = (
  index: number,
  line: number,
  startedAt: string | null,
): SessionState => ({
  index,
  line,
  startedAt,
  facts: { ...UNKNOWN_FACTS },
  factLines: {},
  lastTime: null,
  lastTimeLine: line,
  answered: false,
  endedBy: null,
  lastWasFatal: false,
});

export function toSession(state: SessionState): Session {
  const { facts } = state;
  return {
    index: state.index,
    startedAt: state.startedAt,
    host: facts.host,
    port: facts.port,
    user: facts.user,
    protocol: facts.protocol,
    clientVersion: facts.clientVersion,
    serverVersion: facts.serverVersion,
    endedBy: state.endedBy ?? (state.lastWasFatal ? 'error' : null),
    facts: { ...facts },
  };
}

/** No session has so many methods, forwardings or prompts; what a log can hold is bounded by nothing. */
const MOST_VALUES = 500;

/** Sets one or more facts, told by the line. */
export class Teller {
  constructor(
    private readonly session: SessionState,
    private readonly line: number,
  ) {}

  get facts(): Facts {
    return this.session.facts;
  }
  set(facts: Partial<Facts>): void {
    Object.assign(this.session.facts, facts);
    for (const name of Object.keys(facts) as FactName[]) this.session.factLines[name] = this.line;
  }
  /** What is so at the start of a session whose whole course will be told. */
  setUnknown(facts: Partial<Facts>): void {
    for (const [name, value] of Object.entries(facts) as [FactName, never][]) {
      if (this.session.facts[name] === null) this.set({ [name]: value });
    }
  }
  count(
    name: FactName &
      (
        | 'channelsRefused'
        | 'keysOffered'
        | 'keysRefused'
        | 'keysAccepted'
        | 'passwordsRefused'
        | 'failedAddresses'
        | 'rekeys'
      ),
  ): void {
    this.set({ [name]: (this.session.facts[name] ?? 0) + 1 });
  }
  add(
    name: FactName & ('methodsTried' | 'forwardings' | 'prompts' | 'serverRemarks'),
    value: string,
  ): void {
    const known = this.session.facts[name] ?? [];
    if (known.length < MOST_VALUES && !known.includes(value))
      this.set({ [name]: [...known, value] });
  }
  end(by: SessionEnd): void {
    this.session.endedBy = by;
  }
}
