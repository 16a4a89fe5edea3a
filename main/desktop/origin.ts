/** The one origin that the window's pages come from. */
export const SCHEME = 'app';
export const HOST = 'puttyknife';
export const START_PAGE = `${SCHEME}://${HOST}/index.html`;
export const SEARCH_PAGE = `${SCHEME}://${HOST}/search.html`;

/** True for a page that Puttyknife itself serves. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && url.host === HOST;
}
