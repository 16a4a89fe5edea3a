/** Times as the window words them; the present is a value, in milliseconds since 1970. */
import { locale, t } from './language.svelte';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Style = 'clock' | 'thisYear' | 'otherYear';

const STYLES: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  clock: { hour: '2-digit', minute: '2-digit' },
  thisYear: { day: 'numeric', month: 'long' },
  otherYear: { day: 'numeric', month: 'long', year: 'numeric' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes much longer than using it, and lists have many times. */
function format(style: Style, time: Date): string {
  const key = `${locale()} ${style}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale(), STYLES[style]);
    formats.set(key, made);
  }
  return made.format(time);
}

/** `09:15`; nothing for a time that is none. */
export function clockTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? '' : format('clock', time);
}

/** How many days ago it was by the computer's own calendar, or null for a time that is none. */
function daysAgo(iso: string, now: number): number | null {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return null;
  return Math.round((startOfDay(new Date(now)) - startOfDay(time)) / DAY);
}

/** `Today`, `Yesterday`, `5 March`, `5 March 2023`. */
export function dayName(iso: string, now: number): string {
  const days = daysAgo(iso, now);
  if (days === null) return '';
  if (days === 0) return t('common.time.today');
  if (days === 1) return t('common.time.yesterday');
  const time = new Date(iso);
  const present = time.getFullYear() === new Date(now).getFullYear();
  return format(present ? 'thisYear' : 'otherYear', time);
}

/** `today 09:15`, for the middle of a sentence. */
export function dayAndTime(iso: string, now: number): string {
  const days = daysAgo(iso, now);
  const time = clockTime(iso);
  if (days === 0) return t('common.time.todayAt', { time });
  if (days === 1) return t('common.time.yesterdayAt', { time });
  return t('common.time.dayAt', { day: dayName(iso, now), time });
}

/** `2 s ago`; times that lie ahead count as now. */
export function ago(iso: string, now: number): string {
  const passed = Math.max(0, now - new Date(iso).getTime());
  if (passed < SECOND) return t('common.time.now');
  if (passed < MINUTE) return t('common.time.seconds', { count: Math.floor(passed / SECOND) });
  if (passed < HOUR) return t('common.time.minutes', { count: Math.floor(passed / MINUTE) });
  if (passed < DAY) return t('common.time.hours', { count: Math.floor(passed / HOUR) });
  return t('common.time.days', { count: Math.floor(passed / DAY) });
}

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}

// Lists in order of time ask for the same day again and again.
let lastDay = { start: NaN, end: NaN };

/** The beginning of the day, in milliseconds since 1970: the same number all day long. */
export function dayOf(now: number): number {
  if (!(now >= lastDay.start && now < lastDay.end)) {
    const time = new Date(now);
    const end = new Date(time.getFullYear(), time.getMonth(), time.getDate() + 1).getTime();
    lastDay = { start: startOfDay(time), end };
  }
  return lastDay.start;
}
