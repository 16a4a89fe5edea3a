/** A store that forgets everything at the end: for a watch without a database. */
import type { FilePosition, ReadRecord, Result, WatchStore } from '../contract/watch';

export function memoryStore(): WatchStore {
  const targets = new Set<string>();
  const positions = new Map<string, FilePosition>();
  const snapshots = new Map<string, string>();
  const ids = new Set<string>();
  const done: Result<null> = { ok: true, value: null };
  return {
    targets: () => [...targets],
    positions: () => [...positions.values()],
    snapshot: (incarnation) => {
      const text = snapshots.get(incarnation);
      return text === undefined ? null : (JSON.parse(text) as unknown);
    },
    begin: (added, found) => {
      for (const target of added) targets.add(target);
      for (const position of found) positions.set(position.incarnation, position);
      return done;
    },
    record: (reads: readonly ReadRecord[]) => {
      const fresh: string[] = [];
      for (const { position, snapshot, detections } of reads) {
        positions.set(position.incarnation, position);
        if (snapshot !== undefined) snapshots.set(position.incarnation, JSON.stringify(snapshot));
        for (const { id } of detections) {
          if (!ids.has(id)) fresh.push(id);
          ids.add(id);
        }
      }
      return { ok: true, value: fresh };
    },
    untold: () => [],
    told: () => done,
  };
}
