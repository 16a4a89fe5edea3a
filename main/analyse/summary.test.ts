import { describe, expect, it } from 'vitest';
import type { Severity } from '../contract/model';
import { KNOWLEDGE, makeLog } from '../report/test-report';
import { summarise } from './summary';

/** The weight of a session with one incident. */
function worstOf(entry: string, severity: Severity, recovered: boolean): Severity | null {
  const log = makeLog({ entry, severity });
  const incidents = log.incidents.map((incident) => ({ ...incident, recovered }));
  const { sessions } = summarise({ ...log, incidents }, 0, KNOWLEDGE.entries);
  return sessions[0]?.worst ?? null;
}

describe('a session', () => {
  it('is as bad as its worst incident, unless the login went through after it', () => {
    expect(worstOf('key-refused', 'error', false)).toBe('error');
    expect(worstOf('key-refused', 'error', true)).toBe('info');
  });

  it('keeps a warning about security, since the login may be the trouble', () => {
    expect(worstOf('host-key-mismatch', 'security', true)).toBe('security');
  });
});
