import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { TestBridge } from '../test-bridge';
import ShortcutSetting from './shortcut-setting.svelte';

afterEach(cleanup);

function show(more: object = {}): { bridge: TestBridge; chosen: (string | null)[] } {
  const bridge = new TestBridge();
  const chosen: (string | null)[] = [];
  render(ShortcutSetting, {
    more: 'Keys that bring up the search.',
    what: 'Open',
    shortcut: 'CommandOrControl+Shift+F1',
    other: 'Alt+Shift+L',
    usual: 'CommandOrControl+Shift+F1',
    works: 'works',
    mac: false,
    onchange: (shortcut: string | null) => chosen.push(shortcut),
    ...more,
  });
  return { bridge, chosen };
}

const change = (): HTMLElement => screen.getByRole('button', { name: 'Change the keys for: Open' });
const press = (key: string, more: object = {}): Promise<boolean> =>
  fireEvent.keyDown(change(), { key, code: `Key${key.toUpperCase()}`, ...more });

describe('the keys of a shortcut', () => {
  it('are changed by pressing others, while the present ones do nothing', async () => {
    const { bridge, chosen } = show();
    await fireEvent.click(change());
    expect(bridge.of('shortcuts.record')).toEqual([{ on: true }]);
    await press('Shift', { shiftKey: true, altKey: true });
    await press('k', { shiftKey: true, altKey: true });
    expect(chosen).toEqual(['Alt+Shift+K']);
    expect(bridge.of('shortcuts.record')).toEqual([{ on: true }, { on: false }]);
  });

  it('that would take something from PuTTY, or are in use here, are refused in words', async () => {
    const { chosen } = show();
    await fireEvent.click(change());
    await press('k', { ctrlKey: true });
    expect(screen.getByRole('status').textContent).toContain('Hold at least two');
    await press('v', { ctrlKey: true, shiftKey: true });
    expect(screen.getByRole('status').textContent).toContain('The system or PuTTY uses');
    await press('l', { altKey: true, shiftKey: true });
    expect(screen.getByRole('status').textContent).toContain('The other shortcut');
    await press('Escape');
    expect(chosen).toEqual([]);
    expect(change().getAttribute('aria-pressed')).toBe('false');
  });

  it('that another program has are told, with another way in', () => {
    show({ works: 'refused' });
    expect(screen.getByRole('status').textContent).toMatch(/another program.*tray/s);
  });

  it('that type a sign on many keyboards are warned of', () => {
    show({ shortcut: 'CommandOrControl+Alt+E' });
    expect(screen.getByRole('status').textContent).toContain('AltGr');
  });

  it('can be turned off, and on again', async () => {
    const { chosen } = show();
    await fireEvent.click(screen.getByRole('button', { name: 'Turn off the keys for: Open' }));
    cleanup();
    const again = show({ shortcut: null, works: 'off' });
    await fireEvent.click(screen.getByRole('button', { name: 'Use the usual keys' }));
    expect([...chosen, ...again.chosen]).toEqual([null, 'CommandOrControl+Shift+F1']);
  });
});
