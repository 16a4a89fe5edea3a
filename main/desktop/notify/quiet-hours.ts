/** Hours of the day in which notifications wait; local time, also across midnight and clock changes. */
import type { QuietHours } from '../../contract/settings';

/** True if `now` lies in the quiet hours. The same start and end is the whole day. */
export function isQuiet(hours: QuietHours | null, now: Date): boolean {
  if (hours === null) return false;
  const at = now.getHours() * 60 + now.getMinutes();
  const from = minutes(hours.from);
  const to = minutes(hours.to);
  return from < to ? at >= from && at < to : at >= from || at < to;
}

/** When the quiet hours end next, in milliseconds since 1970. */
export function quietEnd(hours: QuietHours, now: Date): number {
  const [hour = 0, minute = 0] = hours.to.split(':').map(Number);
  const end = new Date(now);
  end.setHours(hour, minute, 0, 0);
  if (end <= now) end.setDate(end.getDate() + 1);
  return end.getTime();
}

/** Minutes since midnight of `07:30`. */
function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
