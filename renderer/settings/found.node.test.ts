import { expect, it } from 'vitest';
import type { FileStatus } from '../../main/contract/watch';
import { contents } from './found';

const file = (path: string, lastReadAt: string | null = null): FileStatus => ({
  path,
  size: 1,
  offset: 1,
  lastReadAt,
  state: 'following',
  reason: null,
});

it('counts the logs of each folder, with those below it, and says when one was read last', () => {
  const files = [
    file('/logs/a.log', '2024-05-04T09:15:00Z'),
    file('/logs/deep/b.log', '2024-05-04T10:15:00Z'),
    file('/logs-old/c.log'),
    { ...file('/logs/d.log'), state: 'ignored' as const },
    file('C:\\Logs\\e.log'),
  ];
  const folder = (path: string) => ({ path, source: 'settings' as const });
  const found = contents([folder('/logs'), folder('C:\\Logs'), folder('/none')], files);
  expect(found.map(({ logs, lastReadAt }) => [logs, lastReadAt])).toEqual([
    [2, '2024-05-04T10:15:00Z'],
    [1, null],
    [0, null],
  ]);
});
