/** The engine's side of one followed file: restored, or primed with old content, when it is first needed. */
import type { Analysis, Detection } from '../contract/model';
import type { EngineFactory, LogEngine } from './engine-port';
import type { ReadBytes } from './identity';
import { lastSessionStart } from './last-session';
import { restoreEngine, startEngine } from './positioned-engine';

const CHUNK_BYTES = 256 * 1024;

export class LogSession {
  readonly #create: EngineFactory;
  readonly #stored: () => unknown;
  #engine: LogEngine | null = null;

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
        return;
      } catch {
        // Of another version, or older than the offset: the state is found again in the file itself.
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
    const snapshot: unknown = JSON.parse(JSON.stringify(this.#engine.snapshot()));
    const copy = restoreEngine(this.#create, snapshot, offset);
    const detections = what === 'all' ? copy.finish() : copy.flush();
    return { detections, analysis: copy.analysis() };
  }

  analysis(): Analysis {
    return this.#use().analysis();
  }

  snapshot(): unknown {
    return this.#engine?.snapshot();
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
