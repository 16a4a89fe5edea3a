/** What the finder answers. */
import type { EntryHeading, Recognised, SearchHit } from '../../main/contract/ipc';

export interface FoundMessage extends Recognised {
  /** The part of the text that is PuTTY's message. */
  readonly message: string;
}

export interface Found {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** PuTTY's messages in the text, best first. */
  readonly recognised: readonly FoundMessage[];
}

export interface Finder {
  readonly entries: readonly EntryHeading[];
  /** At once, so that what is typed and what is found are painted together. */
  find(query: string): Found;
}
