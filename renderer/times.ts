/** Times as the window words them; the present is a value, in milliseconds since 1970. */
import { TEXT } from './text';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const thisYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const otherYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** `09:15`; nothing for a time that is none. */
export function clockTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? '' : clock.format(time);
}

/** `Today`, `Yesterday`, `5 March`, `5 March 2023`, by the computer's own calendar. */
export function dayName(iso: string, now: number): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(time)) / DAY);
  if (days === 0) return TEXT.day.today;
  if (days === 1) return TEXT.day.yesterday;
  return (time.getFullYear() === new Date(now).getFullYear() ? thisYear : otherYear).format(time);
}

/** `today 09:15`, for the middle of a sentence. */
export function dayAndTime(iso: string, now: number): string {
  const day = dayName(iso, now);
  const named = day === TEXT.day.today || day === TEXT.day.yesterday;
  return TEXT.at(named ? day.toLowerCase() : day, clockTime(iso));
}

/** `2 s ago`; times that lie ahead count as now. */
export function ago(iso: string, now: number): string {
  const passed = Math.max(0, now - new Date(iso).getTime());
  if (passed < SECOND) return TEXT.ago.now;
  if (passed < MINUTE) return TEXT.ago.seconds(Math.floor(passed / SECOND));
  if (passed < HOUR) return TEXT.ago.minutes(Math.floor(passed / MINUTE));
  if (passed < DAY) return TEXT.ago.hours(Math.floor(passed / HOUR));
  return TEXT.ago.days(Math.floor(passed / DAY));
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
