/** The doctor's judgement on one saved session: settings in, findings out. */
import type { Finding, SessionReport, SettingChange } from '../contract/doctor';
import type { EntrySummary } from '../contract/entry';
import { savedSession } from '../watch/session-settings';
import type { StoredSettings } from '../watch/session-settings';
import { otherFindings } from './connection';
import { loggingFindings } from './logging';
import { privacyOf } from './privacy';
import { Settings } from './settings';
import type { Surroundings } from './settings';
import { summaryOf, visibility } from './visibility';

/** @param entries the catalogue, to tell which messages can be seen. */
export function examine(
  stored: StoredSettings,
  around: Surroundings,
  entries: readonly EntrySummary[],
): SessionReport {
  const session = savedSession(stored, around.home, around.windows);
  const settings = new Settings(session, stored.values);
  const logging = loggingFindings(settings, around);
  const { name, host, protocol, log } = session;
  const changes = changesOf(logging);
  const after = savedSession(
    { name, values: withChanges(stored.values, changes) },
    around.home,
    around.windows,
  );
  return {
    name,
    host,
    protocol,
    log,
    ...visibility(log.type, entries),
    summary: summaryOf(log.type),
    privacy: privacyOf(log),
    privacyAfter: changes.length === 0 ? [] : privacyOf(after.log),
    findings: [...logging, ...otherFindings(settings, around)],
  };
}

/** All changes of these findings, each setting once. */
export function changesOf(findings: readonly Finding[]): readonly SettingChange[] {
  return [
    ...new Map(findings.flatMap(({ change }) => change.map((each) => [each.key, each]))).values(),
  ];
}

function withChanges(
  values: ReadonlyMap<string, string>,
  changes: readonly SettingChange[],
): ReadonlyMap<string, string> {
  return new Map([...values, ...changes.map(({ key, to }) => [key, to] as const)]);
}
