/** Talks to the real notification daemon and to the real tray, over the session bus. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

interface DunstNote {
  readonly id: { readonly data: number };
  readonly summary: { readonly data: string };
  readonly body: { readonly data: string };
}

export interface Note {
  readonly title: string;
  readonly body: string;
}

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8' });

let seen = 0;

/** Closes what is shown; what was shown before does not count any more. */
export function clearNotes(): void {
  seen = Math.max(seen, ...history().map(({ id }) => id.data));
}

/** Newest first; what is still shown is closed for it. */
function history(): DunstNote[] {
  run('dunstctl', 'close-all');
  const { data } = JSON.parse(run('dunstctl', 'history')) as { data: DunstNote[][] };
  return data[0] ?? [];
}

/** What is on the screen now. */
export function shownCount(): number {
  return Number(run('dunstctl', 'count', 'displayed').trim());
}

/** What programs send to the notification daemon, as it goes over the bus. */
export class Heard {
  #text = '';

  private constructor(private readonly end: () => void) {}

  static async start(): Promise<Heard> {
    const rule = "interface='org.freedesktop.Notifications',member='Notify'";
    const monitor = spawn('dbus-monitor', ['--session', rule], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const heard = new Heard(() => monitor.kill());
    monitor.stdout.setEncoding('utf8').on('data', (text: string) => (heard.#text += text));
    // Its first words are those of the bus to itself: from then on it hears everything.
    await once(monitor.stdout, 'data');
    return heard;
  }

  /** In the order in which they were sent. */
  notes(): HeardNote[] {
    return this.#text
      .split(/^method call .*member=Notify$/m)
      .slice(1)
      .map((block) => {
        const [, , title = '', body = ''] = [...block.matchAll(/^ {3}string "(.*)"$/gm)].map(
          ([, text]) => text ?? '',
        );
        return {
          title,
          body,
          replaces: Number(/^ {3}uint32 (\d+)/m.exec(block)?.[1]),
          critical: /"urgency"\s+variant\s+byte 2/.test(block),
          actions: [...block.matchAll(/^ {6}string "(.*)"$/gm)].map(([, text]) => text ?? ''),
        };
      });
  }

  stop(): void {
    this.end();
  }
}

export interface HeardNote extends Note {
  /** Number of the notification whose place it took; 0 for none. */
  readonly replaces: number;
  readonly critical: boolean;
  /** Names and labels in turn. */
  readonly actions: readonly string[];
}

/** Presses a button of the newest notification by its label, through the daemon's own menu. */
export function chooseAction(label: string): void {
  writeFileSync(path.join(process.env['XDG_CONFIG_HOME'] ?? '', 'dunst', 'choice'), label);
  run('dunstctl', 'context');
}

/** Does what the newest notification on the screen offers. */
export function clickNewest(): void {
  run('dunstctl', 'action', '0');
}

/** Everything that was shown since the last clearing, newest first; what is still shown is closed. */
export function takeNotes(): Note[] {
  return history()
    .filter(({ id }) => id.data > seen)
    .map(({ summary, body }) => ({ title: summary.data, body: body.data }));
}

const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** Where a program's tray icon lies on the bus; null if it has none. */
export function trayOf(process: number): Tray | null {
  const items = run(
    'gdbus',
    'call',
    '--session',
    '--dest',
    'org.kde.StatusNotifierWatcher',
    '--object-path',
    '/StatusNotifierWatcher',
    '--method',
    'org.freedesktop.DBus.Properties.Get',
    'org.kde.StatusNotifierWatcher',
    'RegisteredStatusNotifierItems',
  );
  for (const [item = ''] of items.matchAll(/[^'<>[\], ]+\/[^'<>[\], ]*/g)) {
    const slash = item.indexOf('/');
    const name = item.slice(0, slash);
    if (processOf(name) === process) return new Tray(name, item.slice(slash));
  }
  return null;
}

function processOf(name: string): number {
  const answer = run(
    'gdbus',
    'call',
    '--session',
    '--dest',
    'org.freedesktop.DBus',
    '--object-path',
    '/org/freedesktop/DBus',
    '--method',
    'org.freedesktop.DBus.GetConnectionUnixProcessID',
    name,
  );
  return Number(/uint32 (\d+)/.exec(answer)?.[1]);
}

export class Tray {
  constructor(
    private readonly name: string,
    private readonly path: string,
  ) {}

  /** Labels of the menu, top to bottom, submenus after their parents. */
  labels(): string[] {
    return [...this.#layout().matchAll(/'label': <'((?:[^'\\]|\\.)*)'>/g)].map(
      ([, label]) => label ?? '',
    );
  }

  /** Clicks an item of the menu. Throws if there is none with this label. */
  click(label: string, tries = 5): void {
    const layout = this.#layout();
    const items = layout.matchAll(/\((\d+), \{([^}]*)\}/g);
    for (const [, id = '', properties = ''] of items) {
      if (!properties.includes(`'label': <'${label}'>`)) continue;
      try {
        this.#call(this.#menuPath(), `${MENU}.Event`, id, 'clicked', '<int32 0>', 'uint32 0');
      } catch (error) {
        // The menu was made anew since it was read, so the number is no item's any more.
        if (String(error).includes('error occurred in Event') && tries > 1) {
          this.click(label, tries - 1);
          return;
        }
        // A program that is told to quit may be gone before it answers.
        if (!String(error).includes('NoReply')) throw error;
      }
      return;
    }
    throw new Error(`The tray's menu has no "${label}": ${layout}`);
  }

  /** A left click on the icon. */
  activate(): void {
    this.#call(this.path, `${ITEM}.Activate`, '0', '0');
  }

  tooltip(): string {
    return this.#property('ToolTip');
  }

  #menuPath(): string {
    return /objectpath '([^']+)'/.exec(this.#property('Menu'))?.[1] ?? '';
  }

  #property(name: string): string {
    return this.#call(this.path, 'org.freedesktop.DBus.Properties.Get', ITEM, name);
  }

  #layout(): string {
    return this.#call(this.#menuPath(), `${MENU}.GetLayout`, '0', '-1', '@as []');
  }

  #call(object: string, method: string, ...args: string[]): string {
    return run(
      'gdbus',
      'call',
      '--session',
      '--dest',
      this.name,
      '--object-path',
      object,
      '--method',
      method,
      // A negative number is no option.
      '--',
      ...args,
    );
  }
}
