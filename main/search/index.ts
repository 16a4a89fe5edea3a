/** Search over the catalogue; see search.ts. */
export { CONFIDENT, createSearch } from './search';
export type { Search, SearchAnswer, SearchOptions, SearchResult } from './search';
export type { Mark } from './marks';
export { buildTexts } from './texts';
export type { SearchDocument, SearchTexts } from './texts';
