#!/usr/bin/env node
/** The command line: the same engine and answers as the app, on plain Node. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { version } from '../../package.json' with { type: 'json' };
import { EXIT, UsageError } from './output';
import type { ExitCode, Output } from './output';

interface Command {
  readonly usage: string;
  readonly about: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly help: readonly string[];
  run(values: Values, words: readonly string[], output: Output): Promise<ExitCode>;
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

const JSON_OPTION = { json: { type: 'boolean' } } as const;
const STATE_OPTION = { state: { type: 'string' } } as const;

/** Lies beside this program when it is built; run from its sources it reads without threads. */
const THREAD_PROGRAM = import.meta.filename.endsWith('.ts')
  ? null
  : join(import.meta.dirname, 'worker.js');

function jobsOf(value: Values[string]): number | null {
  if (value === undefined) return null;
  const jobs = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (jobs === 0) throw new UsageError('--jobs takes a number from 1 to 999.');
  return jobs;
}

/** Gives an option's text; null where it was not given. */
const textOf =
  (values: Values) =>
  (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };

const COMMANDS: Readonly<Record<string, Command>> = {
  analyze: {
    usage: 'analyze <file, folder or -> ...',
    about: 'read whole logs; say what went wrong, why, what to do',
    options: {
      ...JSON_OPTION,
      format: { type: 'string' },
      jobs: { type: 'string' },
      'no-redact': { type: 'boolean' },
    },
    help: [
      '--format FORMAT text, json, ndjson, sarif, csv, markdown, html, or administrator:',
      '                a message to whoever looks after the server',
      '--json          the same as --format json',
      '--jobs N        read N logs at once (as many as there are cores)',
      '--no-redact     keep names of hosts, users, files and keys in markdown, html and',
      '                administrator',
    ],
    async run(values, words, output) {
      const [{ analyze }, { ANALYZE_FORMATS }] = await Promise.all([
        import('./analyze'),
        import('./analyze-output'),
      ]);
      if (words.length === 0)
        throw new UsageError('Name a log, a folder, or - for standard input.');
      if (words.filter((word) => word === '-').length > 1)
        throw new UsageError('Standard input can be read only once.');
      const name = values['json'] === true ? 'json' : (values['format'] ?? 'text');
      const format = ANALYZE_FORMATS.find((known) => known === name);
      if (!format) throw new UsageError(`The formats are ${ANALYZE_FORMATS.join(', ')}.`);
      return analyze(
        {
          paths: words,
          format,
          jobs: jobsOf(values['jobs']),
          redact: values['no-redact'] !== true,
          threadProgram: THREAD_PROGRAM,
          // Opened only where it is read, for that takes its time.
          get stdin() {
            return process.stdin;
          },
        },
        output,
      );
    },
  },
  watch: {
    usage: 'watch [path ...]',
    about: "follow logs (those of PuTTY's saved sessions where no path is given)",
    options: { ...JSON_OPTION, ...STATE_OPTION },
    help: [
      '--json          one line of JSON for each detection',
      '--state DIR     remember there what was read; go on there after a restart',
    ],
    async run(values, words, output) {
      const { watch } = await import('./watch');
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => {
          stop.abort();
        });
      }
      const state = typeof values['state'] === 'string' ? values['state'] : null;
      return watch({ paths: words, json: values['json'] === true, state }, output, stop.signal);
    },
  },
  explain: {
    usage: 'explain <id, message or ->',
    about: 'explain one message',
    options: JSON_OPTION,
    help: ['--json          with -: one object {"text": "..."} a line in, one answer a line out'],
    async run(values, words, output) {
      const { explain } = await import('./explain');
      if (words.length === 0)
        throw new UsageError('Give a message, an id, or - for standard input.');
      return explain(
        words.join(' '),
        { json: values['json'] === true, stdin: process.stdin },
        output,
      );
    },
  },
  search: {
    usage: 'search <words or ->',
    about: 'find the messages that some words are about',
    options: JSON_OPTION,
    help: [
      '--json          only what fits surely, as one object',
      '                with -: one object {"text": "..."} a line in, one answer a line out',
    ],
    async run(values, words, output) {
      const { search } = await import('./search');
      if (words.length === 0) throw new UsageError('Give some words, or - for standard input.');
      return search(
        words.join(' '),
        { json: values['json'] === true, stdin: process.stdin },
        output,
      );
    },
  },
  list: {
    usage: 'list',
    about: 'all messages that are explained',
    options: JSON_OPTION,
    help: ['--json          one object a line'],
    async run(values, words, output) {
      const { list } = await import('./list');
      if (words.length > 0) throw new UsageError('list takes no words.');
      return list({ json: values['json'] === true }, output);
    },
  },
  doctor: {
    usage: 'doctor [session ...]',
    about: "what PuTTY's saved sessions log, what that shows and hides, what to change",
    options: {
      ...JSON_OPTION,
      ...STATE_OPTION,
      sessions: { type: 'string' },
      apply: { type: 'boolean' },
      fix: { type: 'string', multiple: true },
      yes: { type: 'boolean' },
      undo: { type: 'string' },
      backups: { type: 'boolean' },
    },
    help: [
      '--json          one object',
      '--sessions DIR  read this folder of saved sessions, or an exported .reg file',
      '--apply         change the logging of the named sessions; a backup is kept',
      '--fix ID        with --apply: change only what this finding names (may be repeated)',
      '--yes           with --apply: do not ask',
      '--undo BACKUP   put a session back as it was before',
      '--backups       list the backups',
      "--state DIR     keep backups there; without it, in the app's own folder",
    ],
    async run(values, words, output) {
      const [{ doctor }, { appData }] = await Promise.all([import('./doctor'), import('./places')]);
      const text = textOf(values);
      const fix = values['fix'];
      return doctor(
        {
          sessions: words,
          json: values['json'] === true,
          from: text('sessions'),
          data: text('state') ?? appData(),
          apply: values['apply'] === true,
          fix: Array.isArray(fix) ? fix.map(String) : [],
          yes: values['yes'] === true,
          undo: text('undo'),
          backups: values['backups'] === true,
          stdin: process.stdin,
        },
        output,
      );
    },
  },
  history: {
    usage: 'history',
    about: 'what has been detected, newest first',
    options: {
      ...JSON_OPTION,
      ...STATE_OPTION,
      format: { type: 'string' },
      host: { type: 'string' },
      entry: { type: 'string' },
      severity: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      search: { type: 'string' },
      file: { type: 'string' },
      session: { type: 'string' },
      by: { type: 'string' },
    },
    help: [
      '--format FORMAT text, json (one object a line) or csv',
      '--json          the same as --format json',
      '--host HOST     only what happened with this host',
      '--entry ID      only this message',
      '--severity LIST only these, such as error,security',
      '--since TIME    from this day or time on, such as 2026-11-22 or 2026-11-22T05:45:27',
      '--until TIME    to the end of this day, or before this time',
      '--search WORDS  only where the message, host or user has all these words',
      '--file PATH     only what stood in this log',
      '--session N     with --file: only its session of this number, from 1',
      '--by WHAT       together: by host with what would help, by problem that comes again, or by day',
      "--state DIR     of that folder; without it, the app's own",
    ],
    async run(values, words, output) {
      const [{ filterOf, history, HISTORY_FORMATS }, { SUMMARIES }, { appData }] =
        await Promise.all([import('./history'), import('./history-summary'), import('./places')]);
      if (words.length > 0) throw new UsageError('history takes no words.');
      const name = values['json'] === true ? 'json' : (values['format'] ?? 'text');
      const format = HISTORY_FORMATS.find((known) => known === name);
      if (!format) throw new UsageError(`The formats are ${HISTORY_FORMATS.join(', ')}.`);
      const read = textOf(values);
      const by = SUMMARIES.find((known) => known === read('by')) ?? null;
      if (by === null && read('by') !== null)
        throw new UsageError(`--by takes ${SUMMARIES.join(', ')}.`);
      const filter = filterOf(read);
      return history({ format, state: read('state') ?? appData(), filter, by }, output);
    },
  },
};

