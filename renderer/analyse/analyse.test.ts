import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  AnalysedFile,
  AnalysisProgress,
  AnalysisView,
  ViewedLine,
} from '../../main/contract/analysis-view';
import { DEFAULT_SETTINGS } from '../../main/contract/settings';
import App from '../app.svelte';
import { TestBridge } from '../test-bridge';
import { sessionOf } from '../test-data';
import { file, incident, session, well } from './test-results';

beforeEach(() => {
  // jsdom opens no dialogs.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

afterEach(cleanup);

function progress(change: Partial<AnalysisProgress> = {}): AnalysisProgress {
  return {
    id: 'analysis-1',
    state: 'done',
    files: 2,
    filesDone: 2,
    bytes: 2000,
    bytesDone: 2000,
    bytesPerSecond: null,
    secondsLeft: 0,
    skipped: 0,
    reading: [],
    ...change,
  };
}

const FILES: readonly AnalysedFile[] = [
  file({ index: 0 }),
  file({ index: 1, incidents: [incident({ line: 77, time: '2026-11-22T06:00:00' })] }),
];

function view(
  files: readonly AnalysedFile[],
  change: Partial<AnalysisProgress> = {},
): AnalysisView {
  return { progress: progress(change), sources: ['/home/anna/logs'], files, next: null };
}

const line = (number: number): ViewedLine => ({
  number,
  text: number === 52 ? 'Event Log: Server refused our key' : `line ${number}`,
  cut: 0,
  hidden: 0,
});

function bridgeWith(found: AnalysisView | null): TestBridge {
  return new TestBridge({
    'analysis.get': ({ from }) => (from === 0 ? found : null),
    'analysis.details': ({ file: of, session: at }) => ({
      file: of,
      session: sessionOf(at),
      incidents: [
        {
          index: 0,
          causes: [
            { id: 'not-installed', score: 0.7, evidence: [{ line: 48, text: 'key offered' }] },
          ],
          fixes: ['install'],
          captures: {},
          detections: [],
        },
      ],
    }),
    'analysis.lines': ({ at, count }) => {
      const from = 'row' in at ? at.row : at.line;
      const lines = Array.from({ length: count }, (_each, by) => line(from + by));
      return {
        row: from,
        rows: 120,
        total: 120,
        lines: lines.filter(({ number }) => number <= 120),
      };
    },
    'analysis.find': ({ fromLine }) => (fromLine > 52 ? null : { line: 52 }),
    'analysis.report': ({ format }) => ({ text: `a ${format}`, bytes: 10, cut: false }),
  });
}

async function open(bridge: TestBridge): Promise<TestBridge> {
  render(App);
  await screen.findByRole('heading', { level: 1 });
  await fireEvent.click(screen.getByRole('button', { name: /^Analyse a log/ }));
  return bridge;
}

const key = (name: string, more: object = {}): Promise<boolean> =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more });

const press = (name: string | RegExp): Promise<boolean> =>
  fireEvent.click(screen.getByRole('button', { name }));

describe('without an analysis', () => {
  it('says what would be here, and takes files, a folder and what is pasted', async () => {
    let started = false;
    const bridge = bridgeWith(null);
    bridge.answers['analysis.choose'] = () => ['/home/anna/a.log'];
    bridge.answers['analysis.start'] = () => {
      started = true;
      return { id: 'analysis-1' };
    };
    bridge.answers['analysis.get'] = () => (started ? view(FILES) : null);
    await open(bridge);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Drop logs here');
    await press('Choose a folder');
    await screen.findByRole('article');
    expect(bridge.of('analysis.choose')).toEqual([{ what: 'folder' }]);
    expect(bridge.of('analysis.start')).toEqual([{ kind: 'paths', paths: ['/home/anna/a.log'] }]);
  });

  it('says why something could not be analysed', async () => {
    const bridge = bridgeWith(null);
    bridge.answers['analysis.choose'] = () => ['/home/anna/a.log'];
    bridge.answers['analysis.start'] = () => {
      throw new Error('The threads could not be started.');
    };
    await open(bridge);
    await press('Choose files');
    expect((await screen.findByRole('alert')).textContent).toContain('could not be started');
  });
});

