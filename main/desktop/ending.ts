/** The end of the program in order: what runs is stopped before what it writes into is closed. */
import { app } from 'electron';
import type { AnalysisService } from './analysis-service';
import type { Failed } from './own-log';
import type { Services } from './services';
import type { TrayIcon } from './tray';
import type { Windows } from './windows';

export interface Running {
  readonly windows: Windows;
  readonly services: Services;
  readonly analysis: AnalysisService;
  readonly tray: TrayIcon | null;
  /** Ends the following of the settings' file. */
  readonly unfollow: () => void;
  readonly failed: Failed;
}

/** Takes up every wish to end: the menu's, the system's, and a signal. */
export function endInOrder(running: Running): void {
  const { windows, services, analysis, tray, unfollow, failed } = running;
  const { archive, desk, incidents, notifier, rehearsal, watch } = services;
  let ending = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    windows.shortcuts.release();
    windows.searchWindow.close();
    windows.window.close();
    desk.stop();
    void analysis.stop();
    incidents.flush();
    unfollow();
    notifier.end();
    watch
      .stop()
      .catch((thrown: unknown) => {
        failed('The watch did not end in order', thrown);
      })
      .finally(() => {
        rehearsal.clear();
        archive.close();
        tray?.destroy();
        // Not quit: the quit that was held up here cannot be taken up again after a signal.
        app.exit();
      });
  });
  // Electron's own handling of signals does not wait for the watch.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}
