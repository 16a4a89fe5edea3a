/** How often people meet an entry: of two that fit alike, the more common one is meant. */
import type { EntrySummary } from '../contract/entry';

/** What people ask about most, on question sites and issue trackers; the most common first. */
const ASKED = [
  'key-refused',
  'connection-refused',
  'connection-timed-out',
  'connection-abort',
  'no-supported-auth-methods',
  'access-denied',
  'host-key-mismatch',
  'host-key-not-cached',
  'remote-closed-unexpectedly',
  'cannot-load-key',
  'connection-reset',
  'host-name-not-found',
  'no-common-key-exchange',
  'cannot-confirm-host-key-batch',
  'x11-proxy',
  'too-many-auth-failures',
  'key-format-too-new',
  'sftp-permission-denied',
  'serial-port-not-opened',
  'serial-port-not-found',
  'prompt-in-batch-mode',
  'forwarded-connection-refused',
  'sftp-no-such-file',
  'no-common-host-key-algorithm',
  'configured-password-refused',
] as const;

/** 0 to 1 for each entry: how often it is asked for, how often others lead to it, and the manual. */
export function renownOf(entries: readonly EntrySummary[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { related } of entries) {
    for (const id of related) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const most = Math.log1p(Math.max(1, ...counts.values()));
  const asked = new Map<string, number>(ASKED.map((id, at) => [id, 1 - (0.5 * at) / ASKED.length]));
  return new Map(
    entries.map(({ id, manual }) => {
      const linked = Math.log1p(counts.get(id) ?? 0) / most;
      const listed = manual?.startsWith('10.') === true ? 1 : 0;
      return [id, 0.5 * (asked.get(id) ?? 0) + 0.25 * linked + 0.25 * listed];
    }),
  );
}