describe('an analysis', () => {
  it('groups what went wrong, and explains each place of it', async () => {
    await open(bridgeWith(view(FILES)));
    expect(await screen.findAllByRole('option')).toHaveLength(1);
    expect(screen.getByRole('option').textContent).toContain('2 times');
    const article = await screen.findByRole('article');
    await waitFor(() => {
      expect(article.textContent).toContain('The key is not in the list of');
    });
    expect(article.textContent).toContain('log-0.log, line 52');
    await press('The next one');
    await waitFor(() => {
      expect(screen.getByRole('article').textContent).toContain('log-1.log, line 77');
    });
  });

  it('says of what did no harm that the login went through after it', async () => {
    const calm = file({ incidents: [incident({ recovered: true })] });
    await open(
      bridgeWith(view([calm, file({ index: 1, incidents: [incident({ host: 'db02' })] })])),
    );
    const [first, second] = await screen.findAllByRole('option');
    await screen.findByText('The login went through after this.');
    if (second) await fireEvent.click(second);
    await waitFor(() => {
      expect(screen.queryByText('The login went through after this.')).toBeNull();
    });
    if (first) await fireEvent.click(first);
    await screen.findByText('The login went through after this.');
  });

  it('shows the evidence in the log, and goes on to the next error', async () => {
    await open(bridgeWith(view(FILES)));
    await fireEvent.click(await screen.findByRole('button', { name: 'line 48: key offered' }));
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('log-0.log');
    await key('n');
    await screen.findByText('line 52: db01.example.com refused your key');
    await key('n');
    await screen.findByText('No error after this line.');
    await key('Escape');
    expect(await screen.findByRole('article')).toBeDefined();
  });

  it('finds a text from the line on, and then from the beginning', async () => {
    const bridge = await open(bridgeWith(view(FILES)));
    await fireEvent.click(await screen.findByRole('button', { name: 'line 48: key offered' }));
    const field = await screen.findByRole('textbox', { name: 'Find in this log' });
    await fireEvent.input(field, { target: { value: 'refused' } });
    await press('Find the next');
    await waitFor(() => {
      expect(bridge.of('analysis.find')).toMatchObject([{ fromLine: 49, backwards: false }]);
    });
    await press('Find the next');
    await screen.findByText('Found, going on from the other end of the log.');
    expect(bridge.of('analysis.find').slice(1)).toMatchObject([{ fromLine: 53 }, { fromLine: 1 }]);
  });

  it('shows results while it reads, and is cancelled with Escape', async () => {
    const reading = {
      state: 'reading',
      filesDone: 1,
      bytesDone: 1000,
      bytesPerSecond: 500,
      secondsLeft: 2,
      reading: [{ path: '/home/anna/logs/log-1.log', bytes: 1000, bytesDone: 420 }],
    } as const;
    const bridge = await open(bridgeWith(view([], reading)));
    expect(await screen.findByText('Nothing found so far')).toBeDefined();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
    expect(screen.getByText('42%')).toBeDefined();
    bridge.tell('analysis.batch', { id: 'analysis-1', progress: progress(reading), files: FILES });
    expect(await screen.findByRole('option')).toBeDefined();
    await key('Escape');
    expect(bridge.of('analysis.cancel')).toEqual([{ id: 'analysis-1' }]);
    bridge.tell('analysis.batch', {
      id: 'analysis-1',
      progress: progress({ ...reading, state: 'cancelled' }),
      files: [],
    });
    await waitFor(() => {
      expect(screen.queryByRole('progressbar')).toBeNull();
    });
    expect(screen.getByRole('option')).toBeDefined();
  });

  it('of another one tells nothing here', async () => {
    const bridge = await open(bridgeWith(view(FILES)));
    await screen.findByRole('option');
    bridge.tell('analysis.batch', {
      id: 'analysis-0',
      progress: progress({ id: 'analysis-0', state: 'reading' }),
      files: [file({ index: 9, incidents: [incident({ host: 'other' })] })],
    });
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });

  it('in which nothing is wrong says so', async () => {
    await open(bridgeWith(view([well({ index: 0 }), well({ index: 1 })])));
    const headings = await screen.findAllByRole('heading', { name: 'Nothing wrong in 2 sessions' });
    expect(headings.length).toBeGreaterThan(0);
  });

  it('names what could not be read, and offers to watch what grows', async () => {
    const problem = { path: '/home/anna/logs/log-1.log', code: 'gone', message: 'It vanished.' };
    const bridge = await open(
      bridgeWith(
        view([well({ index: 0, growing: true }), well({ index: 1, problem, sessions: [] })], {
          skipped: 3,
        }),
      ),
    );
    await fireEvent.click(await screen.findByRole('tab', { name: /^Logs/ }));
    expect(screen.getByText('1 log could not be read, or not all of it.')).toBeDefined();
    expect(screen.getByText(/3 files in the folders were passed over/)).toBeDefined();
    await press('Watch from now on');
    expect(bridge.of('analysis.watch')).toEqual([{ id: 'analysis-1', file: 0 }]);
    await screen.findByText('Watched from now on');
  });

  it('is shared with everything private taken out, unless it is let be', async () => {
    const bridge = await open(bridgeWith(view(FILES)));
    await screen.findByRole('option');
    await press('Share…');
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('a markdown');
    const [first] = bridge.of('analysis.report') as [{ redact: Record<string, boolean> }];
    expect(Object.values(first.redact)).not.toContain(false);
    await fireEvent.click(dialog.getByRole('checkbox', { name: 'User names' }));
    await waitFor(() => {
      expect(bridge.of('analysis.report')).toHaveLength(4);
    });
    expect(bridge.of('analysis.report')[2]).toMatchObject({ redact: { user: false } });
    expect(dialog.getByText(/stays readable/)).toBeDefined();
  });

  it('is shared with what the settings say, and leaves them as they are', async () => {
    const bridge = bridgeWith(view(FILES));
    bridge.answers['settings.get'] = () => ({ ...DEFAULT_SETTINGS, redact: { host: false } });
    await open(bridge);
    await screen.findByRole('option');
    await press('Share…');
    const dialog = within(await screen.findByRole('dialog'));
    const hosts = dialog.getByRole<HTMLInputElement>('checkbox', { name: 'Host names' });
    expect(hosts.checked).toBe(false);
    expect(bridge.of('analysis.report')[0]).toMatchObject({ redact: { host: false } });
    await fireEvent.click(hosts);
    await waitFor(() => {
      expect(bridge.of('analysis.report').at(-1)).toMatchObject({ redact: { host: true } });
    });
    expect(bridge.of('settings.set')).toEqual([]);
  });

  it('goes on where it was when it is opened from outside', async () => {
    const bridge = bridgeWith(null);
    render(App);
    await screen.findByRole('heading', { level: 1 });
    bridge.answers['analysis.get'] = () => view(FILES);
    bridge.tell('analysis.opened', { id: 'analysis-1' });
    expect(await screen.findByRole('tablist')).toBeDefined();
  });

  it('keeps what a log says as text', async () => {
    const hostile = '<img src=x onerror=alert(1)> {{count}} $t(common.name)';
    await open(
      bridgeWith(
        view([
          file({ name: hostile, incidents: [incident({ headline: hostile, host: hostile })] }),
        ]),
      ),
    );
    expect((await screen.findByRole('option')).textContent).toContain(hostile);
    expect(document.querySelector('img')).toBeNull();
  });

  it('compares two sessions', async () => {
    const bridge = bridgeWith(view([file({ index: 0 }), well({ index: 1 })]));
    bridge.answers['analysis.details'] = ({ file: of, session: at }) => {
      const { facts, ...rest } = sessionOf(at);
      const loggedIn = of === 1;
      return { file: of, session: { ...rest, facts: { ...facts, loggedIn } }, incidents: [] };
    };
    await open(bridge);
    await fireEvent.click(await screen.findByRole('tab', { name: /^Sessions/ }));
    expect(
      screen.getByRole<HTMLButtonElement>('button', { name: 'Compare the two ticked' }).disabled,
    ).toBe(true);
    // Nothing is laid out here, so the two rows are drawn by the spare ones around what is seen.
    for (const box of screen.getAllByRole('checkbox')) await fireEvent.click(box);
    await press('Compare the two ticked');
    expect(await screen.findByRole('heading', { name: '1 thing differs' })).toBeDefined();
    const row = screen.getByRole('row', { name: /Logged in/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent.trim()),
    ).toEqual(['no', 'yes']);
  });

  it('draws each session in the timeline, with words for those who hear it', async () => {
    await open(bridgeWith(view([file({ sessions: [session({ incidents: 1 })] })])));
    await fireEvent.click(await screen.findByRole('tab', { name: /^Timeline/ }));
    const label = screen.getByRole('option').textContent;
    expect(label).toContain('db01.example.com, anna, 22 Nov 2026');
    expect(label).toContain('key exchange 1 sec');
    expect(label).toContain('Error: db01.example.com refused your key');
  });
});
