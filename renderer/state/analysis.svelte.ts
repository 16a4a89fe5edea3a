/** The analysis in front: what was found so far, and what of it is being looked at. */
import { tick } from 'svelte';
import type {
  AnalysedFile,
  AnalysisProgress,
  AnalysisSource,
  AnalysisView,
} from '../../main/contract/analysis-view';
import { Results } from '../analyse/results';
import type { SessionRef } from '../analyse/results';
import type { Order } from '../analyse/order';
import { ask, on, sentenceOf } from '../bridge';

export const TABS = ['incidents', 'sessions', 'timeline', 'files'] as const;
export type Tab = (typeof TABS)[number];

/** Milliseconds between two looks at what came in, at least. */
const PACE = 100;

export class Analysis {
  id = $state<string | null>(null);
  progress = $state.raw<AnalysisProgress | null>(null);
  /** What was dropped, chosen or pasted. */
  sources = $state.raw<readonly string[]>([]);
  failure = $state<string | null>(null);
  /** The results are one growing object; this says that something was added to it. */
  added = $state(0);
  #results = new Results();

  tab = $state<Tab>('incidents');
  /** Key of the group of incidents that is explained, and which of them. */
  group = $state<string | null>(null);
  occurrence = $state(0);
  query = $state('');
  order = $state.raw<Order | null>(null);
  /** Sessions that are to be compared; two at most. */
  ticked = $state.raw<readonly SessionRef[]>([]);
  comparing = $state(false);

  readonly busy = $derived(
    this.progress !== null &&
      (this.progress.state === 'finding' || this.progress.state === 'reading'),
  );

  #waiting: AnalysedFile[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  get results(): Results {
    void this.added;
    return this.#results;
  }

  /** Starts to listen; what it returns ends the listening. */
  listen(onopened: (id: string) => void): () => void {
    const ends = [
      on('analysis.batch', ({ id, progress, files }) => {
        if (id !== this.id) return;
        this.progress = progress;
        this.#take(files);
      }),
      on('analysis.opened', ({ id }) => {
        void this.show(id);
        onopened(id);
      }),
    ];
    return () => {
      clearTimeout(this.#timer);
      for (const end of ends) end();
    };
  }

  async start(source: AnalysisSource): Promise<void> {
    this.failure = null;
    try {
      const { id } = await ask('analysis.start', source);
      await this.show(id);
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }

  /** Asks for files or a folder, and reads what was chosen. */
  async choose(what: 'files' | 'folder'): Promise<void> {
    const paths = await ask('analysis.choose', { what });
    if (paths !== null) await this.start({ kind: 'paths', paths });
  }

  /** Goes to an analysis, or to the latest: what was told before is asked for, page by page. */
  async show(wanted: string | null): Promise<void> {
    try {
      let from: number | null = 0;
      let id = wanted;
      if (id !== null) this.#begin(id);
      while (from !== null) {
        const view: AnalysisView | null = await ask('analysis.get', { id, from });
        if (view === null) {
          // Only the latest few are kept.
          if (from === 0 && id !== null) this.leave();
          return;
        }
        if (id === null) this.#begin((id = view.progress.id));
        if (this.id !== id) return;
        // Batches go on meanwhile and are newer than this.
        if (from === 0) this.sources = view.sources;
        this.progress ??= view.progress;
        this.#take(view.files);
        from = view.next;
      }
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }

  #begin(id: string): void {
    if (this.id === id) return;
    this.leave();
    this.id = id;
  }

  /** Back to the beginning; what was read is kept until something else is. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#results = new Results();
    this.id = null;
    this.progress = null;
    this.sources = [];
    this.failure = null;
    this.tab = 'incidents';
    this.group = null;
    this.occurrence = 0;
    this.query = '';
    this.order = null;
    this.ticked = [];
    this.comparing = false;
    this.added += 1;
  }

  async cancel(): Promise<void> {
    const { id } = this;
    if (id !== null && this.busy) await ask('analysis.cancel', { id });
  }

  tick(ref: SessionRef): void {
    const others = this.ticked.filter((other) => other !== ref);
    this.ticked = others.length < this.ticked.length ? others : [...others.slice(-1), ref];
  }

  /** Files are shown a few times a second, and less often the longer showing them takes. */
  #take(files: readonly AnalysedFile[]): void {
    this.#waiting.push(...files);
    if (this.#waiting.length > 0 && this.#timer === undefined) this.#flush();
  }

  #flush(): void {
    const begun = performance.now();
    const files = this.#waiting;
    this.#waiting = [];
    this.#results.add(files);
    this.added += 1;
    // Held until the timer is set, so that nothing flushes in between.
    this.#timer = setTimeout(() => undefined);
    void tick().then(() => {
      clearTimeout(this.#timer);
      const took = performance.now() - begun;
      this.#timer = setTimeout(
        () => {
          this.#timer = undefined;
          if (this.#waiting.length > 0) this.#flush();
        },
        Math.max(PACE, took * 4),
      );
    });
  }
}
