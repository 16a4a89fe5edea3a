import { describe, expect, it } from 'vitest';
import type { FileStatus } from '../../main/contract/watch';
import { sortedFiles } from './status-rows';

const file = (path: string, change: Partial<FileStatus> = {}): FileStatus => ({
  path,
  size: 10,
  offset: 10,
  lastReadAt: null,
  state: 'following',
  reason: null,
  ...change,
});

describe('the logs in the status', () => {
  it('begin with what cannot be read, then what was read last', () => {
    const files = [
      file('ignored', { state: 'ignored', lastReadAt: '2024-05-04T10:00:00Z' }),
      file('b', { lastReadAt: '2024-05-04T09:00:00Z' }),
      file('never'),
      file('a', { lastReadAt: '2024-05-04T09:00:00Z' }),
      file('newest', { lastReadAt: '2024-05-04T09:30:00Z' }),
      file('locked', { state: 'unreadable' }),
    ];
    expect(sortedFiles(files).map(({ path }) => path)).toEqual([
      'locked',
      'newest',
      'a',
      'b',
      'never',
      'ignored',
    ]);
  });
});
