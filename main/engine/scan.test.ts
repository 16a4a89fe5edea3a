/** The assembled scan is what scan.wat says, and finds what a plain loop finds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import wabt from 'wabt';
import { countLineFeeds, hopPackets, readingBuffer } from './scan';

test('scan-module.ts is scan.wat, assembled', async () => {
  const path = join(import.meta.dirname, 'scan.wat');
  const module = (await wabt()).parseWat(path, readFileSync(path), { simd: true });
  module.validate();
  const bytes = Buffer.from(module.toBinary({}).buffer);
  const lines = bytes.toString('base64').match(/.{1,96}/g) ?? [];
  const text = [
    '/** scan.wat, assembled; `npx vitest run main/engine/scan.test.ts -u` writes it anew. */',
    'export const SCAN_MODULE =',
    lines.map((line) => `  '${line}'`).join(' +\n') + ';',
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('scan-module.ts');
});

test('line ends are counted, wherever the bytes begin and end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(10, 13, 65), { maxLength: 200 }),
      fc.nat(50),
      (values, from) => {
        const bytes = Buffer.from(values);
        const counted = [...bytes.subarray(from)].filter((byte) => byte === 10).length;
        expect(countLineFeeds(bytes, Math.min(from, bytes.length), bytes.length)).toBe(counted);
      },
    ),
  );
});

test('more bytes than the memory holds are counted in pieces', () => {
  const bytes = Buffer.alloc(5_000_001, 'line\n');
  expect(countLineFeeds(bytes, 3, bytes.length)).toBe(1_000_000);
});

test('bytes in the buffer for reading are scanned as others are', () => {
  const buffer = readingBuffer();
  const log = Buffer.from(header('Incoming', 94, 'DATA') + row(16) + row(3) + 'Event Log: x\r\n');
  buffer.fill(10);
  for (const at of [0, 5, 1000]) {
    const bytes = buffer.subarray(at, at + log.copy(buffer, at));
    expect(countLineFeeds(bytes, 0, bytes.length)).toBe(4);
    expect(countLineFeeds(bytes, 100, bytes.length)).toBe(3);
    expect(hopPackets(bytes, 0, bytes.length, NOTHING)).toEqual(
      hopPackets(Buffer.from(log), 0, log.length, NOTHING),
    );
  }
});

test('bytes of others are copied beside the buffer for reading', () => {
  const buffer = readingBuffer();
  buffer.fill(10);
  expect(countLineFeeds(Buffer.alloc(1 << 20, 65), 0, 1 << 20)).toBe(0);
  expect(countLineFeeds(buffer, 0, buffer.length)).toBe(1 << 20);
});

const NOTHING = { kind: null, offset: null, shown: 0 } as const;
const row = (bytes: number): string =>
  `  00000000  ${'41 '.repeat(bytes).padEnd(49)}${'A'.repeat(bytes)}\r\n`;
const header = (direction: string, type: number, name: string): string =>
  `${direction} packet #0x1f, type ${String(type)} / 0x${type.toString(16)} (SSH2_MSG_CHANNEL_${name})\r\n`;

test('a hop adds up the data that came in, without what stands before it', () => {
  const log =
    header('Incoming', 94, 'DATA') +
    row(16) +
    row(12) +
    header('Outgoing', 94, 'DATA') +
    row(9) +
    header('Incoming', 95, 'EXTENDED_DATA') +
    row(13) +
    header('Incoming', 93, 'WINDOW_ADJUST') +
    row(8) +
    header('Incoming', 100, 'FAILURE') +
    row(4) +
    header('Incoming', 94, 'DATA') +
    row(10);
  const bytes = Buffer.from(`${log}Event Log: Connection reset by peer\r\n`);
  expect(hopPackets(bytes, 0, bytes.length, NOTHING)).toEqual({
    position: log.length,
    lines: 13,
    packet: { kind: { incoming: true, name: 'SSH2_MSG_CHANNEL_DATA' }, shown: 10 },
    received: 20 + 1,
  });
});

test('the packet that was being read is completed by the next', () => {
  const bytes = Buffer.from(row(16) + header('Outgoing', 93, 'WINDOW_ADJUST'));
  const earlier = { kind: null, offset: 8, shown: 100 };
  expect(hopPackets(bytes, 0, bytes.length, earlier)).toMatchObject({ lines: 2, received: 108 });
});

test.each([
  ['another line', 'Event Log: x\r\n'],
  ['omitted data', '  (5 bytes omitted)\r\n'],
  [
    'a downstream',
    header('Incoming', 94, 'DATA').replace('\r\n', ' on behalf of downstream #1\r\n'),
  ],
  ['another name', header('Incoming', 94, 'DATA').replace('DATA', 'DATE')],
  ['another type', header('Incoming', 91, 'OPEN_CONFIRMATION')],
  ['a type of three digits', header('Incoming', 120, 'FAILURE')],
  ['no number', header('Incoming', 94, 'DATA').replace('1f', '')],
  ['a number too long', header('Incoming', 94, 'DATA').replace('1f', '123456789')],
])('%s ends the hop', (_name, line) => {
  const bytes = Buffer.from(row(16) + line);
  expect(hopPackets(bytes, 0, bytes.length, NOTHING)).toMatchObject({
    position: row(16).length,
    lines: 1,
    packet: { kind: null },
  });
});

test('a log larger than the memory is passed over in several hops', () => {
  const packet = header('Incoming', 94, 'DATA') + row(16) + row(16) + row(3);
  const bytes = Buffer.from(packet.repeat(20_000));
  let position = 0;
  let lines = 0;
  let received = 0;
  let open: Parameters<typeof hopPackets>[3] = NOTHING;
  while (position < bytes.length) {
    const hop = hopPackets(bytes, position, bytes.length, open);
    expect(hop.position).toBeGreaterThan(position);
    position = hop.position;
    lines += hop.lines;
    received += hop.received;
    open = { kind: null, offset: 8, shown: hop.packet.shown };
  }
  expect(lines).toBe(80_000);
  expect(received).toBe(19_999 * 27);
});
