/** The history behind the window: what it tells of hosts, taking it along, and letting it go. */
import { writeFile } from 'node:fs/promises';
import type { HistoryFilter, HostSummary, ProblemSummary } from '../contract/history';
import type { ExportFormat } from '../contract/history-view';
import type { Problem } from '../contract/model';
import type { Result } from '../contract/watch';
import { csvHead, csvRow, exportJson, RECURRING } from '../history/index';
import type { History } from '../history/index';
import { problem, ProblemError } from './problem';

export type KeptHistory = Pick<
  History,
  'queries' | 'insights' | 'clear' | 'forget' | 'forgetOlder'
>;

export interface DeskHooks {
  /** Asks the user where to save; null if nowhere. */
  readonly askWhere: (suggestion: string) => Promise<string | null>;
  /** Something was deleted. */
  readonly changed: () => void;
  /** Why old history is not being deleted, for the status. */
  readonly report: (problem: Problem) => void;
  /** That problem is solved. */
  readonly withdraw: (code: string) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** More than any history holds; the questions want a number. */
const ALL = 1_000_000_000;
const NONE_REMOVED: Result<number> = { ok: true, value: 0 };

export class HistoryDesk {
  #timer: NodeJS.Timeout | null = null;
  /** Code of what keeps old history from being deleted. */
  #trouble: string | null = null;

  /** @param history null if it could not be opened */
  constructor(
    private readonly history: KeptHistory | null,
    private readonly hooks: DeskHooks,
    private readonly now: () => Date = () => new Date(),
  ) {}

  hosts(): readonly HostSummary[] {
    return this.history?.insights.hosts({}) ?? [];
  }

  /** What came back, over all hosts. */
  problems(): readonly ProblemSummary[] {
    return this.history?.insights.problems({}, RECURRING) ?? [];
  }

  /** Gives the file's path, or null if the user named none; throws what the system threw. */
  async export(format: ExportFormat, ids: readonly string[]): Promise<string | null> {
    const history = this.#kept();
    const day = this.now().toISOString().slice(0, 10);
    const file = await this.hooks.askWhere(`puttyknife-history-${day}.${format}`);
    if (file === null) return null;
    try {
      await writeFile(file, this.#text(history, format, ids), { mode: 0o600 });
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new ProblemError(problem('not-exported', `The file was not saved: ${why}`, file));
    }
    return file;
  }

  /** Deletes what matches, for good, where there is a history. */
  forget(filter: HistoryFilter): void {
    if (this.history === null) return;
    if (this.#told(this.history.forget(filter)) > 0) this.hooks.changed();
  }

  /** Deletes all, or all of one host, for good. */
  delete(host: string | null): void {
    const history = this.#kept();
    const filter: HistoryFilter = host === null ? {} : { host };
    this.#told(host === null ? history.clear() : history.forget(filter));
    this.hooks.changed();
  }

  /**
   * Deletes what is older than so many days, now and once a day; 0 keeps all. It is not done when the
   * setting changes: a figure that is being typed passes through smaller ones.
   */
  keep(days: () => number): void {
    const { history } = this;
    if (history === null) return;
    const prune = (): void => {
      const removed = days() === 0 ? NONE_REMOVED : history.forgetOlder(days());
      const trouble = removed.ok ? null : removed.problem.code;
      if (this.#trouble !== null && this.#trouble !== trouble) this.hooks.withdraw(this.#trouble);
      this.#trouble = trouble;
      if (!removed.ok) this.hooks.report(removed.problem);
      else if (removed.value > 0) this.hooks.changed();
    };
    this.#timer = setInterval(prune, DAY_MS);
    this.#timer.unref();
    prune();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #text(history: KeptHistory, format: ExportFormat, ids: readonly string[]): string {
    const incidents = ids.flatMap((id) => history.queries.incident(id) ?? []);
    const parts = new Set(incidents.flatMap(({ detections }) => detections));
    const records = history.queries.records({ limit: ALL }).filter(({ id }) => parts.has(id));
    return format === 'json'
      ? exportJson(records, incidents, this.now())
      : csvHead() + records.map(csvRow).join('');
  }

  #kept(): KeptHistory {
    if (this.history !== null) return this.history;
    throw new ProblemError(
      problem('no-history', 'The history could not be opened, so nothing of it can be changed.'),
    );
  }

  #told<T>(result: Result<T>): T {
    if (!result.ok) throw new ProblemError(result.problem);
    return result.value;
  }
}
