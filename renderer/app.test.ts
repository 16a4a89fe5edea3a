import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../main/contract/settings';
import App from './app.svelte';
import { TestBridge } from './test-bridge';
import { row, view } from './test-data';

afterEach(cleanup);

/** The window, once the list and the explanation are there. */
async function open(bridge = new TestBridge()): Promise<TestBridge> {
  render(App);
  await screen.findByRole('heading', { level: 1 });
  return bridge;
}

const key = (name: string, more: object = {}): Promise<boolean> =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more });

describe('Now', () => {
  it('says what is wrong, in the order of every answer', async () => {
    await open();
    const article = screen.getByRole('article');
    expect(within(article).getByRole('heading', { level: 1 }).textContent).toBe(
      'db01.example.com refused your key',
    );
    const order = [...article.querySelectorAll('h1, h2, h3, summary')].map((node) =>
      node.textContent.trim(),
    );
    expect(order.slice(0, 5)).toEqual([
      'db01.example.com refused your key',
      'Most likely here',
      'Do this',
      'Put the key on the server',
      'Close the permissions',
    ]);
    expect(order.filter((text) => text.startsWith('Then') === false).slice(5)).toEqual([
      '1 other cause',
      'Close the permissions',
      'Why this happens',
      'Message for the administrator',
      'How to tell which cause it is',
      'What not to do',
      'The log around it',
      'When it means nothing',
      'PuTTY manual, section 10.10',
      'Mute notifications of this',
    ]);
    expect(article.textContent).toContain('anna@db01.example.com');
    expect(article.textContent).toContain('prod-db.log');
    expect(article.textContent).toContain('The key is not in the list of anna.');
  });

  it('keeps what a log says as text', async () => {
    const message = '<img src=x onerror=alert(1)> {host|x} **bold**';
    const bridge = new TestBridge({
      'incidents.list': () => ({ items: [row({ message })], total: 1, next: null }),
      'incidents.get': () =>
        view({ message, facts: { ...view().facts, user: '**<b>anna</b>** `x`' } }),
    });
    await open(bridge);
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getByRole('article').textContent).toContain(message);
    expect(screen.getByText('**<b>anna</b>** `x`').tagName).toBe('STRONG');
  });

  it('speaks one sentence when something comes in, and keeps what is being read', async () => {
    const bridge = await open();
    bridge.tell(
      'incident.added',
      row({ id: 'two', headline: 'web02 hung up', severity: 'warning' }),
    );
    await waitFor(() => {
      expect(screen.getByRole('status').textContent).toContain('Warning: web02 hung up.');
    });
    expect(screen.getAllByRole('option')).toHaveLength(2);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('db01');
  });

  it('is walked through with the arrow keys, opened with Enter and left with Escape', async () => {
    const rows = ['one', 'two', 'three'].map((id) => row({ id, headline: `incident ${id}` }));
    const bridge = new TestBridge({
      'incidents.list': () => ({ items: rows, total: 3, next: null }),
      'incidents.get': ({ id }) => view({ id, headline: `incident ${id}` }),
    });
    await open(bridge);
    const list = screen.getByRole('listbox');
    list.focus();
    await key('ArrowDown');
    await key('ArrowDown');
    await key('ArrowUp');
    const chosen = await screen.findByRole('option', { selected: true });
    expect(chosen.textContent).toContain('incident two');
    expect(list.getAttribute('aria-activedescendant')).toBe(chosen.id);
    await screen.findByRole('heading', { level: 1, name: 'incident two' });
    await key('Enter');
    await waitFor(() => {
      expect(document.activeElement?.tagName).toBe('H1');
    });
    await key('Escape');
    await waitFor(() => {
      expect(document.activeElement).toBe(list);
    });
  });

  it('counts an incident as seen once it was chosen and in front', async () => {
    const bridge = await open();
    expect(bridge.of('incidents.seen')).toEqual([]);
    await fireEvent.click(screen.getByRole('option'));
    await waitFor(() => {
      expect(bridge.of('incidents.seen')).toEqual([{ id: 'one' }]);
    });
    bridge.tell('incident.updated', row({ state: 'seen' }));
    await waitFor(() => {
      expect(screen.getByRole('button', { name: 'Now' })).toBeTruthy();
    });
  });

  it('filters by host and says when nothing is left', async () => {
    await open();
    await key('/');
    const field = screen.getByRole('searchbox');
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'anna refused' } });
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await fireEvent.input(field, { target: { value: 'web99' } });
    expect(screen.queryByRole('option')).toBeNull();
    expect(screen.getByText('Nothing here has “web99” in it.')).toBeTruthy();
    await key('Escape');
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });

  it('goes where a notification leads', async () => {
    const bridge = await open();
    bridge.tell('navigate', { view: 'messages', entry: 'access-denied' });
    await screen.findByRole('heading', { level: 1, name: 'Access denied' });
  });

  it('says that nothing is wrong', async () => {
    await open(new TestBridge({ 'incidents.list': () => ({ items: [], total: 0, next: null }) }));
    expect(screen.getByRole('heading', { name: 'Nothing is wrong' })).toBeTruthy();
    expect(screen.getByText(/12 logs watched, last read/)).toBeTruthy();
  });

  it('says how to begin where no log is watched', async () => {
    const status = { ...new TestBridge().answers['watch.status'](null), logs: 0, folders: [] };
    const bridge = new TestBridge({
      'incidents.list': () => ({ items: [], total: 0, next: null }),
      'watch.status': () => status,
      'folder.choose': () => '/home/anna/putty',
    });
    await open(bridge);
    await fireEvent.click(await screen.findByRole('button', { name: 'Add a folder' }));
    await waitFor(() => {
      expect(bridge.of('settings.set')).toEqual([{ folders: ['/home/anna/putty'] }]);
    });
  });

  it('says what failed, and tries again', async () => {
    let broken = true;
    const bridge = new TestBridge({
      'incidents.list': () => {
        if (broken) throw new Error('The history is locked.');
        return { items: [row()], total: 1, next: null };
      },
    });
    await open(bridge);
    expect(screen.getByRole('alert').textContent).toContain('The history is locked.');
    broken = false;
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('option');
  });

  it('draws only a few of ten thousand rows', async () => {
    const items = Array.from({ length: 10_000 }, (_each, index) => row({ id: `i${index}` }));
    const bridge = new TestBridge({
      'incidents.list': ({ limit, before }) => {
        const start = before === undefined ? 0 : Number(before.slice(1)) + 1;
        const page = items.slice(start, start + limit);
        const more = start + limit < items.length;
        return { items: page, total: items.length, next: more ? (page.at(-1)?.id ?? null) : null };
      },
    });
    await open(bridge);
    await waitFor(() => {
      expect(screen.getAllByRole('option')[0]?.getAttribute('aria-setsize')).toBe('10000');
    });
    expect(screen.getAllByRole('option').length).toBeLessThan(50);
    expect(bridge.of('incidents.list')).toHaveLength(10);
  });
});

