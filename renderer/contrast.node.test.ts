import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The colours for those who ask for more contrast stand in a block of their own. */
const [usual = '', more = ''] = css.split('@media (prefers-contrast: more)');

/** Colours of one theme, by the names of their tokens. */
function colours(block: string, theme: 0 | 1): Map<string, string> {
  const pairs = block.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map([...pairs].map((pair) => [pair[1] ?? '', pair[2 + theme] ?? '']));
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What is asked of text and of edges: WCAG 2 AA, and AAA where the user asks for more contrast. */
const ENOUGH = { text: 4.5, edge: 3 };
const MORE = { text: 7, edge: 4.5 };

const TEXTS = ['text', 'soft', 'accent'];
const SURFACES = ['background', 'panel', 'raised', 'chosen', 'hover', 'code'];
const PAIRS: [front: string, back: string, kind: keyof typeof ENOUGH][] = [
  ...TEXTS.flatMap((text) =>
    SURFACES.map((surface): [string, string, 'text'] => [text, surface, 'text']),
  ),
  ...['error', 'warning', 'security', 'fine'].flatMap((text) =>
    ['background', 'panel', 'raised', 'chosen', 'hover'].map(
      (surface): [string, string, 'text'] => [text, surface, 'text'],
    ),
  ),
  ['text', 'mark', 'text'],
  ['on-accent', 'accent', 'text'],
  // The edge of a field or a button must be seen, but is no text.
  ['edge', 'background', 'edge'],
  ['edge', 'raised', 'edge'],
];

describe.each([
  ['light', usual, 0, ENOUGH],
  ['dark', usual, 1, ENOUGH],
  ['light, more contrast', more, 0, MORE],
  ['dark, more contrast', more, 1, MORE],
] as const)('colours of the theme %s', (_name, block, theme, least) => {
  const of = colours(block, theme);

  it.each(PAIRS)('%s on %s can be read', (front, back, kind) => {
    const [one, other] = [of.get(front), of.get(back)];
    expect(one).toBeDefined();
    expect(other).toBeDefined();
    expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(least[kind]);
  });
});

describe('the colours for more contrast', () => {
  it('are given for every token, and lines become visible', () => {
    expect([...colours(more, 0).keys()].sort()).toEqual([...colours(usual, 0).keys()].sort());
    for (const theme of [0, 1] as const) {
      const of = colours(more, theme);
      expect(contrast(of.get('line') ?? '', of.get('background') ?? '')).toBeGreaterThan(4.5);
    }
  });

  it('leave the system’s own colours the last word', () => {
    const forced = css.slice(css.indexOf('@media (forced-colors: active)'));
    for (const token of colours(usual, 0).keys()) expect(forced).toContain(`--${token}:`);
  });
});
