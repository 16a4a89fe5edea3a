/** Sizes, speeds and times as the language writes them. */
import { locale, t } from '../language.svelte';

const formats = new Map<string, Intl.NumberFormat>();

function written(number: number, unit: string, digits: number): string {
  const key = `${locale()} ${unit} ${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale(), {
      style: 'unit',
      unit,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format.format(number);
}

const SIZES = [
  [1e9, 'gigabyte', 2],
  [1e6, 'megabyte', 1],
  [1e3, 'kilobyte', 0],
] as const;

function scaled(bytes: number, per: '' | '-per-second'): string | null {
  const size = SIZES.find(([least]) => bytes >= least);
  return size === undefined ? null : written(bytes / size[0], `${size[1]}${per}`, size[2]);
}

/** `12 kB`, `1.5 MB`, `1.07 GB`: thousands, as file managers count. */
export function size(bytes: number): string {
  return scaled(bytes, '') ?? t('common.bytes.few', { count: bytes });
}

/** `480.2 MB/s` */
export function speed(bytesPerSecond: number): string {
  return (
    scaled(bytesPerSecond, '-per-second') ?? written(bytesPerSecond / 1e3, 'kilobyte-per-second', 1)
  );
}

/** `2.4 sec`, `42 sec`, `3 min 12 sec`, `5 hr 12 min`; seconds below ten with a decimal if they have one. */
export function duration(seconds: number): string {
  if (seconds < 10) return written(seconds, 'second', Number.isInteger(seconds) ? 0 : 1);
  if (seconds < 60) return written(Math.round(seconds), 'second', 0);
  if (seconds < 3600) return two(seconds, 60, 'minute', 'second');
  return two(seconds / 60, 60, 'hour', 'minute');
}

function two(amount: number, per: number, large: string, small: string): string {
  const whole = Math.round(amount);
  const rest = whole % per;
  const first = written(Math.floor(whole / per), large, 0);
  return rest === 0 ? first : `${first} ${written(rest, small, 0)}`;
}

/** `41 %`, never 100 before it is all. */
export function percent(done: number, all: number): string {
  const share = all === 0 ? 0 : done / all;
  const format = new Intl.NumberFormat(locale(), { style: 'percent' });
  return format.format(share >= 1 ? 1 : Math.floor(share * 100) / 100);
}
