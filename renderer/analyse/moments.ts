/** The logs' own times, which are local ones without a zone. */
import { locale } from '../language.svelte';

let known: { readonly locale: string; readonly format: Intl.DateTimeFormat } | null = null;

/** `22 Nov 2026, 05:45:27`; nothing for a time that is not known. */
export function momentText(time: string | null): string {
  const at = time === null ? Number.NaN : Date.parse(`${time}Z`);
  if (Number.isNaN(at)) return '';
  if (known?.locale !== locale()) {
    known = {
      locale: locale(),
      format: new Intl.DateTimeFormat(locale(), {
        dateStyle: 'medium',
        timeStyle: 'medium',
        // What the log says is shown as it stands, whatever zone this computer is in.
        timeZone: 'UTC',
      }),
    };
  }
  return known.format.format(at);
}
