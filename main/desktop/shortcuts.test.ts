import { describe, expect, it } from 'vitest';
import type { ShortcutsView } from '../contract/search-window';
import { isWayland, Shortcuts } from './shortcuts';

class Registry {
  readonly held = new Map<string, () => void>();
  constructor(private readonly taken: readonly string[] = []) {}
  register(shortcut: string, pressed: () => void): boolean {
    if (shortcut === 'broken') throw new TypeError('no such key');
    if (this.taken.includes(shortcut)) return false;
    this.held.set(shortcut, pressed);
    return true;
  }
  unregister(shortcut: string): void {
    this.held.delete(shortcut);
  }
}

function make(registry = new Registry()): {
  registry: Registry;
  shortcuts: Shortcuts;
  pressed: string[];
  told: ShortcutsView[];
} {
  const pressed: string[] = [];
  const told: ShortcutsView[] = [];
  const shortcuts = new Shortcuts(registry, false, {
    search: () => pressed.push('search'),
    clipboard: () => pressed.push('clipboard'),
    changed: (view) => told.push(view),
  });
  return { registry, shortcuts, pressed, told };
}

describe('shortcuts', () => {
  it('do what they are for, until others are chosen', () => {
    const { registry, shortcuts, pressed } = make();
    shortcuts.apply({ searchShortcut: 'Alt+Shift+K', clipboardShortcut: 'Alt+Shift+L' });
    registry.held.get('Alt+Shift+K')?.();
    registry.held.get('Alt+Shift+L')?.();
    expect(pressed).toEqual(['search', 'clipboard']);
    shortcuts.apply({ searchShortcut: 'Super+F9', clipboardShortcut: null });
    expect([...registry.held.keys()]).toEqual(['Super+F9']);
    expect(shortcuts.view()).toEqual({ search: 'works', clipboard: 'off', wayland: false });
  });

  it('that another program has, that are no keys, or that are the same, are told as refused', () => {
    const { shortcuts, told } = make(new Registry(['Super+F9']));
    shortcuts.apply({ searchShortcut: 'Super+F9', clipboardShortcut: 'broken' });
    expect(told.at(-1)).toMatchObject({ search: 'refused', clipboard: 'refused' });
    shortcuts.apply({ searchShortcut: 'Super+F8', clipboardShortcut: 'Super+F8' });
    expect(told.at(-1)).toMatchObject({ search: 'works', clipboard: 'refused' });
  });

  it('do nothing while a new one is being pressed', () => {
    const { registry, shortcuts } = make();
    shortcuts.apply({ searchShortcut: 'Super+F9', clipboardShortcut: null });
    shortcuts.suspend(true);
    expect(registry.held.size).toBe(0);
    shortcuts.apply({ searchShortcut: 'Super+F8', clipboardShortcut: null });
    expect(registry.held.size).toBe(0);
    shortcuts.suspend(false);
    expect([...registry.held.keys()]).toEqual(['Super+F8']);
  });

  it('are known not to arrive on Wayland', () => {
    expect(isWayland({ XDG_SESSION_TYPE: 'wayland' }, 'linux')).toBe(true);
    expect(isWayland({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(isWayland({ XDG_SESSION_TYPE: 'x11' }, 'linux')).toBe(false);
    expect(isWayland({ XDG_SESSION_TYPE: 'wayland' }, 'win32')).toBe(false);
  });
});
