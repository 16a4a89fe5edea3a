/** `doctor`: what PuTTY's saved sessions log, what that shows and hides, and what to change. */
import { createInterface } from 'node:readline/promises';
import { resolve } from 'node:path';
import type { Backup, Doctor, Finding, SessionReport } from '../contract/doctor';
import type { Problem } from '../contract/model';
import type { Result } from '../contract/watch';
import { changesOf, createDoctor } from '../doctor/index';
import { entries } from './catalogue';
import { backupText, changesText, sessionText } from './doctor-text';
import { EXIT, painter, UsageError } from './output';
import { visible } from '../report/visible';
import type { ExitCode, Output } from './output';

export interface DoctorCommand {
  /** Names of sessions; empty for all. */
  readonly sessions: readonly string[];
  readonly json: boolean;
  /** A folder of saved sessions or an exported `.reg` file; null for PuTTY's own. */
  readonly from: string | null;
  /** The app's folder, in which backups are kept. */
  readonly data: string;
  readonly apply: boolean;
  /** Findings to mend; empty for all that are about logging. */
  readonly fix: readonly string[];
  readonly yes: boolean;
  readonly undo: string | null;
  readonly backups: boolean;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
}

export async function doctor(command: DoctorCommand, output: Output): Promise<ExitCode> {
  const { apply, undo, backups, sessions, data, from } = command;
  if ([apply, undo !== null, backups].filter(Boolean).length > 1)
    throw new UsageError('Use one of --apply, --undo and --backups.');
  if (command.fix.length > 0 && !apply) throw new UsageError('--fix needs --apply.');
  if (sessions.length > 0 && (undo !== null || backups))
    throw new UsageError('--undo and --backups take no session.');
  const works = createDoctor({
    data: resolve(data),
    entries,
    sessions: from === null ? null : resolve(from),
  });
  if (backups) return listBackups(works, command, output);
  if (undo !== null) return putBack(works, undo, command, output);
  const reports = pick(expect(await works.examine()), sessions);
  if (apply) return change(works, reports, command, output);
  return show(reports, command, output);
}

/** Unwraps a result; a problem ends the command with its sentence. */
function expect<T>(result: Result<T>): T {
  if (!result.ok) throw new UsageError(result.problem.message);
  return result.value;
}

function pick(
  reports: readonly SessionReport[],
  names: readonly string[],
): readonly SessionReport[] {
  if (names.length === 0) return reports;
  return [...new Set(names)].map((name) => {
    const report = reports.find((each) => each.name === name);
    if (report === undefined)
      throw new UsageError(`PuTTY has no saved session "${visible(name)}".`);
    return report;
  });
}

function show(
  reports: readonly SessionReport[],
  { json }: DoctorCommand,
  output: Output,
): ExitCode {
  if (json) output.out(`${JSON.stringify({ version: 1, sessions: reports })}\n`);
  else if (reports.length === 0)
    output.out('PuTTY has no saved sessions, so nothing it does is logged.\n');
  else {
    const paint = painter(output.color);
    output.out(reports.map((report) => sessionText(report, paint)).join('\n'));
    const named = reports.filter((report) => loggingToMend(report).length > 0);
    if (named.length > 0) {
      output.out(
        '\nTo make the logging changes: puttyknife doctor --apply <session> ...\nA backup is kept, and they can be undone.\n',
      );
    }
  }
  const trouble = reports.some(({ findings }) =>
    findings.some(({ severity }) => severity === 'trouble'),
  );
  return trouble ? EXIT.found : EXIT.nothing;
}

const loggingToMend = ({ findings }: SessionReport): readonly Finding[] =>
  findings.filter(({ topic, change: changes }) => topic === 'logging' && changes.length > 0);

async function change(
  works: Doctor,
  reports: readonly SessionReport[],
  command: DoctorCommand,
  output: Output,
): Promise<ExitCode> {
  if (command.sessions.length === 0)
    throw new UsageError('Name the sessions to change after --apply.');
  const plans = reports.map((report) => ({ report, findings: toMend(report, command.fix) }));
  const open = plans.filter(({ findings }) => findings.length > 0);
  if (!command.json) {
    for (const { report, findings } of plans) {
      output.out(
        findings.length === 0
          ? `${visible(report.name)}: nothing to change.\n`
          : `${visible(report.name)}:\n${changesText(changesOf(findings))}`,
      );
    }
  }
  if (open.length > 0 && !(await agreed(command, output))) {
    output.err('Nothing was changed.\n');
    return EXIT.nothing;
  }
  const applied: Backup[] = [];
  const problems: Problem[] = [];
  for (const { report, findings } of open) {
    const result = await works.apply(
      report.name,
      findings.map(({ id }) => id),
    );
    if (result.ok) applied.push(result.value);
    else problems.push(result.problem);
  }
  if (command.json) output.out(`${JSON.stringify({ version: 1, applied, errors: problems })}\n`);
  else {
    for (const { id, session } of applied) {
      output.out(`${visible(session)} is changed. To undo it: puttyknife doctor --undo ${id}\n`);
    }
  }
  for (const { message } of problems) output.err(`puttyknife: ${visible(message)}\n`);
  return problems.length > 0 ? EXIT.trouble : EXIT.nothing;
}

function toMend(report: SessionReport, fix: readonly string[]): readonly Finding[] {
  if (fix.length === 0) return loggingToMend(report);
  return fix.flatMap((id) => {
    const found = report.findings.find((finding) => finding.id === id);
    if (found === undefined)
      throw new UsageError(`Nothing named "${visible(id)}" was found in "${report.name}".`);
    return found.change.length > 0 ? [found] : [];
  });
}

/** Asks on a terminal; elsewhere only --yes will do. */
async function agreed({ yes, stdin }: DoctorCommand, output: Output): Promise<boolean> {
  if (yes) return true;
  if (stdin.isTTY !== true)
    throw new UsageError('Without a terminal to ask on, --apply needs --yes.');
  output.err('Sessions that are open now keep their settings until they are opened again.\n');
  const asking = createInterface({ input: stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await asking.question('Make these changes? [y/N] ')).trim());
  } finally {
    asking.close();
  }
}

async function putBack(
  works: Doctor,
  id: string,
  { json }: DoctorCommand,
  output: Output,
): Promise<ExitCode> {
  const backup = expect(await works.undo(id));
  if (json) output.out(`${JSON.stringify({ version: 1, undone: backup })}\n`);
  else output.out(`${visible(backup.session)} is as it was before.\n`);
  return EXIT.nothing;
}

async function listBackups(
  works: Doctor,
  { json }: DoctorCommand,
  output: Output,
): Promise<ExitCode> {
  const backups = expect(await works.backups());
  if (json) output.out(`${JSON.stringify({ version: 1, backups })}\n`);
  else for (const backup of backups) output.out(backupText(backup));
  return EXIT.nothing;
}
