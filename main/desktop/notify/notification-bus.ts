/** The session bus of a Linux desktop, as far as notifications need it. */
import type { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

export interface BusNote {
  readonly app: string;
  /** Number of the notification whose place it takes; 0 for none. */
  readonly replaces: number;
  readonly icon: string;
  readonly title: string;
  readonly body: string;
  /** Names and labels in turn. */
  readonly actions: readonly string[];
  readonly urgency: 0 | 1 | 2;
  /** Name of the program's desktop file. */
  readonly entry: string;
  readonly silent: boolean;
  /** Milliseconds; -1 as the daemon likes, 0 until closed. */
  readonly timeout: number;
}

export interface BusListener {
  readonly pressed: (number: number, action: string) => void;
  readonly closed: (number: number) => void;
  /** The bus ended, or the daemon went away. */
  readonly lost: () => void;
}

export interface NotificationBus {
  /** What the daemon can show: `actions`, `body-markup`, ... */
  readonly capabilities: ReadonlySet<string>;
  /** Gives the daemon's number for it; throws if no daemon takes it. */
  notify(note: BusNote): Promise<number>;
  close(number: number): Promise<void>;
  listen(listener: BusListener): void;
  end(): void;
}

const NAME = 'org.freedesktop.Notifications';
const OBJECT = '/org/freedesktop/Notifications';
const BUS = 'org.freedesktop.DBus';

/** The bus's socket; null if there is none, or if it would be reached over a network. */
export function busAddress(env: NodeJS.ProcessEnv): string | null {
  const told = env['DBUS_SESSION_BUS_ADDRESS'];
  if (told !== undefined && told !== '') {
    return told.split(';').find((address) => address.startsWith('unix:')) ?? null;
  }
  const socket = path.join(env['XDG_RUNTIME_DIR'] ?? '/nowhere', 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}

/** Milliseconds after which a daemon that does not answer counts as none. */
const ANSWERS_WITHIN = 10_000;

async function noAnswer(): Promise<never> {
  await setTimeout(ANSWERS_WITHIN, undefined, { ref: false });
  throw new Error('The notification daemon does not answer.');
}

/** Throws if there is no bus, or nothing on it that shows notifications. */
export async function connectBus(env: NodeJS.ProcessEnv): Promise<NotificationBus> {
  const address = busAddress(env);
  if (address === null) throw new Error('There is no session bus.');
  // Only here, so that no other system loads it and nobody waits for it at the start.
  const { Message, sessionBus, Variant } = await import('@jellybrick/dbus-next');
  const bus = sessionBus({ busAddress: address });
  let listener: BusListener | null = null;
  // The library's types do not name what it sends when the connection breaks.
  const connection: EventEmitter = bus;
  const broken = new Promise<never>((_resolve, reject) => {
    connection.on('error', (thrown: unknown) => {
      reject(thrown instanceof Error ? thrown : new Error('The session bus cannot be reached.'));
      listener?.lost();
    });
  });
  // Who waits for an answer is told; if nobody does, nothing is amiss.
  broken.catch(() => undefined);
  const ask = async (
    to: string,
    object: string,
    member: string,
    signature: string,
    body: readonly unknown[],
  ): Promise<readonly unknown[]> => {
    const call = { destination: to, path: object, interface: to, member, signature };
    // The library leaves a question unanswered when the connection breaks.
    const answer = await Promise.race([
      bus.call(new Message({ ...call, body: [...body] })),
      broken,
      noAnswer(),
    ]);
    return answer?.body ?? [];
  };
  const daemon = (member: string, signature: string, body: readonly unknown[]) =>
    ask(NAME, OBJECT, member, signature, body);
  for (const rule of [
    `type='signal',interface='${NAME}',sender='${NAME}'`,
    `type='signal',interface='${BUS}',member='NameOwnerChanged',arg0='${NAME}'`,
  ]) {
    await ask(BUS, '/org/freedesktop/DBus', 'AddMatch', 's', [rule]);
  }
  const [capabilities = []] = (await daemon('GetCapabilities', '', [])) as [string[]?];
  bus.on('message', ({ interface: from, member, body }) => {
    const [first, second] = body as [unknown, unknown];
    if (from === BUS && member === 'NameOwnerChanged') listener?.lost();
    if (from !== NAME) return;
    if (member === 'ActionInvoked') listener?.pressed(Number(first), String(second));
    if (member === 'NotificationClosed') listener?.closed(Number(first));
  });
  return {
    capabilities: new Set(capabilities),
    notify: async (note) => {
      const hints = {
        urgency: new Variant('y', note.urgency),
        'desktop-entry': new Variant('s', note.entry),
        'suppress-sound': new Variant('b', note.silent),
      };
      const { app, replaces, icon, title, body, actions, timeout } = note;
      const words = [app, replaces, icon, title, body, [...actions], hints, timeout];
      return Number((await daemon('Notify', 'susssasa{sv}i', words))[0]);
    },
    close: async (number) => {
      await daemon('CloseNotification', 'u', [number]);
    },
    listen: (given) => {
      listener = given;
    },
    end: () => {
      bus.disconnect();
    },
  };
}
