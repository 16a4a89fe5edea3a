/**
 * The search window as a person meets it: from the wish to the window with a cursor in its field,
 * and from a keystroke to the frame with the results. Needs the built program, and a screen.
 *
 * A key counts from the moment that its event bears, before it comes to the page, to the end of the
 * style, layout, paint and commit of the frame in which the list answers what then stands in the
 * field. A frame begins with the screen's clock, so up to 16.7 ms of waiting for it are part of that.
 * It is told what share each step has.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { fillHistory } from './long-history';
import { screenOf } from './screen';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROWS = 100_000;
const OPENINGS = 60;
/** Milliseconds between keystrokes: a fast typist's. */
const BETWEEN_KEYS = 60;
const TYPED = [
  'sofware caused abort',
  'why does putty disconnect after ten minutes',
  'server refused our key',
  'db42 connection refused',
  'no supported authentication methods available (server sent: publickey)',
  'WSAECONNRESET 10054',
];

/** One keystroke, in milliseconds. */
interface Key {
  /** From the key to painted results; the sum of the others. */
  readonly all: number;
  /** Until the page has searched and changed its list. */
  readonly changed: number;
  /** Until the next frame begins. */
  readonly waited: number;
  /** Until that is painted. */
  readonly painted: number;
}

declare global {
  interface Window {
    /** Set in the page by this measurement. */
    bench: { opened: number[]; keys: Key[]; late: number };
  }
}

export async function searchingWindow(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-bench-'));
  const screen = await screenOf();
  try {
    const filled = performance.now();
    fillHistory(path.join(folder, 'data'), ROWS);
    print(`search window, full catalogue, a history of ${ROWS.toLocaleString('en')} rows`);
    print(`  (filled in ${((performance.now() - filled) / 1000).toFixed(1)} s)`);
    const app = await _electron.launch({
      args: [ROOT, '--user-data', path.join(folder, 'data'), '--watch', folder, '--hidden'],
      cwd: ROOT,
      env: { ...process.env, ...screen.env } as Record<string, string>,
    });
    try {
      await measure(app, print);
    } finally {
      await app.close();
    }
  } finally {
    screen.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(app: ElectronApplication, print: (line: string) => void): Promise<void> {
  const cold = Date.now();
  const [page] = await Promise.all([app.waitForEvent('window'), show(app)]);
  await page.getByText('What does it mean?').waitFor();
  print(`  first opening, with the page and the catalogue to load: ${Date.now() - cold} ms`);
  await watch(page);
  const openings: number[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    await page.keyboard.press('Escape');
    await hidden(app);
    const before = await page.evaluate(() => window.bench.opened.length);
    const { wished, focused } = await show(app);
    await page.waitForFunction((count) => window.bench.opened.length > count, before);
    const painted = await page.evaluate(() => window.bench.opened.at(-1) ?? 0);
    openings.push(Math.max(painted, focused) - wished);
  }
  print(`  warm opening to a painted window with the cursor: ${figures(openings)}`);
  // The first words warm up what is compiled as it is used.
  await page.keyboard.type('network error', { delay: BETWEEN_KEYS });
  await page.evaluate(() => {
    window.bench.keys = [];
    window.bench.late = 0;
  });
  for (const text of TYPED) {
    await page.getByRole('combobox').fill('');
    await page.keyboard.type(text, { delay: BETWEEN_KEYS });
  }
  const { keys, late } = await page.evaluate(() => window.bench);
  const step = (name: keyof Key): string => figures(keys.map((key) => key[name]));
  print(`  keystroke to painted results: ${step('all')} (${keys.length} keys)`);
  print(`    searched and list changed: ${step('changed')}`);
  print(`    waited for the screen's next frame: ${step('waited')}`);
  print(`    painted: ${step('painted')}`);
  print(`  keys that needed more than one frame: ${late}`);
  const asked = await page.evaluate(
    async (queries) => {
      const times: number[] = [];
      for (const query of queries) {
        const started = performance.now();
        await window.puttyknife.ask['search.history']({ query, entries: ['key-refused'] });
        times.push(performance.now() - started);
      }
      return times;
    },
    [...TYPED, ...TYPED, ...TYPED],
  );
  print(`  hosts and incidents of the history, there and back: ${figures(asked)}`);
}

/**
 * Shows the window as its menu item does; gives when that was wished and when the window had the
 * keyboard, in milliseconds since 1970.
 */
function show(app: ElectronApplication): Promise<{ wished: number; focused: number }> {
  return app.evaluate(async ({ app: program, Menu }) => {
    for (;;) {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
      const item = items?.find(({ label }) => label.startsWith('Search Messages'));
      if (item !== undefined) {
        const wished = performance.timeOrigin + performance.now();
        const focus = new Promise((resolve) => program.once('browser-window-focus', resolve));
        (item.click as () => void)();
        await focus;
        return { wished, focused: performance.timeOrigin + performance.now() };
      }
      // A program that has only just started has no menu of its own yet.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}

async function hidden(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const window = BrowserWindow.getAllWindows()[0];
        if (window?.isVisible() === true) window.once('hide', () => resolve());
        else resolve();
      }),
  );
}

/** Notes in the page when a frame has been painted after the focus came, and after each key. */
async function watch(page: Page): Promise<void> {
  // What runs this file names its functions with a helper that the page has not.
  await page.evaluate('globalThis.__name ??= (named) => named');
  await page.evaluate(() => {
    window.bench = { opened: [], keys: [], late: 0 };
    const painted = (
      then: (frames: number, began: number) => void,
      fits: () => boolean,
      frames = 1,
    ): void => {
      requestAnimationFrame(() => {
        const began = performance.now();
        if (!fits()) {
          painted(then, fits, frames + 1);
          return;
        }
        // Comes after the frame's style, layout and paint.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          then(frames, began);
        };
        channel.port2.postMessage(null);
      });
    };
    window.puttyknife.on['search.shown'](() => {
      painted(
        () => window.bench.opened.push(performance.timeOrigin + performance.now()),
        () => true,
      );
    });
    let pressed = 0;
    window.addEventListener(
      'keydown',
      (event) => {
        pressed = event.timeStamp;
      },
      { capture: true },
    );
    window.addEventListener('input', (event) => {
      const since = pressed;
      const shown = (): boolean =>
        document.querySelector('[data-query]')?.getAttribute('data-query') ===
        (event.target as HTMLInputElement).value.trim();
      if (since === 0) return;
      pressed = 0;
      // The list has been changed by then, or it is in a later frame.
      const answered = performance.now();
      painted((frames, began) => {
        const ended = performance.now();
        window.bench.keys.push({
          all: ended - since,
          changed: answered - since,
          waited: began - answered,
          painted: ended - began,
        });
        if (frames > 1) window.bench.late += 1;
      }, shown);
    });
  });
}

function figures(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
}
