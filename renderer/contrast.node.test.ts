import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');

/** Colours of one theme, by the names of their tokens. */
function colours(theme: 0 | 1): Map<string, string> {
  const pairs = css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
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

const TEXTS = ['text', 'soft', 'accent'];
const SURFACES = ['background', 'panel', 'raised', 'chosen', 'hover', 'code'];
const PAIRS: [string, string, number][] = [
  ...TEXTS.flatMap((text) =>
    SURFACES.map((surface): [string, string, number] => [text, surface, 4.5]),
  ),
  ...['error', 'warning', 'security', 'fine'].flatMap((text) =>
    ['background', 'panel', 'raised', 'chosen', 'hover'].map(
      (surface): [string, string, number] => [text, surface, 4.5],
    ),
  ),
  ['text', 'mark', 4.5],
  ['on-accent', 'accent', 4.5],
  // The edge of a field or a button must be seen, but is no text.
  ['edge', 'background', 3],
  ['edge', 'raised', 3],
];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('colours of the %s theme', (_name, theme) => {
  const of = colours(theme);

  it.each(PAIRS)('%s on %s can be read (%d to 1)', (text, surface, least) => {
    const [front, back] = [of.get(text), of.get(surface)];
    expect(front).toBeDefined();
    expect(back).toBeDefined();
    expect(contrast(front ?? '', back ?? '')).toBeGreaterThanOrEqual(least);
  });
});
