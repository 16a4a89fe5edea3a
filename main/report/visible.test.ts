import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visible, visibleLine } from './visible';

it('drops what a terminal would have acted on', () => {
  expect(visible('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007rest')).toBe('red rest');
});

it('names characters that nobody can see', () => {
  expect(visible('user\u202etxt.exe')).toBe('user‹U+202E›txt.exe');
  expect(visible('a\u0000b\u200bc\ufeff')).toBe('a‹U+0000›b‹U+200B›c‹U+FEFF›');
  expect(visible('half \ud800 of one')).toBe('half ‹U+D800› of one');
});

it('keeps letters of all scripts, joined pictures, tabs and line breaks', () => {
  const text = 'é שלום 日本 👩\u200d💻\tend\nnext';
  expect(visible(text)).toBe(text);
  expect(visibleLine(text)).toBe('é שלום 日本 👩\u200d💻 end next');
});

it('leaves nothing that acts, and stays as it is when used again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(text);
      expect(shown).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
      );
      expect(visible(shown)).toBe(shown);
    }),
  );
});
