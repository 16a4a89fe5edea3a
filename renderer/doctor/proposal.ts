/** Which changes of a saved session are proposed, and what they write: pure. */
import type { Finding, SettingChange } from '../../main/contract/doctor';

/** Ids to begin with: how the session logs. Anything else changes how it connects, so it is offered only. */
export function proposed(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ topic }) => topic === 'logging').map(({ id }) => id);
}

/** The settings that the ticked findings write, each once. */
export function changesOf(
  findings: readonly Finding[],
  ticked: readonly string[],
): readonly SettingChange[] {
  const changes = findings
    .filter(({ id }) => ticked.includes(id))
    .flatMap(({ change }) => change.map((each) => [each.key, each] as const));
  return [...new Map(changes).values()];
}
