/** Keyboard shortcuts that work from anywhere: given to the system, and told how that went. */
import type { ShortcutState, ShortcutsView } from '../contract/search-window';
import type { Settings } from '../contract/settings';

/** The part of Electron's `globalShortcut` that is used. */
export interface ShortcutRegistry {
  register(shortcut: string, pressed: () => void): boolean;
  unregister(shortcut: string): void;
}

export interface ShortcutHooks {
  readonly search: () => void;
  readonly clipboard: () => void;
  readonly changed: (view: ShortcutsView) => void;
}

type Wanted = Pick<Settings, 'searchShortcut' | 'clipboardShortcut'>;

export class Shortcuts {
  #wanted: Wanted = { searchShortcut: null, clipboardShortcut: null };
  #held: string[] = [];
  #suspended = false;
  #view: ShortcutsView;

  constructor(
    private readonly registry: ShortcutRegistry,
    wayland: boolean,
    private readonly hooks: ShortcutHooks,
  ) {
    this.#view = { search: 'off', clipboard: 'off', wayland };
  }

  view(): ShortcutsView {
    return this.#view;
  }

  /** Takes the shortcuts of the settings instead of the present ones. */
  apply({ searchShortcut, clipboardShortcut }: Wanted): void {
    this.#wanted = { searchShortcut, clipboardShortcut };
    if (!this.#suspended) this.#take();
  }

  /** Lets go of all, so that they can be pressed without doing anything, or takes them again. */
  suspend(on: boolean): void {
    if (on === this.#suspended) return;
    this.#suspended = on;
    if (on) this.release();
    else this.#take();
  }

  release(): void {
    for (const shortcut of this.#held) this.registry.unregister(shortcut);
    this.#held = [];
  }

  #take(): void {
    this.release();
    const { searchShortcut, clipboardShortcut } = this.#wanted;
    this.#view = {
      ...this.#view,
      search: this.#register(searchShortcut, this.hooks.search),
      clipboard: this.#register(clipboardShortcut, this.hooks.clipboard),
    };
    this.hooks.changed(this.#view);
  }

  #register(shortcut: string | null, pressed: () => void): ShortcutState {
    if (shortcut === null) return 'off';
    // The second of two with the same keys would silently replace the first.
    if (this.#held.includes(shortcut)) return 'refused';
    try {
      if (!this.registry.register(shortcut, pressed)) return 'refused';
    } catch {
      return 'refused';
    }
    this.#held.push(shortcut);
    return 'works';
  }
}

/** Whether the desktop is one in which programs do not see each other's keys. */
export function isWayland(env: NodeJS.ProcessEnv, platform: string): boolean {
  if (platform !== 'linux') return false;
  return env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}
