/** Where PuTTY's own manual stands: the address of a section on PuTTY's site. */

const MANUAL = 'https://the.earth.li/~sgtatham/putty/latest/htmldoc/';

/** Names of the sections of the chapter on error messages; they stay when numbers move. */
const ERRORS: Readonly<Record<string, string>> = {
  '10.1': 'errors-hostkey-absent',
  '10.2': 'errors-hostkey-wrong',
  '10.5': 'errors-cipher-warning',
  '10.6': 'errors-toomanyauth',
  '10.7': 'errors-memory',
  '10.8': 'errors-internal',
  '10.9': 'errors-cant-load-key',
  '10.10': 'errors-refused',
  '10.11': 'errors-access-denied',
  '10.12': 'errors-no-auth',
  '10.13': 'errors-crc',
  '10.14': 'errors-garbled',
  '10.15': 'errors-x11-proxy',
  '10.16': 'errors-connaborted',
  '10.17': 'errors-connreset',
  '10.18': 'errors-connrefused',
  '10.19': 'errors-conntimedout',
};

/**
 * The page of a section such as `10.9` or `A.7.21`; of chapters other than that on errors the
 * chapter, whose first lines list its sections.
 */
export function manualAddress(section: string): string {
  const chapter = section.split('.')[0] ?? '';
  const page = /^\d+$/.test(chapter) ? `Chapter${chapter}.html` : `Appendix${chapter}.html`;
  const name = ERRORS[section];
  return `${MANUAL}${page}${name === undefined ? '' : `#${name}`}`;
}
