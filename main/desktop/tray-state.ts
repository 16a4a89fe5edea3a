/** What the tray shows: pure decisions, so that they can be tested without a tray. */
import type { IncidentRow } from '../contract/incident';
import type { WatchView } from '../contract/watch-view';
import { t } from './language';

export type TrayState = 'well' | 'problems' | 'paused' | 'trouble';

/** Trouble of our own outweighs all, because then silence means nothing. */
export function trayState(watch: WatchView, open: number): TrayState {
  if (watch.state === 'trouble') return 'trouble';
  if (watch.state === 'paused') return 'paused';
  return open > 0 ? 'problems' : 'well';
}

export function tooltip(state: TrayState, watch: WatchView, open: number): string {
  switch (state) {
    case 'well':
      return watch.state === 'starting'
        ? t('desktop.tray.tooltip.starting')
        : t('desktop.tray.tooltip.well', { count: watch.logs });
    case 'problems':
      return t('desktop.tray.tooltip.problems', { count: open });
    case 'paused':
      return t('desktop.tray.tooltip.paused');
    case 'trouble':
      return t('desktop.tray.tooltip.trouble');
  }
}

export interface Surroundings {
  readonly platform: string;
  /** Whether the system's own surfaces are dark. */
  readonly dark: boolean;
  /** XDG_CURRENT_DESKTOP, or empty. */
  readonly desktop: string;
}

/** The largest number that the tray's picture shows; more is `9+`. */
const MOST_COUNTED = 9;

/** File name of the tray's picture, in resources/tray/. */
export function trayImage(state: TrayState, open: number, around: Surroundings): string {
  // macOS colours a template itself, by the menu bar and the wallpaper; the count stands beside it.
  if (around.platform === 'darwin') return `${state}Template.png`;
  // GNOME's top bar is dark in its light theme too.
  const dark = around.dark || (around.platform === 'linux' && /gnome|unity/i.test(around.desktop));
  const counted = state === 'problems' ? `-${open > MOST_COUNTED ? 'many' : open}` : '';
  return `${state}${counted}-on-${dark ? 'dark' : 'light'}.png`;
}

/** What stands beside the icon where a tray takes text; nothing if there is nothing to look at. */
export function trayTitle(state: TrayState, open: number): string {
  if (state !== 'problems') return '';
  return open > MOST_COUNTED ? `${MOST_COUNTED}+` : String(open);
}

export type TrayAction =
  | {
      readonly kind:
        | 'show'
        | 'search'
        | 'clipboard'
        | 'doctor'
        | 'held'
        | 'snooze'
        | 'endSnooze'
        | 'settings'
        | 'resume'
        | 'quit';
    }
  | { readonly kind: 'pause'; readonly minutes: number | null }
  | { readonly kind: 'incident'; readonly id: string }
  | { readonly kind: 'open'; readonly paths: readonly string[] };

export type TrayItem =
  | { readonly kind: 'item'; readonly label: string; readonly action: TrayAction | null }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] }
  | { readonly kind: 'line' };

const LATEST = 5;
const LONGEST_LABEL = 60;

/** What notifications keep back. */
export interface TrayQuiet {
  /** Rows of the list. */
  readonly held: number;
  /** No notifications at all for a while. */
  readonly snoozed: boolean;
}

/** The tray's menu, newest incidents first. */
export function trayMenu(
  watch: WatchView,
  latest: readonly IncidentRow[],
  quiet: TrayQuiet,
): TrayItem[] {
  const item = (label: string, action: TrayAction | null): TrayItem => ({
    kind: 'item',
    label,
    action,
  });
  const incidents =
    latest.length === 0
      ? [item(t('desktop.tray.nothingYet'), null)]
      : latest
          .slice(0, LATEST)
          .map((row) => item(shorten(row.headline), { kind: 'incident', id: row.id }));
  const pausing: TrayItem =
    watch.state === 'paused'
      ? item(t('desktop.tray.resume'), { kind: 'resume' })
      : {
          kind: 'submenu',
          label: t('desktop.tray.pause'),
          items: [
            item(t('desktop.tray.pauseHour'), { kind: 'pause', minutes: 60 }),
            item(t('desktop.tray.pauseDay'), { kind: 'pause', minutes: 24 * 60 }),
            item(t('desktop.tray.pauseOpen'), { kind: 'pause', minutes: null }),
          ],
        };
  return [
    item(t('desktop.tray.show'), { kind: 'show' }),
    item(t('desktop.tray.search'), { kind: 'search' }),
    item(t('desktop.tray.clipboard'), { kind: 'clipboard' }),
    { kind: 'line' },
    ...incidents,
    { kind: 'line' },
    ...(quiet.held === 0
      ? []
      : [item(t('desktop.tray.held', { count: quiet.held }), { kind: 'held' })]),
    quiet.snoozed
      ? item(t('desktop.tray.endSnooze'), { kind: 'endSnooze' })
      : item(t('desktop.tray.snooze'), { kind: 'snooze' }),
    pausing,
    { kind: 'line' },
    item(t('desktop.tray.doctor'), { kind: 'doctor' }),
    item(t('desktop.tray.settings'), { kind: 'settings' }),
    { kind: 'line' },
    item(t('desktop.tray.quit'), { kind: 'quit' }),
  ];
}

/** A menu reads `&` as an access key, so it is doubled; long headlines are cut. */
function shorten(label: string): string {
  const short = label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;
  return short.replaceAll('&', '&&');
}
