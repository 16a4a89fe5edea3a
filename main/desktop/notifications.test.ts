import { beforeEach, describe, expect, it } from 'vitest';
import { Notifications } from './notifications';
import type { NativeOptions, Notice } from './notifications';
import { TestClock } from './test-clock';
import './test-language';

interface Shown extends NativeOptions {
  closed: boolean;
  fire: (event: string) => void;
}

let clock: TestClock;
let shown: Shown[];
let opened: (string | null)[];
let supported: boolean;
let notifications: Notifications;

beforeEach(() => {
  clock = new TestClock();
  shown = [];
  opened = [];
  supported = true;
  notifications = new Notifications('icon.png', {
    supported: () => supported,
    create: (options) => {
      const listeners = new Map<string, () => void>();
      const entry: Shown = { ...options, closed: false, fire: (event) => listeners.get(event)?.() };
      return {
        show: () => {
          shown.push(entry);
        },
        close: () => {
          entry.closed = true;
        },
        on: (event, listener) => listeners.set(event, listener),
      };
    },
    open: (incident) => {
      opened.push(incident);
    },
    failed: () => undefined,
    clock,
  });
});

function notice(change: Partial<Notice> = {}): Notice {
  return {
    incident: 'one',
    title: 'db01 refused your key',
    body: 'The key is not installed.',
    severity: 'error',
    ...change,
  };
}

describe('notifications', () => {
  it('show the sentence and its likeliest cause, and open the explanation', () => {
    notifications.show(notice());
    expect(shown).toMatchObject([
      { title: 'db01 refused your key', body: 'The key is not installed.', urgency: 'normal' },
    ]);
    shown[0]?.fire('click');
    expect(opened).toEqual(['one']);
  });

  it('do not repeat themselves for the same incident', () => {
    notifications.show(notice());
    notifications.show(notice());
    expect(shown).toHaveLength(1);
  });

  it('replace what was said once more is known', () => {
    notifications.show(notice());
    notifications.show(notice({ title: 'db01 hung up' }));
    expect(shown.map(({ title, closed }) => [title, closed])).toEqual([
      ['db01 refused your key', true],
      ['db01 hung up', false],
    ]);
  });

  it('are urgent where security is at stake, and only there', () => {
    notifications.show(notice({ severity: 'security' }));
    notifications.show(notice({ incident: 'two', severity: 'info' }));
    expect(shown.map(({ urgency }) => urgency)).toEqual(['critical', 'low']);
  });

  it('count what would cover the screen', () => {
    for (let number = 0; number < 40; number += 1) {
      notifications.show(notice({ incident: `incident ${number}` }));
    }
    clock.pass(2000);
    expect(shown).toHaveLength(4);
    expect(shown[3]?.title).toBe('37 more errors found');
    shown[3]?.fire('click');
    expect(opened).toEqual([null]);
  });

  it('speak one by one again after a quiet while', () => {
    for (let number = 0; number < 5; number += 1) {
      notifications.show(notice({ incident: `incident ${number}` }));
    }
    clock.pass(20_000);
    notifications.show(notice({ incident: 'later', title: 'later' }));
    expect(shown.at(-1)?.title).toBe('later');
  });

  it('go away when the incident was looked at', () => {
    notifications.show(notice());
    notifications.dismiss('one');
    expect(shown[0]?.closed).toBe(true);
  });

  it('cut a long text', () => {
    notifications.show(notice({ body: 'x'.repeat(1000) }));
    expect(shown[0]?.body).toHaveLength(200);
  });

  it('stay away where the system has none or the user wants none', () => {
    supported = false;
    notifications.show(notice());
    expect(shown).toEqual([]);
  });
});
