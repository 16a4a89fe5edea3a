import { describe, expect, it } from 'vitest';
import { docsPage } from './docs';
import { parseEntry } from './load';
import { changed, GOOD_FILE } from './made-up-entry';
import { entryTemplate } from './new-entry';
import { CATEGORIES } from './schema';
import { sitePages } from './site';
import { SITE_STYLE } from './site-style';

const hostile = changed('text: The bulb in', 'text: The <b>bulb</b> & "co" in').replace(
  'for i in ${LAMPS}; do change; done',
  'echo <script>alert(1)</script>',
);
const pages = sitePages(parseEntry(GOOD_FILE, hostile).entries);

describe('the site', () => {
  it('has a page for each entry and the indexes', () => {
    expect([...pages.keys()].sort()).toEqual([
      'entries/lamp-broken.html',
      'index.html',
      'manual.html',
      'messages.html',
      'style.css',
    ]);
  });

  it('escapes what entries say', () => {
    const page = pages.get('entries/lamp-broken.html') ?? '';
    expect(page).toContain(
      'The &lt;b&gt;bulb&lt;/b&gt; &amp; &quot;co&quot; in <strong>room one</strong>',
    );
    expect(page).toContain('echo &lt;script&gt;');
  });

  it('loads nothing from elsewhere and runs nothing', () => {
    for (const [name, text] of pages) {
      expect(text, name).not.toMatch(/<script|https?:|@import|url\(|javascript:/i);
    }
  });

  it('leads only to pages that are there', () => {
    for (const [name, text] of pages) {
      for (const [, target = ''] of text.matchAll(/href="([^"#]+)"/g)) {
        const path = new URL(target, `https://example.com/${name}`).pathname.slice(1);
        expect(pages.has(path), `${name} leads to ${target}`).toBe(true);
      }
    }
  });

  it('has colours that can be read, in light and dark', () => {
    const themes = SITE_STYLE.split('@media');
    expect(themes).toHaveLength(2);
    for (const theme of themes) {
      const colours = new Map(
        [...theme.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
          name,
          value,
        ]),
      );
      for (const back of ['background', 'panel']) {
        for (const front of ['text', 'soft', 'accent', 'error', 'warning', 'security', 'info']) {
          const ratio = contrast(colours.get(front) ?? '', colours.get(back) ?? '');
          expect(ratio, `${front} on ${back}`).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });
});

/** Contrast ratio of two colours as WCAG 2.2 defines it. */
function contrast(one: string, two: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('the page of docs', () => {
  it('lists entries by category, manual section and message', () => {
    const source = changed('severity: error', 'severity: error\nmanual: "10.2"');
    const page = docsPage(parseEntry(GOOD_FILE, source).entries);
    const link = '[The lamp is broken](../catalogue/entries/session/lamp-broken.md)';
    expect(page).toContain(`### Sessions\n\n- ${link} (error)`);
    expect(page).toContain(`- 10.2: ${link}`);
    expect(page).toContain(`- \`lamp is broken\`: ${link}\n- \`no light in room\`: ${link}`);
  });
});

describe('the template of a new entry', () => {
  it.each(CATEGORIES)('satisfies the schema in the category %s', (category) => {
    const file = `catalogue/entries/${category}/some-new-thing.md`;
    const { entries, failures } = parseEntry(file, entryTemplate('some-new-thing', category));
    expect(failures).toEqual([]);
    expect(entries).toHaveLength(1);
  });
});
