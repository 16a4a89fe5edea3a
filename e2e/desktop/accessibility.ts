/** What keeps some people from using a page, as axe sees it. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** One line for each fault; none is what is wanted. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    // Electron cannot open the second page in which axe would put its results together.
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