const COMMON = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } as const;

function overview(): string {
  const rows = Object.values(COMMANDS).map(({ usage, about }) => `  ${usage.padEnd(34)}${about}`);
  return [
    'Usage: puttyknife <command> ...',
    '',
    ...rows,
    '',
    'Each command has --help. Exit status: 0 nothing wrong found, 1 something found,',
    '2 wrong use or something could not be read.',
    '',
  ].join('\n');
}

function helpFor({ usage, about, help }: Command): string {
  return [
    `Usage: puttyknife ${usage}`,
    '',
    `  ${about}`,
    '',
    ...help.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** Runs one command; the result is the exit status. */
export async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? output.err : output.out)(overview());
    return name === undefined ? EXIT.trouble : EXIT.nothing;
  }
  if (name === '--version') {
    output.out(`${version}\n`);
    return EXIT.nothing;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    output.err(`puttyknife: there is no command "${name}".\n\n${overview()}`);
    return EXIT.trouble;
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...command.options, ...COMMON },
      allowPositionals: true,
    });
    if (values['help'] === true) output.out(helpFor(command));
    else if (values['version'] === true) output.out(`${version}\n`);
    else return await command.run(values, positionals, output);
    return EXIT.nothing;
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      output.err(`puttyknife ${name}: ${error.message}\n`);
      return EXIT.trouble;
    }
    throw error;
  }
}

function isArgumentError(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  );
}

const console_: Output = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  color: process.stdout.isTTY && !process.env['NO_COLOR'],
};

// A reader such as head that has seen enough closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.nothing);
  throw error;
});

run(process.argv.slice(2), console_).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `puttyknife: something went wrong that nothing expected: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = EXIT.trouble;
  },
);
