/** How long it takes to explain one message, in a batch of every sample of the catalogue. */
import { compile } from '../catalogue/build';
import { loadEntries } from '../catalogue/load';
import { createMatcher } from '../main/engine';
import { explainText } from '../main/engine/explain';
import { median } from './measure';

const ROUNDS = 5;

export function explaining(print: (line: string) => void): void {
  const loaded = loadEntries();
  const matcher = createMatcher(compile(loaded).index.entries);
  const messages = loaded.entries.flatMap(({ front }) =>
    front.samples.match.map(({ text }) => text),
  );
  const batches: number[] = [];
  const slowest: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const times = messages.map((message) => {
      const started = performance.now();
      explainText(matcher, message);
      return performance.now() - started;
    });
    batches.push(times.reduce((sum, time) => sum + time, 0) / times.length);
    slowest.push(times.toSorted((a, b) => b - a)[Math.floor(times.length / 100)] ?? 0);
  }
  print(`explain, a batch of ${String(messages.length)} messages, ${String(ROUNDS)} rounds`);
  print(
    `  mean of the first batch, patterns not compiled yet: ${(batches[0] ?? 0).toFixed(3)} ms a message`,
  );
  print(`  median of the batches' means: ${median(batches).toFixed(3)} ms a message`);
  print(`  99th percentile: ${median(slowest).toFixed(3)} ms`);
}
