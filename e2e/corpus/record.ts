/**
 * Records real sessions for catalogue/transcripts: `npm run corpus`, or `npm run corpus -- NAME...`
 * for some scenarios only. docs/corpus.md says what it needs.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../real/display';
import { trustHost } from '../real/putty';
import { makeHostKeys, startSshd } from '../real/sshd';
import { compare } from './compare';
import { CLIENT_HOME, enterHouse, furnish, HOSTS, isInside } from './house';
import type { HostName } from './house';
import { openPlace } from './place';
import type { Kept, Shared } from './place';
import type { Reading } from './scenario';
import { SCENARIOS } from './scenarios';
import { traces } from './traces';

const ROOT = join(import.meta.dirname, '../..');
const TRANSCRIPTS = join(ROOT, 'catalogue/transcripts');
const LARGEST = 150_000;
const TOOLS = 'plink pscp psftp puttygen pageant putty ssh-keygen Xvfb xdotool unshare ip openssl';

/** Where a log goes, and what a person reads in it. */
export interface Recorded {
  readonly file: string;
  readonly reading: Reading;
}

async function main(names: readonly string[]): Promise<number> {
  if (!isInside()) {
    for (const tool of TOOLS.split(' ')) {
      if (!(await isInstalled(tool))) return complain(`${tool} is not installed.`);
    }
    if (process.getuid?.() !== 0) return complain('This needs root, for namespaces of its own.');
    return enterHouse(process.argv.slice(1));
  }
  furnish();
  const unknown = names.filter((name) => SCENARIOS.every((scenario) => scenario.name !== name));
  if (unknown.length > 0) return complain(`No such scenario: ${unknown.join(', ')}`);
  const shared: Shared = { hostKeys: await houseKeys(), keys: new Map() };
  const recorded: Recorded[] = [];
  let failures = 0;
  for (const { name, record } of SCENARIOS) {
    if (names.length > 0 && !names.includes(name)) continue;
    removeOld(name);
    const begin = Date.now();
    const { place, close } = openPlace(name, shared, (kept) => recorded.push(save(kept)));
    try {
      await record(place);
      console.log(`recorded  ${name} in ${Math.round((Date.now() - begin) / 1000)} s`);
    } catch (error) {
      failures += 1;
      console.error(`FAILED    ${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await close();
    }
  }
  console.log(`${recorded.length} logs. Reading them ...`);
  writeExpectations();
  const differences = compare(recorded);
  for (const difference of differences) console.error(difference);
  return failures + differences.length > 0 ? 1 : 0;
}

function complain(sentence: string): number {
  console.error(sentence);
  return 1;
}

/** One set of host keys for all servers; Plink knows all of them by their names. */
async function houseKeys(): Promise<string[]> {
  const folder = '/home/host-keys';
  mkdirSync(folder);
  const hostKeys = await makeHostKeys(folder, ['ed25519', 'ecdsa']);
  for (const name of Object.keys(HOSTS) as HostName[]) {
    const server = await startSshd({ address: HOSTS[name], port: 22, hostKeyFiles: hostKeys });
    await trustHost(CLIENT_HOME, name);
    await server.stop();
  }
  return hostKeys;
}

/** Scenario names may be the start of others, so what follows must be the two dashes. */
function removeOld(scenario: string): void {
  for (const folder of ['sick', 'healthy']) {
    for (const file of readdirSync(join(TRANSCRIPTS, folder))) {
      if (file.startsWith(`own-${scenario}--`)) rmSync(join(TRANSCRIPTS, folder, file));
    }
  }
}

function save({ scenario, kind, bytes, ...reading }: Kept): Recorded {
  const { about, tells } = reading;
  const found = traces(bytes);
  const name = `own-${scenario}--${kind}.log`;
  if (found.length > 0) throw new Error(`${name} tells about this computer: ${found.join(', ')}`);
  if (bytes.length > LARGEST) throw new Error(`${name} has ${bytes.length} bytes`);
  const file = join(TRANSCRIPTS, tells.length > 0 ? 'sick' : 'healthy', name);
  if (existsSync(file)) throw new Error(`${name} is there twice`);
  writeFileSync(file, bytes);
  writeFileSync(`${file}.expected.json`, `${JSON.stringify({ about })}\n`);
  return { file, reading };
}

/** Lets the engine's own test write down what it reads in the logs. */
function writeExpectations(): void {
  const test = ['vitest', 'run', '--update', '-t', 'own-', 'main/engine/transcripts.test.ts'];
  try {
    execFileSync('npx', test, { cwd: ROOT, stdio: 'pipe' });
  } catch {
    // A log on the wrong side, sick or healthy, fails there; compare says so in more detail.
  }
}

// Ends the whole house with it, whatever a scenario has left behind.
process.exit(await main(process.argv.slice(2)));
