import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { EntryHeading } from '../../main/contract/ipc';
import { TestBridge } from '../test-bridge';
import { BODY, ENTRIES, row } from '../test-data';
import type { Finder, Found } from './found';
import Search from './search.svelte';

afterEach(cleanup);

/** Finds entries by a part of their title; knows one message, and calls everything else a guess. */
const FINDER: Finder = {
  entries: ENTRIES,
  find(query): Found {
    const hits = ENTRIES.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()));
    const known = /server sent: (\S+)\)/.exec(query);
    const guess = hits.length === 0;
    const shown: readonly EntryHeading[] =
      known !== null ? ENTRIES.slice(0, 1) : guess ? ENTRIES.slice(1, 2) : hits;
    return {
      hits: shown.map(({ id, title }) => ({
        entry: id,
        confident: known !== null || !guess,
        marks: guess ? [] : [[0, Math.min(6, title.length)]],
        also: null,
      })),
      recognised:
        known === null
          ? []
          : [{ entry: 'key-refused', captures: { host: known[1] ?? '' }, message: known[0] }],
    };
  },
};

async function open(bridge = new TestBridge()): Promise<TestBridge> {
  render(Search, { load: () => Promise.resolve(FINDER) });
  bridge.tell('search.shown', { text: null });
  await screen.findByText('What does it mean?');
  return bridge;
}

const field = (): HTMLInputElement => screen.getByRole('combobox');
const type = (value: string): Promise<boolean> => fireEvent.input(field(), { target: { value } });
const key = (name: string, more: object = {}): Promise<boolean> =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more });
const chosen = (): string => screen.getByRole('option', { selected: true }).textContent;

