import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionReport } from '../../main/contract/doctor';
import App from '../app.svelte';
import { TestBridge } from '../test-bridge';
import { row, view } from '../test-data';

afterEach(cleanup);

const press = (name: string | RegExp): Promise<boolean> =>
  fireEvent.click(screen.getByRole('button', { name }));

async function open(bridge: TestBridge, view: string | RegExp): Promise<TestBridge> {
  render(App);
  await screen.findByRole('heading', { level: 1 });
  const navigation = within(screen.getByRole('navigation'));
  await fireEvent.click(navigation.getByRole('button', { name: view }));
  return bridge;
}

const SESSION: SessionReport = {
  name: 'db01',
  host: 'db01.example.com',
  protocol: 'ssh',
  log: {
    type: 'none',
    fileName: 'putty.log',
    pattern: null,
    guessed: true,
    whenExists: 'ask',
    flush: true,
    header: true,
    omitPasswords: true,
    omitData: false,
  },
  sees: [],
  hides: [{ category: 'network', entries: ['connection-reset'] }],
  summary: 'Nothing is logged, so no error of this session can be seen.',
  privacy: [],
  privacyAfter: ['The host is kept.'],
  findings: [
    {
      id: 'log-type',
      topic: 'logging',
      severity: 'trouble',
      title: 'Nothing is logged',
      why: 'Nobody is told.',
      panel: 'Session/Logging > Session logging',
      set: 'SSH packets',
      change: [{ key: 'LogType', from: '0', to: '3' }],
    },
    {
      id: 'keepalives',
      topic: 'connection',
      severity: 'advice',
      title: 'No keepalives are sent',
      why: 'Firewalls forget.',
      panel: 'Connection > Seconds between keepalives (0 to turn off)',
      set: '60',
      change: [{ key: 'PingIntervalSecs', from: null, to: '60' }],
    },
  ],
};

