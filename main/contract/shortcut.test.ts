import { describe, expect, it } from 'vitest';
import { shortcutFault, shortcutOf, shortcutWords, USUAL_SHORTCUT } from './shortcut';

const NONE = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

describe('a shortcut', () => {
  it('is allowed if nothing that is typed into PuTTY is lost to it', () => {
    for (const shortcut of [
      USUAL_SHORTCUT,
      'CommandOrControl+Alt+K',
      'Alt+Shift+Space',
      'Super+F9',
    ]) {
      expect(shortcutFault(shortcut), shortcut).toBeNull();
    }
  });

  it.each([
    ['K', 'few'],
    ['Shift+K', 'few'],
    ['Shift+F5', 'few'],
    ['CommandOrControl+C', 'few'],
    ['Alt+Space', 'few'],
    ['Alt+F4', 'taken'],
    ['CommandOrControl+Shift+V', 'taken'],
    ['CommandOrControl+Alt+F1', 'taken'],
    ['CommandOrControl+Alt+', 'key'],
    ['CommandOrControl+Alt+Escape', 'key'],
    ['Alt+Alt+K', 'key'],
    ['', 'key'],
  ])('%s is refused: %s', (shortcut, fault) => {
    expect(shortcutFault(shortcut)).toBe(fault);
  });

  it('is read from the keys, whatever sign Shift makes of them', () => {
    const pressed = { ...NONE, ctrlKey: true, shiftKey: true };
    expect(shortcutOf({ ...pressed, key: 'F1', code: 'F1' }, false)).toBe(USUAL_SHORTCUT);
    expect(shortcutOf({ ...pressed, key: '!', code: 'Digit1' }, false)).toBe(
      'CommandOrControl+Shift+1',
    );
    expect(shortcutOf({ ...pressed, key: 'ArrowUp', code: 'ArrowUp' }, false)).toBe(
      'CommandOrControl+Shift+Up',
    );
    expect(shortcutOf({ ...NONE, metaKey: true, key: 'k', code: 'KeyK' }, true)).toBe(
      'CommandOrControl+K',
    );
    expect(shortcutOf({ ...pressed, key: 'Shift', code: 'ShiftLeft' }, false)).toBeNull();
  });

  it('is told in the words of the keyboard', () => {
    expect(shortcutWords('CommandOrControl+Shift+F1', false)).toBe('Ctrl+Shift+F1');
    expect(shortcutWords('CommandOrControl+Alt+K', true)).toBe('⌘+Option+K');
  });
});