describe('the search window', () => {
  it('begins with what happened lately and what is most common', async () => {
    await open();
    const recent = await screen.findByRole('group', { name: 'Recent' });
    expect(recent.textContent).toContain('db01.example.com refused your key');
    const common = screen.getByRole('group', { name: 'Most common here' });
    expect(common.textContent).toContain('Server refused our key');
    expect(common.textContent).toContain('3 times in your history');
    expect(document.activeElement).toBe(field());
    expect(screen.queryByRole('option', { selected: true })).toBeNull();
  });

  it('shows results as one types, with the words that were found, and explains the first', async () => {
    await open();
    await type('server refused');
    expect(chosen()).toContain('Server refused our key');
    const option = screen.getByRole('option', { selected: true });
    expect(option.querySelector('mark')?.textContent).toBe('Server');
    expect(field().getAttribute('aria-activedescendant')).toBe(option.id);
    const article = await screen.findByRole('article');
    expect(await within(article).findByText('Do this')).toBeTruthy();
  });

  it('fills in what a pasted text says, its line breaks and all', async () => {
    await open();
    const text = 'PuTTY Fatal Error\r\nNo methods (server sent: publickey)\r\nOK';
    field().select();
    await fireEvent.paste(field(), { clipboardData: { getData: () => text } });
    expect(field().value).toBe('PuTTY Fatal Error No methods (server sent: publickey) OK');
    expect(screen.getByRole('group', { name: 'Recognised' })).toBeTruthy();
    const article = await screen.findByRole('article');
    await waitFor(() => {
      expect(article.textContent).toContain('publickey');
    });
  });

  it('is walked through with the arrows and goes on in the main window', async () => {
    const bridge = await open();
    await type('e');
    await key('ArrowDown');
    expect(chosen()).toContain('Access denied');
    await key('ArrowDown');
    await key('ArrowDown');
    await key('ArrowUp');
    expect(chosen()).toContain('Access denied');
    await key('Enter');
    expect(bridge.of('search.open')).toEqual([{ view: 'messages', entry: 'access-denied' }]);
    expect(field().value).toBe('');
  });

  it('copies the first fix, its command if it has one, and the message', async () => {
    const bridge = await open();
    await type('server refused');
    await key('c', { ctrlKey: true });
    await waitFor(() => {
      expect(bridge.of('clipboard.write')).toEqual([{ text: 'chmod go-w ~' }]);
    });
    await screen.findByText('Copied: chmod go-w ~');
    await key('C', { ctrlKey: true, shiftKey: true });
    await waitFor(() => {
      expect(bridge.of('clipboard.write')).toHaveLength(2);
    });
    expect(bridge.of('clipboard.write')[1]).toEqual({ text: 'Server refused our key' });
  });

  it('copies the steps where there is no command', async () => {
    const install = BODY.fixes.slice(1);
    const body = { ...BODY, causes: BODY.causes.slice(1), fixes: install };
    const bridge = await open(new TestBridge({ 'entries.body': () => body }));
    await type('server refused');
    await key('c', { ctrlKey: true });
    await waitFor(() => {
      expect(bridge.of('clipboard.write')).toHaveLength(1);
    });
    expect(bridge.of('clipboard.write')[0]).toEqual({
      text: [
        'Put the key on the server',
        '1. Copy the public text.',
        '2. Add it to authorized_keys.',
        'In PuTTY’s configuration: Connection > SSH > Auth > Private key file',
        'Check: No password is asked.',
      ].join('\n'),
    });
  });

  it('leaves Ctrl+C alone where something is marked', async () => {
    const bridge = await open();
    await type('server refused');
    field().select();
    await key('c', { ctrlKey: true });
    expect(bridge.of('clipboard.write')).toEqual([]);
  });

  it('opens the manual at the section only when asked to', async () => {
    const bridge = await open();
    await type('server refused');
    expect(bridge.of('manual.open')).toEqual([]);
    await key('F1');
    expect(bridge.of('manual.open')).toEqual([{ section: '10.10' }]);
  });

  it('leads to the explanation with Tab, along its links, and back', async () => {
    await open();
    await type('server refused');
    const heading = await screen.findByRole('heading', { name: 'Server refused our key' });
    field().focus();
    await key('Tab');
    await waitFor(() => {
      expect(document.activeElement).toBe(heading);
    });
    await fireEvent.click(screen.getByRole('button', { name: 'Access denied' }));
    await screen.findByRole('heading', { name: 'Access denied' });
    await key('ArrowLeft', { altKey: true });
    await screen.findByRole('heading', { name: 'Server refused our key' });
  });

  it('finds hosts and incidents of the history', async () => {
    const latest = row({ id: 'seven' });
    const bridge = await open(
      new TestBridge({
        'search.history': () => ({
          hosts: [{ host: 'db01.example.com', count: 12, latest }],
          incidents: [latest],
        }),
      }),
    );
    await type('db01');
    const hosts = await screen.findByRole('group', { name: 'Hosts' });
    expect(hosts.textContent).toContain('12 errors');
    expect(hosts.querySelector('mark')?.textContent).toBe('db01');
    await key('Enter');
    expect(bridge.of('search.open')).toEqual([{ view: 'hosts', host: 'db01.example.com' }]);
  });

  it('says that it does not know, explains no guess, and offers a report', async () => {
    const bridge = await open();
    await type('error 12 in another program');
    expect(await screen.findByRole('heading', { name: 'No entry for this' })).toBeTruthy();
    expect(screen.queryByRole('option', { selected: true })).toBeNull();
    expect(screen.queryByRole('article')).toBeNull();
    await key('Enter');
    expect(bridge.of('search.open')).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Copy a report' }));
    const [copied] = bridge.of('clipboard.write') as { text: string }[];
    expect(copied?.text).toContain('error 12 in another program');
    expect(copied?.text).toContain('access-denied');
  });

  it('forgets what was typed when it is left', async () => {
    const bridge = await open();
    await type('secret.example.com');
    await key('Escape');
    expect(bridge.of('search.hide')).toEqual([null]);
    expect(field().value).toBe('');
    await type('secret.example.com');
    bridge.tell('search.hidden', null);
    await waitFor(() => {
      expect(field().value).toBe('');
    });
    expect(document.body.textContent).not.toContain('secret.example.com');
  });

  it('explains a text that it is opened with', async () => {
    const bridge = await open();
    bridge.tell('search.shown', { text: 'server refused' });
    expect(await screen.findByRole('article')).toBeTruthy();
    expect(chosen()).toContain('Server refused our key');
  });
});
