/** The engine's side of one followed file: restored, or primed with old content, when it is first needed. */
import type { Analysis, Detection } from '../contract/model';
import type { EngineFactory, LogEngine } from './engine-port';
import type { ReadBytes } from './identity';
import { lastSessionStart } from './last-session';
import { restoreEngine, startEngine } from './positioned-engine';

const CHUNK_BYTES = 256 * 1024;
/** Up to so many detections the whole state is stored with every offset. */
const SMALL = 200;
/** One that holds more is stored once it has grown by this factor, so that writing does not grow with its square. */
const GROWN = 1.25;

export class LogSession {
  readonly #create: EngineFactory;
  readonly #stored: () => unknown;
  #engine: LogEngine | null = null;
  /** What the state held that was stored last. */
  #storedHeld = 0;
  #isStored = true;

  /** `stored` gives the snapshot that belongs to the file's present offset, or null. */
  constructor(create: EngineFactory, stored: () => unknown) {
    this.#create = create;
    this.#stored = stored;
  }

  get loaded(): boolean {
    return this.#engine !== null;
  }

  /** Makes the engine ready for the byte at `offset`. What it finds in old content is not reported. */
  async prepare(read: ReadBytes, offset: number): Promise<void> {
    if (this.#engine !== null) return;
    const snapshot = this.#stored();
    if (snapshot !== null && snapshot !== undefined) {
      try {
        this.#engine = restoreEngine(this.#create, snapshot, offset);
        this.#storedHeld = this.#engine.held;
        return;
      } catch {
        // Of another version, or older than the offset: the state is found again in the file itself.
        this.#isStored = false;
      }
    }
    const base = await lastSessionStart(read, offset);
    const engine = startEngine(this.#create, base);
    for (let at = base.bytes; at < offset;) {
      const chunk = await read(at, Math.min(CHUNK_BYTES, offset - at));
      if (chunk.length === 0) break;
      engine.feed(chunk);
      at += chunk.length;
    }
    this.#engine = engine;
  }

  feed(chunk: Uint8Array): readonly Detection[] {
    this.#isStored = false;
    return this.#use().feed(chunk);
  }

  /**
   * What would be found if nothing more came: `lines` decides whole lines that were held back,
   * `all` takes an unfinished line for a whole one too. The session's own engine is left as it is,
   * so bytes may still follow; then the same detection comes again, under the same id.
   */
  decided(
    offset: number,
    what: 'lines' | 'all',
  ): { detections: readonly Detection[]; analysis: Analysis } | null {
    if (this.#engine === null) return null;
    const copy = restoreEngine(this.#create, this.#engine.snapshot(), offset);
    const detections = what === 'all' ? copy.finish() : copy.flush();
    return { detections, analysis: copy.analysis() };
  }

  analysis(): Analysis {
    return this.#use().analysis();
  }

  /** True if what was stored last is the present state, so that the next run need not look for it in the log. */
  get stored(): boolean {
    return this.#isStored;
  }

  /** The state to be stored; undefined to leave what is stored as it is, if it is long and not `whole`. */
  toStore(whole: boolean): unknown {
    const engine = this.#engine;
    if (engine === null) return undefined;
    const { held } = engine;
    const grownBy = held / this.#storedHeld;
    if (!whole && held > SMALL && grownBy >= 1 && grownBy < GROWN) return undefined;
    this.#storedHeld = held;
    this.#isStored = true;
    return engine.snapshot();
  }

  /** Drops sessions that are over, once what they held was stored. */
  forget(): void {
    this.#engine?.forget();
  }

  /** Gives the engine's memory back; the next read restores it from what is stored. */
  release(): void {
    this.#engine = null;
  }

  #use(): LogEngine {
    if (this.#engine === null) throw new Error('the session was not prepared');
    return this.#engine;
  }
}
