/** What is known of PuTTY's messages: the list at once, an explanation when it is opened. */
import type { EntryBody } from '../../main/contract/entry';
import type { EntryHeading } from '../../main/contract/ipc';
import { ask, sentenceOf } from '../bridge';
import { bodyCache, byId } from './lookup';

export class Catalogue {
  entries = $state.raw<readonly EntryHeading[]>([]);
  loaded = $state(false);
  failure = $state<string | null>(null);

  readonly #byId = $derived(byId(this.entries));
  readonly #bodies = bodyCache();

  /** Goes up when everything that was asked for is to be asked for again. */
  edition = $state(0);

  /** Another language is spoken: explanations are asked for again. */
  forget(): void {
    this.#bodies.clear();
    this.edition += 1;
  }

  async load(): Promise<void> {
    this.failure = null;
    try {
      this.entries = await ask('entries.list', null);
      this.loaded = true;
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }

  entry(id: string): EntryHeading | undefined {
    return this.#byId.get(id);
  }

  /** The body of an entry, asked for once. */
  body(id: string): Promise<EntryBody> {
    const known = this.#bodies.get(id);
    if (known !== undefined) return known;
    const asked = ask('entries.body', { id });
    this.#bodies.set(id, asked);
    asked.catch(() => this.#bodies.delete(id));
    return asked;
  }
}
