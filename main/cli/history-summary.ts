/** `history --by`: what many errors tell together, for a terminal or as one JSON object a line. */
import type {
  DayCount,
  HistoryFilter,
  HistoryInsights,
  HostSummary,
  RecurringProblem,
  SilentDrops,
} from '../contract/history';
import { SEVERITIES } from '../contract/model';
import { RECURRING } from '../history/index';
import { visibleLine } from '../report/visible';

export const SUMMARIES = ['host', 'problem', 'day'] as const;
export type Summary = (typeof SUMMARIES)[number];

/** @param title what an entry is called, by its id */
export function summaryLines(
  insights: HistoryInsights,
  filter: HistoryFilter,
  by: Summary,
  json: boolean,
  title: (entry: string) => string,
): readonly string[] {
  switch (by) {
    case 'host':
      return insights.hosts(filter).map((host) => (json ? asJson(host) : hostText(host, title)));
    case 'problem':
      return insights
        .recurring(filter, RECURRING)
        .map((problem) => (json ? asJson(problem) : problemText(problem, title)));
    case 'day':
      return insights.days(filter).map((day) => (json ? asJson(day) : dayText(day)));
  }
}

const asJson = (value: HostSummary | RecurringProblem | DayCount): string =>
  `${JSON.stringify(value)}\n`;

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${String(count)} ${count === 1 ? one : many}`;

function hostText(host: HostSummary, title: (entry: string) => string): string {
  const { entries, silentDrops, incidents, firstSeen, lastSeen } = host;
  const lines = [
    `${host.host}: ${counted(incidents, 'error')}, first ${firstSeen}, last ${lastSeen}`,
    ...entries.map(
      ({ entry, count, days }) =>
        `  ${title(entry)}: ${counted(count, 'time')} on ${counted(days, 'day')}`,
    ),
    ...(silentDrops === null ? [] : [`  ${adviceText(silentDrops)}`]),
  ];
  return lines.map((line) => `${visibleLine(line)}\n`).join('');
}

function adviceText(drops: SilentDrops): string {
  const { alike, seconds, lastWeek, keepaliveSeconds, panel } = drops;
  const which = drops.drops === alike ? 'all' : `${String(alike)} of them`;
  return (
    `${counted(drops.drops, 'lost connection')}, ${String(lastWeek)} in the last 7 days, ` +
    `${which} after about ${String(Math.round(seconds / 10) * 10)} s of silence. ` +
    'Most likely a firewall or router on the way forgets silent connections. ' +
    `Set keepalives to ${String(keepaliveSeconds)} s: ${panel}`
  );
}

function problemText(problem: RecurringProblem, title: (entry: string) => string): string {
  const { host, entry, count, days, firstSeen, lastSeen } = problem;
  const where = host === null ? 'unknown host' : host;
  return `${visibleLine(
    `${String(count).padStart(5)} on ${counted(days, 'day')}  ${title(entry)}  (${where}, first ${firstSeen}, last ${lastSeen})`,
  )}\n`;
}

function dayText({ day, incidents, bySeverity }: DayCount): string {
  const kinds = SEVERITIES.flatMap((severity) => {
    const count = bySeverity[severity] ?? 0;
    return count === 0 ? [] : [`${severity} ${String(count)}`];
  });
  return `${day}  ${String(incidents).padStart(5)}  ${kinds.join(', ')}\n`;
}
