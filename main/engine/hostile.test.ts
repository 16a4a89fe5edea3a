/**
 * Lines that a server makes to keep the engine busy. Patterns of the catalogue are matched by RE2JS
 * and those of the engine are checked by lint; here both meet the longest lines that are kept. With
 * a pattern that takes quadratic time this would not end within a test's time.
 */
import { expect, test } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Analysis } from '../contract/model';
import { createEngine, createMatcher } from './index';

const entries = compile(loadEntries()).index.entries;
const matcher = createMatcher(entries);
const HEADER = '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=\n';

const LENGTH = 16_384;
const STARTS = [
  'Event Log: ',
  'Event Log: Remote debug message: ',
  'Event Log: Looking up host "',
  'Event Log: Will use SOCKS 5 proxy at ',
  'Event Log: Initialised ',
  'Event Log: No supported authentication methods available (server sent: ',
  'Using username "',
  'FATAL ERROR: ',
  '> ',
  '2026-11-22 05:57:30 ',
  'C:\\',
];
const FILLINGS = [
  '@',
  '"',
  ' (',
  ' proxy at ',
  'server sent: ',
  ' ',
  '>',
  '/',
  '\r',
  '\u001b[',
  '0',
];

function read(log: string): Analysis {
  const engine = createEngine(matcher);
  engine.feed(Buffer.from(log));
  engine.finish();
  return engine.analysis();
}

test.each(STARTS)('long lines that start with %j are read', (start) => {
  const lines = FILLINGS.map((filling) =>
    `${start}${filling.repeat(LENGTH)}`.slice(0, LENGTH).concat('\n').repeat(10),
  );
  for (const before of ['', HEADER, 'Event Log: x\n']) {
    expect(read(before + lines.join('')).detections).toEqual([]);
  }
});

test('long messages that begin like those of the catalogue are read', () => {
  const literals = entries.flatMap(({ patterns }) => patterns.map(({ literal }) => literal));
  const lines = literals.map((literal) => `Event Log: ${literal}${` ${literal}`.repeat(100)}\n`);
  const log = lines.join('');
  expect(read(log).bytes).toBe(Buffer.byteLength(log));
});
