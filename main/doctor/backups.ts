/**
 * Copies of saved sessions from before they were changed: a folder each, with the copy as it was and
 * a note of what was changed. They may hold a proxy's password, so only the user can read them.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Backup } from '../contract/doctor';
import { codeOf } from '../watch/log-handle';

const ORIGINAL = 'original';
const NOTE = 'backup.json';

const note = v.object({
  version: v.literal(1),
  session: v.string(),
  madeAt: v.string(),
  place: v.string(),
  changes: v.array(v.object({ key: v.string(), from: v.nullable(v.string()), to: v.string() })),
  /** Hash of what was saved by the change; null if the change did not come to its end. */
  after: v.nullable(v.string()),
});

export interface KeptBackup {
  readonly backup: Backup;
  readonly original: Buffer;
  readonly after: string | null;
}

export const hashOf = (content: Buffer): string =>
  createHash('sha256').update(content).digest('hex');

export class Backups {
  constructor(
    private readonly folder: string,
    private readonly now: () => Date,
  ) {}

  /** Keeps a copy; the change may be made once this has resolved. */
  async keep(made: Omit<Backup, 'id' | 'madeAt'>, original: Buffer): Promise<Backup> {
    const madeAt = this.now().toISOString();
    const stem = `${madeAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')}-${slug(made.session)}`;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const id = await this.#take(stem);
    const backup: Backup = { id, madeAt, ...made };
    await writeFile(join(this.folder, id, ORIGINAL), original, { mode: 0o600 });
    await this.#note(backup, null);
    return backup;
  }

  /** Notes what the session looks like with the changes made, to know it again. */
  async changed(backup: Backup, after: string): Promise<void> {
    await this.#note(backup, after);
  }

  /** Null if there is none with this id. */
  async get(id: string): Promise<KeptBackup | null> {
    if (!/^[\w-][\w.-]*$/.test(id)) return null;
    try {
      const text = await readFile(join(this.folder, id, NOTE), 'utf8');
      const { session, madeAt, place, changes, after } = v.parse(note, JSON.parse(text));
      const original = await readFile(join(this.folder, id, ORIGINAL));
      return { backup: { id, session, madeAt, place, changes }, original, after };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Newest first; what is damaged is left out. */
  async all(): Promise<readonly Backup[]> {
    const names = await readdir(this.folder).catch((): string[] => []);
    const kept = await Promise.all(names.map((name) => this.get(name).catch(() => null)));
    return kept
      .flatMap((each) => (each === null ? [] : [each.backup]))
      .sort((a, b) => b.madeAt.localeCompare(a.madeAt, 'en') || b.id.localeCompare(a.id, 'en'));
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.folder, id), { recursive: true });
  }

  /** Makes a folder of this name, or with a number if it is taken. */
  async #take(stem: string): Promise<string> {
    for (let count = 1; ; count += 1) {
      const id = count === 1 ? stem : `${stem}-${String(count)}`;
      try {
        await mkdir(join(this.folder, id), { mode: 0o700 });
        return id;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
    }
  }

  async #note({ id, ...rest }: Backup, after: string | null): Promise<void> {
    const file = join(this.folder, id, NOTE);
    const content: v.InferOutput<typeof note> = {
      version: 1,
      ...rest,
      changes: [...rest.changes],
      after,
    };
    await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
}

const slug = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40) || 'session';
