import { describe, expect, it } from 'vitest';
import type { Finding } from '../../main/contract/doctor';
import { changesOf, proposed } from './proposal';

const finding = (id: string, change: Partial<Finding>): Finding => ({
  id,
  topic: 'logging',
  severity: 'trouble',
  title: id,
  why: '',
  panel: null,
  set: null,
  change: [],
  ...change,
});

const NAME = { key: 'LogFileName', from: 'putty.log', to: '/logs/&H.log' };
const FINDINGS = [
  finding('log-file-name', { change: [NAME] }),
  finding('log-folder', { change: [NAME] }),
  finding('agent-forwarding', {
    topic: 'login',
    change: [{ key: 'AgentFwd', from: '1', to: '0' }],
  }),
];

describe('what is proposed for a session', () => {
  it('is how it logs, and never by itself how it connects', () => {
    expect(proposed(FINDINGS)).toEqual(['log-file-name', 'log-folder']);
  });

  it('writes each setting once, and only what is ticked', () => {
    expect(changesOf(FINDINGS, proposed(FINDINGS))).toEqual([NAME]);
    expect(changesOf(FINDINGS, ['agent-forwarding']).map(({ key }) => key)).toEqual(['AgentFwd']);
    expect(changesOf(FINDINGS, [])).toEqual([]);
  });
});