describe('the history', () => {
  const rows = [
    row({ id: 'one' }),
    row({ id: 'two', host: 'gw', headline: 'gw hung up', severity: 'warning' }),
  ];
  const bridge = (): TestBridge =>
    new TestBridge({ 'incidents.list': () => ({ items: rows, total: 2, next: null }) });

  it('shows what fits and exports just that', async () => {
    const asked = await open(bridge(), 'History');
    await fireEvent.change(screen.getByRole('combobox', { name: 'Severity' }), {
      target: { value: 'warning' },
    });
    await waitFor(() => {
      expect(screen.getByText('1 of 2')).toBeDefined();
    });
    await press('Export CSV');
    expect(asked.of('history.export')).toEqual([{ format: 'csv', ids: ['two'] }]);
  });

  it('deletes after a question, and what is kept of the chosen host only', async () => {
    const asked = await open(bridge(), 'History');
    await fireEvent.change(screen.getByRole('combobox', { name: 'Host' }), {
      target: { value: 'gw' },
    });
    await press('Delete…');
    await screen.findByText(/of gw, 1 error, for good/);
    expect(asked.of('history.delete')).toEqual([]);
    await press('Delete for good');
    expect(asked.of('history.delete')).toEqual([{ host: 'gw' }]);
  });

  it('shows all of one session, until that is taken away', async () => {
    const items = [
      ...rows.map((each) => ({ ...each, session: 'log/1' })),
      row({ id: 'three', headline: 'web02 hung up', session: 'log/2' }),
    ];
    await open(
      new TestBridge({
        'incidents.list': () => ({ items, total: 3, next: null }),
        'incidents.get': ({ id }) => view({ id, session: 'log/1' }),
      }),
      'History',
    );
    await fireEvent.click(await screen.findByRole('button', { name: 'All 2 of this session' }));
    await screen.findByText('2 of 3');
    expect(screen.queryByRole('option', { name: /web02/ })).toBeNull();
    // Both errors are of this very moment, so either may be the session's first.
    await press(/^Session with .+, from .* Show all sessions again$/);
    await waitFor(() => {
      expect(screen.queryByText('2 of 3')).toBeNull();
    });
    expect(screen.getByRole('option', { name: /web02/ })).toBeDefined();
  });

  it('says how many there were on each day', async () => {
    await open(bridge(), 'History');
    expect(screen.getByRole('button', { name: 'Today: 1 error, 1 warning' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Yesterday: nothing' })).toBeDefined();
  });
});

describe('the hosts', () => {
  it('stand with what would help, and where to set it', async () => {
    const time = new Date().toISOString();
    const entry = { entry: 'connection-aborted', severity: 'error', count: 4 } as const;
    await open(
      new TestBridge({
        'history.hosts': () => [
          {
            host: 'db01.example.com',
            incidents: 4,
            firstSeen: time,
            lastSeen: time,
            entries: [{ ...entry, days: 2, firstSeen: time, lastSeen: time }],
            silentDrops: {
              drops: 4,
              lastWeek: 3,
              alike: 4,
              seconds: 302,
              keepaliveSeconds: 120,
              panel: 'Connection > Seconds between keepalives (0 to turn off)',
            },
          },
        ],
      }),
      'Hosts',
    );
    const article = await screen.findByRole('article');
    expect(article.textContent).toContain('4 lost connections, all after about 300 s of silence');
    expect(article.textContent).toContain('Set keepalives to 120 s');
    expect(article.textContent).toContain('Seconds between keepalives');
    expect(article.textContent).toContain('3 of them in the last 7 days');
    expect(article.textContent).toContain('4 times');
    expect(article.textContent).toContain('on 2 days');
  });
});

describe('messages that came back', () => {
  it('stand with how often, where and when, and lead to each of them', async () => {
    const time = new Date().toISOString();
    const seen = { severity: 'error', firstSeen: time, lastSeen: time } as const;
    const aborted = { ...seen, entry: 'connection-aborted', count: 4, days: 3, hosts: 2 };
    const refused = { ...seen, entry: 'key-refused', count: 2, days: 1, hosts: 1 };
    const host = {
      host: 'db01.example.com',
      incidents: 3,
      firstSeen: time,
      lastSeen: time,
      entries: [{ ...seen, entry: 'connection-aborted', count: 3, days: 2 }],
      silentDrops: null,
    };
    await open(
      new TestBridge({
        'history.hosts': () => [host],
        'history.problems': () => [aborted, refused],
      }),
      'Hosts',
    );
    await fireEvent.click(await screen.findByRole('radio', { name: 'By message' }));
    const article = await screen.findByRole('article', {
      name: 'Software caused connection abort',
    });
    for (const told of ['4 times', 'on 2 hosts', 'on 3 days', 'db01.example.com', '3 times'])
      expect(article.textContent).toContain(told);
    await fireEvent.click(await screen.findByRole('option', { name: /Server refused our key/ }));
    await screen.findByRole('article', { name: 'Server refused our key' });
    await press('Show these in the history');
    const message = await screen.findByRole('combobox', { name: 'Message' });
    expect((message as HTMLSelectElement).value).toBe('key-refused');
  });
});

describe('the log doctor', () => {
  const bridge = (): TestBridge =>
    new TestBridge({
      'doctor.view': () => ({ sessions: [SESSION], backups: [] }),
      'doctor.apply': () => {
        throw new Error('The disk is full.');
      },
    });

  it('counts the sessions in trouble, and changes nothing by being opened', async () => {
    const asked = await open(bridge(), /Log doctor.*1 session in trouble/);
    await press('Change this session…');
    await screen.findByRole('heading', { name: 'What will be changed' });
    expect(screen.getByRole('row', { name: 'LogType 0 3' })).toBeDefined();
    // How PuTTY connects is not changed unless it is asked for.
    expect(screen.queryByRole('row', { name: /PingIntervalSecs/ })).toBeNull();
    expect(asked.of('doctor.apply')).toEqual([]);
  });

  it('writes what was ticked, and says so where that failed', async () => {
    const asked = await open(bridge(), /Log doctor/);
    await press('Change this session…');
    await fireEvent.click(screen.getByRole('checkbox', { name: /No keepalives/ }));
    await press('Apply to this session');
    expect(asked.of('doctor.apply')).toEqual([
      { session: 'db01', findings: ['log-type', 'keepalives'] },
    ]);
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
  });
});
