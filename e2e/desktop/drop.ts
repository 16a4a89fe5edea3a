/** Drops real paths on a page, as the system does when a user lets go of files over the window. */
import type { Page } from '@playwright/test';

type Step = 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel';

/** @param steps all of a drop; fewer leave the files in the air */
export async function drag(
  page: Page,
  paths: readonly string[],
  steps: readonly Step[] = ['dragEnter', 'dragOver', 'drop'],
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of steps)
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await devtools.detach();
}
