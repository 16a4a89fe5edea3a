/**
 * How fast whole logs are read: `analyze` from process start to its end, beside ripgrep looking for
 * all messages' literals and beside lnav, and how time grows with the size of the log.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../catalogue/build';
import { loadEntries } from '../catalogue/load';
import { largeLog } from './logs';
import { median, ratio, sideBySide } from './measure';
import type { Contender, Run } from './measure';

const CLI = join(import.meta.dirname, '../out/main/cli.js');
const ROUNDS = 11;

const installed = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

export async function reading(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'puttyknife-bench-'));
  try {
    const entries = compile(loadEntries()).index.entries;
    const literals = [
      ...new Set(entries.flatMap((entry) => entry.patterns.map(({ literal }) => literal))),
    ];
    const list = join(folder, 'literals.txt');
    writeFileSync(list, `${literals.join('\n')}\n`);
    print(`${String(literals.length)} literals`);
    for (const [kind, megabytes] of [
      ['terminal', 512],
      ['packets', 256],
    ] as const) {
      const log = largeLog(folder, kind, megabytes);
      await compare(`${String(megabytes)} MB ${kind} log`, log, list, literals, print);
      rmSync(log);
    }
    await growth(folder, print);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ours = (log: string): Contender => ({
  name: 'puttyknife analyze',
  command: process.execPath,
  args: [CLI, 'analyze', '--json', log],
});

async function compare(
  title: string,
  log: string,
  list: string,
  literals: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const contenders = [ours(log)];
  if (installed('rg')) {
    contenders.push({ name: 'rg -F', command: 'rg', args: ['-c', '-F', '-f', list, log] });
  } else print('ripgrep is not installed, so there is nothing to compare with.');
  const runs = await sideBySide(contenders, ROUNDS);
  print(`\n${title}, medians of ${String(ROUNDS)} runs in turn`);
  for (const [name, results] of runs) print(row(name, results));
  const [own, peer] = [...runs.values()];
  if (own && peer) print(`  wall, ours to ripgrep's: ${ratio(own, peer).toFixed(2)}`);
  if (!installed('lnav')) return;
  // lnav indexes the file and then filters; one run, as it takes long.
  const filter = literals
    .map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  const lnav = {
    name: 'lnav -n',
    command: 'lnav',
    args: ['-n', '-q', '-c', `:filter-in ${filter}`, log],
  };
  const [result] = (await sideBySide([lnav], 1)).get('lnav -n') ?? [];
  if (result) print(row('lnav -n, one run', [result]));
}

function row(name: string, runs: readonly Run[]): string {
  const wall = median(runs.map((run) => run.wallMs));
  const peak = median(runs.map((run) => run.peakMb ?? Number.NaN));
  return `  ${name.padEnd(20)} ${wall.toFixed(0).padStart(6)} ms wall  ${peak.toFixed(0).padStart(5)} MB peak`;
}

async function growth(folder: string, print: (line: string) => void): Promise<void> {
  for (const kind of ['terminal', 'packets'] as const) {
    print(`\ntime against size, ${kind} log`);
    for (const megabytes of [16, 64, 256, 1024]) {
      const log = largeLog(folder, kind, megabytes);
      const runs = (await sideBySide([ours(log)], 3)).get('puttyknife analyze') ?? [];
      print(row(`${String(megabytes)} MB`, runs));
      rmSync(log);
    }
  }
}
