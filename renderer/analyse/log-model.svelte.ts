/** A log as the viewer shows it: only the rows that are seen are ever asked for. */
import type { AnalysedFile, ViewedLine } from '../../main/contract/analysis-view';
import { ask, sentenceOf } from '../bridge';
import { marksOf } from './line-marks';
import type { LineMark } from './line-marks';
import { LinePages, PAGE } from './line-pages';

export interface Searched {
  readonly text: string;
  /** `again`: it went on from the other end. */
  readonly outcome: 'searching' | 'found' | 'again' | 'nothing';
}

/** Characters that are copied at once, at most; what the clipboard takes. */
const MOST_COPIED = 100_000;
const MOST_LINES = 500;

export class LogModel {
  /** Rows in all; fewer than lines where hex dumps are folded. */
  rows = $state(0);
  total = $state(0);
  /** Row that the keys are on, from 0, and the other end of what is marked. */
  cursor = $state<number | null>(null);
  anchor = $state<number | null>(null);
  escapes = $state<'strip' | 'show'>('strip');
  folded = $state(false);
  failure = $state<string | null>(null);
  searched = $state.raw<Searched | null>(null);
  /** Says that lines came in. */
  came = $state(0);
  /** Lines in question, by number. */
  readonly marks: ReadonlyMap<number, LineMark>;

  readonly #pages = new LinePages();
  readonly #lines: readonly number[];
  #wanted: readonly [first: number, end: number] = [0, 0];
  #asking = false;
  /** Counts the ways of showing, so that answers to a former one are dropped. */
  #way = 0;
  #find = 0;

  constructor(
    private readonly id: string,
    private readonly file: AnalysedFile,
  ) {
    this.rows = file.lines;
    this.total = file.lines;
    this.marks = marksOf(file);
    this.#lines = [...this.marks.keys()];
  }

  /** The rows between cursor and anchor; one row if nothing is marked. */
  readonly marked: readonly [first: number, last: number] | null = $derived.by(() => {
    if (this.cursor === null) return null;
    const anchor = this.anchor ?? this.cursor;
    return [Math.min(anchor, this.cursor), Math.max(anchor, this.cursor)];
  });

  row(row: number): ViewedLine | undefined {
    void this.came;
    return this.#pages.row(row);
  }

  /** Number of the line that the cursor is on; unfolded it is told by the row. */
  get line(): number {
    if (this.cursor === null) return 0;
    return this.#pages.row(this.cursor)?.number ?? this.cursor + 1;
  }

  /** Rows that are drawn from now on. */
  see(first: number, end: number): void {
    this.#wanted = [first, end];
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      for (;;) {
        const page = this.#pages.missing(...this.#wanted);
        if (page === null) return;
        const way = this.#way;
        const found = await this.#read({ row: page * PAGE + 1 }, PAGE);
        if (way !== this.#way) continue;
        this.#pages.put(page, found.lines);
        this.rows = found.rows;
        this.total = found.total;
        this.failure = null;
        this.came += 1;
      }
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    } finally {
      this.#asking = false;
    }
  }

  #read(
    at: { readonly line: number } | { readonly row: number },
    count: number,
  ): ReturnType<typeof ask<'analysis.lines'>> {
    const { escapes, folded } = this;
    return ask('analysis.lines', {
      id: this.id,
      file: this.file.index,
      at,
      count,
      escapes,
      folded,
    });
  }

  /** Puts the cursor on a line; gives its row, from 0. */
  async goTo(line: number): Promise<number> {
    const wanted = Math.min(Math.max(1, line), Math.max(1, this.total));
    let row = wanted - 1;
    if (this.folded) {
      const found = await this.#read({ line: wanted }, 1);
      this.rows = found.rows;
      row = found.row - 1;
    }
    this.cursor = row;
    this.anchor = row;
    return row;
  }

  /** The next line in question, or the one before; null if there is none. */
  nextMark(backwards: boolean): number | null {
    const at = this.line;
    const found = backwards
      ? this.#lines.findLast((line) => line < at)
      : this.#lines.find((line) => line > at);
    return found ?? null;
  }

  move(row: number, extend: boolean): void {
    this.cursor = row;
    if (!extend) this.anchor = row;
  }

  markAll(): void {
    this.anchor = 0;
    this.cursor = Math.max(0, this.rows - 1);
  }

  /** Changes how lines are shown, and gives the row on which the cursor's line is then. */
  async show(change: { escapes?: 'strip' | 'show'; folded?: boolean }): Promise<number> {
    const { line } = this;
    this.escapes = change.escapes ?? this.escapes;
    this.folded = change.folded ?? this.folded;
    this.#way += 1;
    this.#pages.clear();
    if (!this.folded) this.rows = this.total;
    this.came += 1;
    const row = await this.goTo(line);
    this.see(...this.#wanted);
    return row;
  }

  /**
   * The next line that holds a text; from the other end on if there is none up to the near one.
   * @returns its row, or null
   */
  async find(text: string, backwards: boolean): Promise<number | null> {
    if (text === '') {
      this.searched = null;
      return null;
    }
    const search = (this.#find += 1);
    this.searched = { text, outcome: 'searching' };
    const place = { id: this.id, file: this.file.index, text, backwards };
    const from = backwards ? this.line - 1 : this.line + 1;
    let outcome: Searched['outcome'] = 'found';
    let found =
      from >= 1 && from <= this.total
        ? await ask('analysis.find', { ...place, fromLine: from })
        : null;
    if (search !== this.#find) return null;
    if (found === null) {
      outcome = 'again';
      found = await ask('analysis.find', { ...place, fromLine: backwards ? this.total : 1 });
      if (search !== this.#find) return null;
    }
    this.searched = { text, outcome: found === null ? 'nothing' : outcome };
    return found === null ? null : this.goTo(found.line);
  }

  /** The marked lines as text, or null if they are more than can be copied. */
  async markedText(): Promise<string | null> {
    const { marked } = this;
    if (marked === null) return null;
    const texts: string[] = [];
    let length = 0;
    for (let row = marked[0]; row <= marked[1]; row += MOST_LINES) {
      const count = Math.min(MOST_LINES, marked[1] - row + 1);
      const { lines } = await this.#read({ row: row + 1 }, count);
      for (const { text } of lines) {
        texts.push(text);
        length += text.length + 1;
      }
      if (length > MOST_COPIED) return null;
    }
    return texts.join('\n');
  }
}
