import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './command';

let printed: string[] = [];
const call = (...args: string[]): number => run(args, (text) => printed.push(text));

beforeEach(() => {
  printed = [];
});

describe('the catalogue command', () => {
  it('says how it is used', () => {
    expect(call()).toBe(0);
    expect(call('dance')).toBe(2);
    expect(printed[1]).toContain('npm run catalogue -- <command>');
  });

  it('begins no entry that has a bad id, no category, or is there', () => {
    expect(call('new', 'Bad Id')).toBe(2);
    expect(call('new', 'good-id', '--category', 'nowhere')).toBe(2);
    expect(printed[1]).toContain('host-key');
    expect(call('new', 'key-refused')).toBe(1);
    expect(printed[2]).toContain('entries/authentication/key-refused.md is there already');
  });

  describe('coverage', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'coverage-'));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    it('gives its figures to programs as JSON', () => {
      const file = join(folder, 'table.tsv');
      const header = 'id\tsection\tseverity\ttemplate\tsurfaces\ttools\n';
      writeFileSync(file, `${header}a\tkeys\terror\tServer refused our key\tevent-log\tputty\n`);
      expect(call('coverage', file, '--json')).toBe(0);
      expect(JSON.parse(printed.join(''))).toMatchObject({
        total: { messages: 1, matched: 1 },
        rows: [{ entries: ['key-refused'] }],
      });
    });
  });
});
