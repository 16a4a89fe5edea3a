/** The redaction over whole logs of real programs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import { createEngine, createMatcher } from '../engine/index';
import { htmlReport } from './html';
import { markdownReport } from './markdown';
import { privateValues } from './private-values';
import { createRedactor } from './redact';
import { buildReport } from './report';
import type { FileReport } from './report';

const { index, bodies } = compile(loadEntries());
const matcher = createMatcher(index.entries);
const folder = join(import.meta.dirname, '..', '..', 'catalogue', 'transcripts', 'sick');

const files: FileReport[] = readdirSync(folder)
  .filter((name) => !name.endsWith('.expected.json'))
  .map((name) => {
    const engine = createEngine(matcher);
    engine.feed(readFileSync(join(folder, name)));
    engine.finish();
    return { path: join(folder, name), ...engine.analysis() };
  });

it('lets no name of a real log into a report', () => {
  const known = privateValues(files);
  expect(new Set(known.map(({ kind }) => kind)).size).toBeGreaterThan(4);
  const report = buildReport({
    files,
    problems: [],
    skipped: 0,
    knowledge: { entries: matcher.entries, bodies },
    redact: createRedactor(known),
    redacted: true,
    version: '0.1.0',
  });
  expect(report.incidents).toBeGreaterThan(20);
  // All that comes from the log; the catalogue's own prose has examples in it.
  const told = JSON.stringify(
    report.files.map(({ name, incidents }) => [
      name,
      incidents.map(({ values, message, session, likeliest, others }) => [
        values,
        message,
        session,
        [likeliest, ...others].map((cause) => cause?.evidence),
      ]),
    ]),
  );
  const survivors = known.filter(
    ({ kind, value }) =>
      // A sentence of PuTTY's captured as a path or a comment is no name.
      ['host', 'address', 'user', 'key-file', 'fingerprint'].includes(kind) &&
      value !== 'localhost' &&
      new RegExp(
        `(?<![\\p{L}\\p{N}])${value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
        'iu',
      ).test(told),
  );
  expect(survivors).toEqual([]);
  expect(told).not.toMatch(/\d+\.\d+\.\d+\.\d+|SHA256:|\.ppk|\/home\/|example\.com/);
  for (const text of [markdownReport(report), htmlReport(report)]) {
    expect(text).not.toMatch(/198\.51\.100\.|btjdxMGz|\/home\/anna/);
  }
});
