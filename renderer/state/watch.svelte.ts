/** How the watch is doing, and what time it is for "2 s ago". */
import type { WatchView } from '../../main/contract/watch-view';
import { ask, on } from '../bridge';

const STARTING: WatchView = {
  state: 'starting',
  logs: 0,
  folders: [],
  lastReadAt: null,
  pausedUntil: null,
  problems: [],
};

export class Watch {
  view = $state.raw<WatchView>(STARTING);
  /** Milliseconds since 1970; brought up to date while the window is seen. */
  now = $state(Date.now());

  listen(): () => void {
    const end = on('watch.status', (view) => {
      this.view = view;
      this.now = Date.now();
    });
    // A hidden window needs no clock, and none runs then.
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.now = Date.now();
    }, 1000);
    return () => {
      end();
      clearInterval(timer);
    };
  }

  async load(): Promise<void> {
    this.view = await ask('watch.status', null);
  }

  async pause(minutes: number | null): Promise<void> {
    this.view = await ask('watch.pause', { minutes });
  }

  async resume(): Promise<void> {
    this.view = await ask('watch.resume', null);
  }
}
