/** What the tray's menu does. */
import { app } from 'electron';
import type { QuietService } from './notify/quiet-service';
import type { Opening } from './opening';
import type { TrayAction } from './tray-state';
import type { WatchService } from './watch-service';
import type { Windows } from './windows';

/** Minutes without notifications, from the tray. */
const SNOOZE_MINUTES = 60;

export interface TrayTargets {
  readonly windows: Windows;
  readonly watch: WatchService;
  readonly quiet: QuietService;
  readonly opening: Opening;
}

export function trayActions(targets: TrayTargets): (action: TrayAction) => void {
  const { windows, watch, quiet, opening } = targets;
  const { window, searchWindow, go, explainClipboard } = windows;
  return (action) => {
    switch (action.kind) {
      case 'show':
        window.show();
        break;
      case 'search':
        searchWindow.show();
        break;
      case 'clipboard':
        explainClipboard();
        break;
      case 'settings':
        go({ view: 'settings' });
        break;
      case 'incident':
        go({ view: 'now', incident: action.id });
        break;
      case 'pause':
        void watch.pause(action.minutes);
        break;
      case 'resume':
        watch.resume();
        break;
      case 'open':
        opening.add(action.paths);
        break;
      case 'doctor':
        go({ view: 'doctor' });
        break;
      case 'held':
        go({ view: 'quiet' });
        break;
      case 'snooze':
        quiet.snooze(SNOOZE_MINUTES);
        break;
      case 'endSnooze':
        quiet.endSnooze();
        break;
      case 'quit':
        app.quit();
        break;
    }
  };
}
