/** The order of the logs in the status: what needs a look first, then what was read last. */
import type { FileState, FileStatus } from '../../main/contract/watch';

const RANK: Readonly<Record<FileState, number>> = {
  unreadable: 0,
  following: 1,
  waiting: 2,
  ignored: 3,
};

export function sortedFiles(files: readonly FileStatus[]): readonly FileStatus[] {
  return [...files].sort(
    (one, other) =>
      RANK[one.state] - RANK[other.state] ||
      (other.lastReadAt ?? '').localeCompare(one.lastReadAt ?? '', 'en') ||
      one.path.localeCompare(other.path, 'en'),
  );
}
