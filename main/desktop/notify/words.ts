/** What notifications say. Pure. */
import type { IncidentView } from '../../contract/incident';
import { t } from '../language';
import type { Note } from './outlet';

/** UTF-16 units; more is cut by the systems anyway, and not always at a good place. */
const LONGEST_BODY = 200;

const open = (): Note['actions'][number] => ({
  does: 'open',
  label: t('desktop.notification.showFix'),
});

export interface Telling {
  /** The likeliest cause, in a sentence or two. */
  readonly text: string;
  /** How many of the same came since it was told last. */
  readonly counted: number;
  readonly sound: boolean;
}

/** One incident: its host and what happened as the title, the likeliest cause below. */
export function incidentNote(key: string, view: IncidentView, telling: Telling): Note {
  const { severity, headline } = view;
  const { text, counted, sound } = telling;
  const times = counted === 0 ? '' : `${t('desktop.notification.more', { count: counted })} `;
  if (severity === 'security') {
    // Nobody should wave this away with one click, so it offers no Mute.
    return {
      key,
      title: t('desktop.notification.securityTitle', { headline }),
      body: shortened(`${times}${t('desktop.notification.securityFirst')} ${text}`),
      severity,
      actions: [{ does: 'open', label: t('desktop.notification.read') }],
      sound,
    };
  }
  return {
    key,
    title: headline,
    body: shortened(`${times}${text}`),
    severity,
    actions: [open(), { does: 'mute', label: t('desktop.notification.mute') }],
    sound,
  };
}

/** The first-run rehearsal: the same as a real one, and marked as none. */
export function rehearsalNote(key: string, view: IncidentView, text: string): Note {
  const note = incidentNote(key, view, { text, counted: 0, sound: false });
  return {
    ...note,
    title: t('desktop.notification.rehearsalTitle', { headline: view.headline }),
    actions: [open()],
  };
}

/** Several that came too fast to be told one by one. */
export function crowdNote(key: string, count: number, sound: boolean): Note {
  return sum(
    key,
    t('desktop.notification.crowdTitle', { count }),
    t('desktop.notification.crowdBody'),
    sound,
  );
}

/** What came in quiet hours, or while all was muted. */
export function silenceNote(key: string, count: number, sound: boolean): Note {
  return sum(
    key,
    t('desktop.notification.silenceTitle', { count }),
    t('desktop.notification.silenceBody'),
    sound,
  );
}

function sum(key: string, title: string, body: string, sound: boolean): Note {
  return { key, title, body, severity: 'warning', actions: [], sound };
}

function shortened(text: string): string {
  return text.length <= LONGEST_BODY ? text : `${text.slice(0, LONGEST_BODY - 1)}…`;
}
