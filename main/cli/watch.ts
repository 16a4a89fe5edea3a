/** `watch`: follows logs and reports each incident once, until interrupted. */
import { resolve, sep } from 'node:path';
import { plainInline } from '../contract/inline';
import type { WatchStore, WatchTarget } from '../contract/watch';
import type { History } from '../history/index';
import {
  createCompanion,
  engineFactory,
  memoryStore,
  readSavedSessions,
  targetAt,
  targetsOf,
} from '../watch/index';
import type { IncidentEvent } from '../watch/index';
import { loadBodies, matcher } from './catalogue';
import { incidentText } from './explanation';
import { EXIT, painter, UsageError } from './output';
import type { ExitCode, Output } from './output';

export interface WatchOptions {
  /** Files, folders, or PuTTY's name patterns; empty for those of PuTTY's saved sessions. */
  readonly paths: readonly string[];
  readonly json: boolean;
  /** Folder of the database; null to remember nothing. */
  readonly state: string | null;
}

/** A line that is one event becomes one report if it is followed by silence of this length. */
const SETTLE_MS = 400;

/** Runs until `stop` is aborted. */
export async function watch(
  options: WatchOptions,
  output: Output,
  stop: AbortSignal,
): Promise<ExitCode> {
  const targets = await findTargets(options.paths);
  const history = options.state === null ? null : await openState(options.state, output);
  let found = false;
  const reports = new Reports(output);
  const companion = createCompanion({
    targets,
    createEngine: engineFactory(matcher),
    store: history?.store ?? inMemory(),
    events: {
      ready: () => {
        for (const { path, reason } of companion.status().folders) {
          if (reason !== null) output.err(`puttyknife: ${plainInline(path)}: ${reason}\n`);
        }
        if (options.json) output.out('{"ready":true}\n');
        else
          output.err(
            `Watching ${companion.status().files.length.toString()} files. Stop with Ctrl+C.\n`,
          );
      },
      detection: ({ detection }) => {
        found ||= detection.severity !== 'info';
        if (options.json) output.out(`${JSON.stringify(detection)}\n`);
      },
      incident: (event) => {
        if (!options.json) reports.add(event);
      },
      problem: (problem) => {
        output.err(`puttyknife: ${problem.path ?? ''}: ${problem.message}\n`);
      },
      solved: (code) => {
        output.err(`puttyknife: The trouble named before is over (${code}).\n`);
      },
    },
  });
  try {
    await companion.start();
    await aborted(stop);
    await companion.stop();
    await reports.flush();
  } finally {
    history?.close();
  }
  return found ? EXIT.found : EXIT.nothing;
}

const inMemory = (): WatchStore => memoryStore();

async function findTargets(paths: readonly string[]): Promise<readonly WatchTarget[]> {
  if (paths.length > 0) {
    // A folder that is not there yet is told by the slash behind its name, which `resolve` takes away.
    return Promise.all(
      paths.map((path) => targetAt(resolve(path) + (/[\\/]$/.test(path) ? sep : ''))),
    );
  }
  const sessions = await readSavedSessions();
  if (!sessions.ok) throw new UsageError(sessions.problem.message);
  const targets = targetsOf(sessions.value);
  if (targets.length === 0) {
    throw new UsageError(
      "None of PuTTY's saved sessions writes a log. Name a file or a folder, or switch logging on in PuTTY under Session \u203a Logging.",
    );
  }
  return targets;
}

async function openState(folder: string, output: Output): Promise<History> {
  const { openHistory } = await import('../history/index');
  const opened = openHistory(resolve(folder));
  if (!opened.ok) throw new UsageError(opened.problem.message);
  for (const problem of opened.value.problems) output.err(`puttyknife: ${problem.message}\n`);
  return opened.value.history;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener('abort', () => {
      done();
    });
  });

/** Holds an incident until no further message of it comes, so that one event is one report. */
class Reports {
  private readonly waiting = new Map<string, { event: IncidentEvent; timer: NodeJS.Timeout }>();
  private readonly reported = new Set<string>();
  constructor(private readonly output: Output) {}

  add(event: IncidentEvent): void {
    if (this.reported.has(event.id)) return;
    clearTimeout(this.waiting.get(event.id)?.timer);
    const timer = setTimeout(() => void this.report(event.id), SETTLE_MS);
    this.waiting.set(event.id, { event, timer });
  }

  async flush(): Promise<void> {
    for (const id of [...this.waiting.keys()]) await this.report(id);
  }

  private async report(id: string): Promise<void> {
    const held = this.waiting.get(id);
    if (!held) return;
    clearTimeout(held.timer);
    this.waiting.delete(id);
    this.reported.add(id);
    const { incident, session, root, file } = held.event;
    const entry = matcher.entries.get(incident.entry);
    const body = (await loadBodies())[incident.entry];
    if (!entry || !body) return;
    const values = { ...session?.facts, ...root.captures };
    const paint = painter(this.output.color);
    this.output.out(
      `\n${paint('dim', `${root.detectedAt}  ${plainInline(file)}`)}\n${incidentText(
        {
          entry,
          body,
          values,
          message: root.message,
          place: `line ${String(root.line)}`,
          causes: incident.causes,
          fixes: incident.fixes,
          recovered: incident.recovered,
        },
        paint,
      )}\n`,
    );
  }
}
