/** The one origin that the window's pages come from. */
import type { Language } from '../contract/language';

export const SCHEME = 'app';
export const HOST = 'puttyknife';
export const START_PAGE = `${SCHEME}://${HOST}/index.html`;
export const SEARCH_PAGE = `${SCHEME}://${HOST}/search.html`;

/** The address of a page that is to speak a language from its first word on. */
export function inLanguage(page: string, language: Language): string {
  return language === 'en' ? page : `${page}?language=${language}`;
}

/** True for a page that Puttyknife itself serves. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && url.host === HOST;
}
