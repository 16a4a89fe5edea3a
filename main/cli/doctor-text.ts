/** The doctor's findings as text for people: a paragraph for each saved session. */
import type {
  Backup,
  CategoryEntries,
  Finding,
  SessionReport,
  SettingChange,
} from '../contract/doctor';
import { wrap } from './output';
import { visible } from '../report/visible';
import type { Paint } from './output';

const LOG_TYPES: Readonly<Record<SessionReport['log']['type'], string>> = {
  none: 'nothing',
  printable: 'printable output',
  'session-output': 'all session output',
  'ssh-packets': 'SSH packets',
  'ssh-raw': 'SSH packets and raw data',
};

const MARKS = { trouble: ['!', 'red'], advice: ['-', 'cyan'], fine: ['+', 'dim'] } as const;

export function sessionText(report: SessionReport, paint: Paint): string {
  const { name, host, protocol, log } = report;
  const where = [host, protocol].filter((each) => each !== null).join(', ');
  const wanted = report.findings.filter(({ severity }) => severity !== 'fine');
  const wrong = [...wanted].sort((a, b) => rank(a) - rank(b));
  const fine = report.findings.length - wrong.length;
  const to = log.type === 'none' ? '' : ` to ${log.fileName}`;
  return [
    paint('bold', visible(name)) + (where === '' ? '' : visible(`  (${where})`)),
    row('Logs', `${LOG_TYPES[log.type]}${to}`),
    row('Seen', report.summary),
    row('Shows', tally(report.sees)),
    row('Hides', tally(report.hides)),
    ...report.privacy.map((each, index) => row(index === 0 ? 'Kept' : '', each)),
    ...(wrong.length === 0 ? [row('Change', 'Nothing.')] : wrong.map((each) => item(each, paint))),
    ...(report.privacyAfter.length === 0
      ? []
      : ['  With the logging changes made, the log keeps:']),
    ...report.privacyAfter.map((each) => wrap(`* ${visible(each)}`, '    ', 2)),
    `  ${paint('dim', `${String(fine)} other settings are as they should be.`)}`,
    '',
  ].join('\n');
}

const rank = ({ severity }: Finding): number => (severity === 'trouble' ? 0 : 1);

function item(finding: Finding, paint: Paint): string {
  const [mark, style] = MARKS[finding.severity];
  const set =
    finding.set === null || finding.panel === null ? [] : [`${finding.panel}: ${finding.set}`];
  return [
    `  ${paint(style, mark)} ${paint('bold', visible(finding.title))}  ${paint('dim', finding.id)}`,
    wrap(visible(finding.why), '    '),
    ...set.map((line) => wrap(`> ${visible(line)}`, '    ', 2)),
  ].join('\n');
}

function row(label: string, text: string): string {
  const head = `  ${label}`.padEnd(10);
  return head + wrap(visible(text), ' '.repeat(head.length)).slice(head.length);
}

function tally(categories: readonly CategoryEntries[]): string {
  const count = categories.reduce((sum, { entries }) => sum + entries.length, 0);
  if (count === 0) return 'none';
  const each = categories.map(({ category, entries }) => `${category} ${String(entries.length)}`);
  return `${String(count)} kinds of message: ${each.join(', ')}`;
}

export function changesText(changes: readonly SettingChange[]): string {
  return changes
    .map(({ key, from, to }) => `  ${key}: ${visible(from ?? '(not set)')} -> ${visible(to)}\n`)
    .join('');
}

export const backupText = ({ id, session, madeAt }: Backup): string =>
  `${id}  ${madeAt}  ${visible(session)}\n`;