describe('an explanation', () => {
  it('copies a command by its button and by Ctrl+C on it', async () => {
    const bridge = await open();
    const command = screen.getAllByRole('group', { name: /Command, on the server/ })[0];
    command?.focus();
    await key('c', { ctrlKey: true });
    await waitFor(() => {
      expect(bridge.of('clipboard.write')).toEqual([{ text: 'chmod go-w ~' }]);
    });
    await fireEvent.click(screen.getAllByRole('button', { name: /^Copy$|Copied/ })[0]!);
    expect(bridge.of('clipboard.write')).toHaveLength(2);
  });

  it('has a message for the administrator, ready to send', async () => {
    const bridge = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Copy the message', hidden: true }));
    expect(bridge.of('clipboard.write')).toEqual([
      { text: 'Hello, db01.example.com refuses my key.\n\nThank you.' },
    ]);
  });

  it('shows the line of the log that a piece of evidence names', async () => {
    const bridge = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'line 23: key offered' }));
    const lines = await screen.findByRole('group', { name: 'The log around it' });
    expect(bridge.of('log.excerpt')).toEqual([{ incident: 'one' }]);
    expect(lines.querySelector('mark')?.textContent).toBe('Event Log: Server refused our key');
    expect(lines.querySelector('.asked')?.textContent).toContain('Offered public key');
  });

  it('says so when it cannot tell the cause', async () => {
    const causes = view().causes.map((cause) => ({ ...cause, evidence: [] }));
    await open(new TestBridge({ 'incidents.get': () => view({ causes }) }));
    expect(screen.getByRole('heading', { name: /this log does not tell/ })).toBeTruthy();
  });
});

describe('All messages', () => {
  async function messages(bridge = new TestBridge()): Promise<TestBridge> {
    await open(bridge);
    await fireEvent.click(screen.getByRole('button', { name: 'All messages' }));
    await screen.findByRole('option', { name: /Access denied/ });
    return bridge;
  }

  it('are grouped, and explained without a session', async () => {
    await messages();
    expect(screen.getAllByRole('option')).toHaveLength(3);
    await fireEvent.click(screen.getByRole('option', { name: /Server refused our key/ }));
    await screen.findByRole('heading', { level: 1, name: 'Server refused our key' });
    expect(screen.getByRole('heading', { name: 'Most often' })).toBeTruthy();
    expect(screen.getByRole('article').textContent).toContain('The key list of the server');
    expect(screen.queryByText('The log around it')).toBeNull();
  });

  it('are found by what people type', async () => {
    await messages();
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'session drops' } });
    await screen.findByText('Found');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await screen.findByRole('heading', { level: 1, name: 'Software caused connection abort' });
  });

  it('are recognised when pasted whole', async () => {
    const bridge = new TestBridge({
      search: () => ({
        hits: [{ entry: 'access-denied', confident: true, marks: [[0, 6]], also: null }],
        recognised: [{ entry: 'access-denied', captures: { host: 'gw.example.com' } }],
      }),
    });
    await messages(bridge);
    await fireEvent.input(screen.getByRole('searchbox'), {
      target: { value: 'FATAL ERROR: Access denied' },
    });
    await screen.findByText('Recognised');
    expect(screen.getByRole('option').textContent).toContain('Access denied');
    expect(screen.getByRole('option').querySelector('mark')?.textContent).toBe('Access');
    await screen.findByText('The key list of gw.example.com is ignored.');
  });
});

describe('Settings', () => {
  it('change at once', async () => {
    const bridge = await open();
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await fireEvent.click(await screen.findByRole('radio', { name: 'Dark' }));
    await fireEvent.click(screen.getByRole('checkbox', { name: /notification/ }));
    expect(bridge.of('settings.set')).toEqual([{ theme: 'dark' }, { notifications: false }]);
  });

  it('let go of a folder', async () => {
    const bridge = new TestBridge({
      'settings.get': () => ({
        ...DEFAULT_SETTINGS,
        folders: ['/home/anna/logs'],
      }),
    });
    await open(bridge);
    await fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await fireEvent.click(
      await screen.findByRole('button', { name: 'Stop watching /home/anna/logs' }),
    );
    expect(bridge.of('settings.set')).toEqual([{ folders: [] }]);
  });
});
