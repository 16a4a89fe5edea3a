import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { HeldRow, MuteRow, QuietView, WindowNotice } from '../../main/contract/quiet';
import App from '../app.svelte';
import { TestBridge } from '../test-bridge';
import { row } from '../test-data';

afterEach(cleanup);

const mute = (change: Partial<MuteRow> = {}): MuteRow => ({
  id: 'mute-1',
  entry: 'key-refused',
  host: 'db01',
  session: null,
  since: '2024-05-04T09:00:00Z',
  until: null,
  title: 'Server refused our key',
  ...change,
});

const held = (change: Partial<HeldRow> = {}): HeldRow => ({
  id: 'again key',
  reason: 'again',
  row: row(),
  count: 3,
  since: '2024-05-04T09:00:00Z',
  last: '2024-05-04T09:15:00Z',
  mute: null,
  ...change,
});

async function openQuiet(view: QuietView): Promise<TestBridge> {
  const bridge = new TestBridge({ 'quiet.view': () => view });
  render(App);
  await screen.findByRole('heading', { level: 1 });
  bridge.tell('navigate', { view: 'quiet' });
  await screen.findByRole('heading', { level: 1, name: 'Held back' });
  return bridge;
}

describe('what was held back', () => {
  it('says so where nothing was', async () => {
    await openQuiet({ held: [], mutes: [] });
    expect(await screen.findByText('Nothing was held back.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Clear the list' })).toBeNull();
  });

  it('stands there with its count and its reason, and can be cleared', async () => {
    const bridge = await openQuiet({ held: [held()], mutes: [] });
    expect(await screen.findByText('3 times')).toBeDefined();
    expect(screen.getByText(/The same was told shortly before/)).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: 'Clear the list' }));
    expect(bridge.of('quiet.clear')).toHaveLength(1);
  });

  it('leads to its explanation', async () => {
    await openQuiet({ held: [held()], mutes: [] });
    await fireEvent.click(await screen.findByRole('button', { name: row().headline }));
    const heading = await screen.findByRole('heading', { level: 1 });
    expect(heading.textContent).toContain('refused your key');
  });

  it('lets speak again what was muted, and says of what and until when', async () => {
    const bridge = await openQuiet({
      held: [held({ reason: 'muted', mute: 'mute-1' })],
      mutes: [mute(), mute({ id: 'all', entry: null, host: null, title: null })],
    });
    expect(await screen.findByText('Server refused our key, on db01')).toBeDefined();
    expect(screen.getAllByText('for ever')).toHaveLength(2);
    await fireEvent.click(screen.getByRole('button', { name: 'Unmute: All notifications' }));
    await fireEvent.click(screen.getByRole('button', { name: `Unmute: ${row().headline}` }));
    expect(bridge.of('quiet.unmute')).toEqual([{ id: 'all' }, { id: 'mute-1' }]);
  });

  it('says why it cannot be read', async () => {
    const bridge = new TestBridge();
    bridge.answers['quiet.view'] = () => {
      throw new Error('The list is gone.');
    };
    render(App);
    await screen.findByRole('heading', { level: 1 });
    bridge.tell('navigate', { view: 'quiet' });
    expect(await screen.findByText('The list is gone.')).toBeDefined();
  });
});

const NOTICE: WindowNotice = {
  incident: row().id,
  title: 'db01 refused your key',
  body: 'The key of <b>anna</b> is missing.',
  severity: 'error',
};

async function banner(notice: Partial<WindowNotice> = {}): Promise<TestBridge> {
  const bridge = new TestBridge();
  render(App);
  await screen.findByRole('heading', { level: 1 });
  bridge.tell('notice.shown', { ...NOTICE, ...notice });
  await screen.findByRole('complementary', { name: 'Notification' });
  return bridge;
}

const shown = (): HTMLElement => screen.getByRole('complementary', { name: 'Notification' });
const button = (name: string): HTMLElement | null =>
  within(shown()).queryByRole('button', { name });
const press = (name: string): Promise<boolean> => fireEvent.click(button(name) ?? shown());
const isGone = (): boolean => screen.queryByRole('complementary') === null;

describe('a notification that the system does not show', () => {
  it('is told in the window, takes no focus, and keeps what a log says as text', async () => {
    await banner();
    expect(shown().textContent).toContain(NOTICE.body);
    expect(screen.getByRole('complementary').contains(document.activeElement)).toBe(false);
    await press('Close');
    expect(isGone()).toBe(true);
  });

  it('leads to the explanation', async () => {
    const bridge = await banner();
    bridge.tell('navigate', { view: 'settings' });
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await press('Show fix');
    expect(await screen.findByRole('article')).toBeDefined();
    expect(isGone()).toBe(true);
  });

  it('can be muted for an hour', async () => {
    const bridge = await banner();
    await press('Mute for an hour');
    expect(bridge.of('quiet.mute')).toEqual([
      { incident: NOTICE.incident, kind: 'here', minutes: 60 },
    ]);
    expect(isGone()).toBe(true);
  });

  it.each([{ severity: 'security' } as const, { incident: null }])(
    'offers no muting of security or of a sum: %o',
    async (notice) => {
      await banner(notice);
      expect(button('Mute for an hour')).toBeNull();
    },
  );
});
