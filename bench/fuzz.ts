/**
 * A million hostile logs: pieces of real ones with bytes changed, lost, doubled and put in from
 * elsewhere, and random bytes. The engine must neither throw nor take longer than its share.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../catalogue/build';
import { loadEntries } from '../catalogue/load';
import { createEngine, createMatcher } from '../main/engine';

const TRANSCRIPTS = join(import.meta.dirname, '../catalogue/transcripts');
const INPUTS = 1_000_000;
const LONGEST = 4096;

export function fuzz(print: (line: string) => void): void {
  const loaded = loadEntries();
  const matcher = createMatcher(compile(loaded).index.entries);
  const logs = ['sick', 'healthy'].flatMap((kind) =>
    readdirSync(join(TRANSCRIPTS, kind))
      .filter((name) => !name.endsWith('.expected.json'))
      .map((name) => readFileSync(join(TRANSCRIPTS, kind, name))),
  );
  const samples = loaded.entries.flatMap(({ front }) =>
    front.samples.match.map(({ text }) => Buffer.from(`${text}\n`)),
  );
  const random = generator(20_261_122);
  let bytes = 0;
  let detections = 0;
  let slowest = { ms: 0, length: 0 };
  const started = performance.now();
  for (let input = 0; input < INPUTS; input += 1) {
    const log = mutate(pick(logs, random), samples, random);
    const before = performance.now();
    const engine = createEngine(matcher);
    const cut = random(log.length + 1);
    engine.feed(log.subarray(0, cut));
    engine.feed(log.subarray(cut));
    engine.finish();
    detections += engine.analysis().detections.length;
    const ms = performance.now() - before;
    if (ms > slowest.ms) slowest = { ms, length: log.length };
    bytes += log.length;
    if ((input + 1) % 100_000 === 0) print(`  ${String(input + 1)} inputs`);
  }
  const seconds = (performance.now() - started) / 1000;
  print(
    `${String(INPUTS)} inputs, ${(bytes / 1e6).toFixed(0)} MB, ${seconds.toFixed(0)} s, ${String(detections)} detections, none threw`,
  );
  print(
    `  mean ${((seconds * 1e9) / bytes).toFixed(0)} ns a byte; slowest input ${slowest.ms.toFixed(1)} ms for ${String(slowest.length)} bytes`,
  );
}

type Random = (below: number) => number;

/** A small generator with a seed, so that a failure can be found again (Park and Miller). */
function generator(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % Math.max(1, below);
  };
}

function pick<T>(list: readonly T[], random: Random): T {
  const item = list[random(list.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function mutate(log: Buffer, samples: readonly Buffer[], random: Random): Buffer {
  if (random(20) === 0)
    return Buffer.from(Array.from({ length: random(LONGEST) }, () => random(256)));
  // Half of the pieces start where the log does: what it is, is told there.
  const start = random(2) === 0 ? 0 : random(log.length);
  let bytes = Buffer.from(log.subarray(start, start + 1 + random(LONGEST)));
  for (let change = random(8); change >= 0; change -= 1) {
    const at = random(bytes.length);
    const before = bytes.subarray(0, at);
    switch (random(6)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes = Buffer.concat([before, bytes.subarray(at + random(100))]);
        break;
      case 2:
        bytes = Buffer.concat([before, bytes.subarray(at, at + random(200)), bytes.subarray(at)]);
        break;
      case 3:
        bytes = Buffer.concat([before, pick(samples, random), bytes.subarray(at)]);
        break;
      case 4:
        bytes = Buffer.concat([
          before,
          Buffer.alloc(random(5000), pick([0x20, 0x3a, 0x0a, 0x0d, 0x1b, 0x00], random)),
          bytes.subarray(at),
        ]);
        break;
      default:
        bytes = Buffer.concat([bytes.subarray(at), before]);
    }
  }
  return bytes;
}
