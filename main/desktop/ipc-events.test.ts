import { describe, expect, it } from 'vitest';
import { EventSender } from './ipc-events';

function target(): { sent: unknown[]; send: (name: string, value: unknown) => void } & {
  isDestroyed: () => boolean;
} {
  const sent: unknown[] = [];
  return {
    sent,
    send: (name, value) => {
      sent.push([name, value]);
    },
    isDestroyed: () => false,
  };
}

describe('events for the window', () => {
  it('wait in order until the window listens', () => {
    const sender = new EventSender();
    const window = target();
    sender.attach(window);
    sender.send('navigate', { view: 'messages' });
    sender.send('find', null);
    expect(window.sent).toEqual([]);
    sender.ready();
    sender.send('navigate', { view: 'now' });
    expect(window.sent).toEqual([
      ['navigate', { view: 'messages' }],
      ['find', null],
      ['navigate', { view: 'now' }],
    ]);
  });

  it('are dropped while there is no window, and not told to the next one', () => {
    const sender = new EventSender();
    sender.send('find', null);
    const window = target();
    sender.attach(window);
    sender.ready();
    expect(window.sent).toEqual([]);
  });

  it('do not go to a window that is gone', () => {
    const sender = new EventSender();
    const window = target();
    sender.attach({ ...window, isDestroyed: () => true });
    sender.ready();
    sender.send('find', null);
    sender.detach();
    sender.send('find', null);
    expect(window.sent).toEqual([]);
  });

  it('do not pile up without end', () => {
    const sender = new EventSender();
    const window = target();
    sender.attach(window);
    for (let number = 0; number < 2000; number += 1) sender.send('find', null);
    sender.ready();
    expect(window.sent.length).toBe(500);
  });
});
