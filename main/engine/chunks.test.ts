/** The engine's answer must not depend on how a log's bytes are cut, nor on being stopped between. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Analysis } from '../contract/model';
import { createEngine, createMatcher } from './index';
import type { EngineSnapshot } from './index';

const FOLDER = join(import.meta.dirname, '../../catalogue/transcripts');
const matcher = createMatcher(compile(loadEntries()).index.entries);

const logs = ['sick', 'healthy'].flatMap((kind) =>
  readdirSync(join(FOLDER, kind))
    .filter((name) => !name.endsWith('.expected.json'))
    .map((name) => join(kind, name)),
);
const anyLog = fc.constantFrom(...logs);
const read = (name: string): Buffer => readFileSync(join(FOLDER, name));

function analyse(bytes: Uint8Array, cuts: readonly number[]): Analysis {
  const engine = createEngine(matcher);
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    engine.feed(bytes.subarray(from, cut));
    from = cut;
  }
  engine.finish();
  return engine.analysis();
}

describe('the answer is the same however the bytes are cut', () => {
  test.each(logs)('%s, one byte at a time', (name) => {
    // The first 64 KB hold each log's story; the property below cuts the rest.
    const bytes = read(name).subarray(0, 65_536);
    const everywhere = Array.from(bytes.keys());
    expect(analyse(bytes, everywhere)).toEqual(analyse(bytes, []));
  });

  test('at random places in real logs', () => {
    fc.assert(
      fc.property(
        anyLog,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }),
        (name, places) => {
          const bytes = read(name);
          const cuts = places
            .map((place) => Math.floor(place * bytes.length))
            .sort((a, b) => a - b);
          expect(analyse(bytes, cuts)).toEqual(analyse(bytes, []));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('between the rows of a packet whose header is lost and the next header', () => {
    const row = '  00000000  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................\n';
    const header = 'Outgoing packet #0x0, type 94 / 0x5e (SSH2_MSG_CHANNEL_DATA)\n';
    const bytes = Buffer.from(`${row}${header}${row}`);
    const { sessions } = analyse(bytes, []);
    expect(sessions).toHaveLength(1);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(analyse(bytes, [cut]).sessions).toEqual(sessions);
    }
  });

  test('among lines that end with a bare CR before the first LF', () => {
    const row = '  00000000  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................\r';
    const header =
      '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=\n';
    const bytes = Buffer.from(`Event Log: Connection refused\r${row}${header}`);
    const { sessions } = analyse(bytes, []);
    expect(sessions).toHaveLength(2);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(analyse(bytes, [cut]).sessions).toEqual(sessions);
    }
  });

  test('at random places in made-up lines with every line end and encoding', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=',
        'Event Log: Connection refused',
        'Event Log: Looking up host "a.example.com" for SSH connection',
        'Outgoing packet #0x0, type 94 / 0x5e (SSH2_MSG_CHANNEL_DATA)',
        '  00000000  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................',
        '  x',
        'login as: deploy',
        'Access denied',
        'FATAL ERROR: Remote side sent disconnect message',
        'type 2 (protocol error):',
        '"Too many authentication failures"',
        'PuTTY X11 proxy: Authorisation not recognised',
        '\u001b[1mbold\u001b[0m',
        'grüße',
      ),
      fc.string({ maxLength: 100 }),
    );
    const log = fc.array(fc.tuple(piece, fc.constantFrom('\n', '\r\n', '\r', '\r\r\n', '')), {
      maxLength: 30,
    });
    const encoding = fc.constantFrom('utf8', 'latin1', 'utf16le');
    fc.assert(
      fc.property(
        log,
        encoding,
        fc.array(fc.nat(4000), { maxLength: 30 }),
        (lines, name, places) => {
          const bytes = Buffer.from(lines.flat().join(''), name as BufferEncoding);
          const cuts = places.filter((place) => place <= bytes.length).sort((a, b) => a - b);
          expect(analyse(bytes, cuts)).toEqual(analyse(bytes, []));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('an engine goes on from its saved state at any byte', () => {
  fc.assert(
    fc.property(anyLog, fc.double({ min: 0, max: 1, noNaN: true }), (name, place) => {
      const bytes = read(name);
      const cut = Math.floor(place * bytes.length);
      const first = createEngine(matcher);
      const before = first.feed(bytes.subarray(0, cut));
      const saved = JSON.parse(JSON.stringify(first.snapshot())) as EngineSnapshot;
      const second = createEngine(matcher, saved);
      const after = [...second.feed(bytes.subarray(cut)), ...second.finish()];
      const whole = analyse(bytes, []);
      expect([...before, ...after]).toEqual(whole.detections);
      expect(second.analysis().sessions.at(-1)).toEqual(whole.sessions.at(-1));
    }),
    { numRuns: 200 },
  );
});
