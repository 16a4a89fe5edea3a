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
  now = $state.raw(new Date());

  listen(): () => void {
    const end = on('watch.status', (view) => {
      this.view = view;
      this.now = new Date();
    });
    // A hidden window needs no clock, and none runs then.
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.now = new Date();
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
