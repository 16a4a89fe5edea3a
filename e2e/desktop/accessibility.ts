/** What keeps some people from using a page: as axe sees it, as the Tab key does, in a narrow window. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose answer depends on colours, sizes and words, not on how a view is built. */
const LOOKS = [
  'color-contrast',
  'target-size',
  'html-has-lang',
  'valid-lang',
  'button-name',
  'label',
];

/** One line for each fault; none is what is wanted. */
export async function violations(page: Page, rules: 'all' | 'looks' = 'all'): Promise<string[]> {
  // Electron cannot open the second page in which axe would put its results together.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const found = await (rules === 'all' ? axe.withTags(ALL) : axe.withRules(LOOKS)).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

/** What reaches beyond the right edge of the window. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((node) => {
        const { right, width } = node.getBoundingClientRect();
        return width > 1 && right > window.innerWidth + 1;
      })
      .map((node) => `${node.tagName} ${node.className}`),
  );
}

export interface TabStop {
  readonly what: string;
  /** It has an outline, and lies within the window. */
  readonly seen: boolean;
}

/** Walks through a view with the Tab key, from its start to its end. */
export async function tabStops(page: Page): Promise<TabStop[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const stops: TabStop[] = [];
  for (let press = 0; press < 120; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const node = document.activeElement;
      if (node === null || node === document.body) return null;
      const first = node.hasAttribute('data-tab-stop');
      node.setAttribute('data-tab-stop', '');
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      const inside =
        box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return {
        again: first,
        what: node.outerHTML.slice(0, 120),
        seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && inside,
      };
    });
    if (stop === null || stop.again) break;
    stops.push({ what: stop.what, seen: stop.seen });
  }
  await page.evaluate(() => {
    for (const node of document.querySelectorAll('[data-tab-stop]')) {
      node.removeAttribute('data-tab-stop');
    }
  });
  return stops;
}
