import { describe, expect, it } from 'vitest';
import { isLogName, isRotationOf, parseLogName } from './names';

describe('PuTTY log file names', () => {
  it('takes the fixed folders as the base and turns codes into expressions', () => {
    const pattern = parseLogName('/var/putty/&Y-&M/&H-&D&T.log', false);
    expect(pattern.base).toBe('/var/putty');
    expect(pattern.fixed).toBeNull();
    expect(pattern.parts).toHaveLength(2);
    expect(pattern.parts[0]?.test('2026-11')).toBe(true);
    expect(pattern.parts[0]?.test('latest')).toBe(false);
    expect(pattern.parts[1]?.test('db.example.com-22054527.log')).toBe(true);
    expect(pattern.parts[1]?.test('db.example.com-22.log')).toBe(false);
  });

  it('knows the codes in lower case, the port, && and codes that are none', () => {
    const pattern = parseLogName('/logs/&h_&p_a&&b_&x.log', false);
    expect(pattern.parts[0]?.test('host_2222_a&b_&x.log')).toBe(true);
    expect(pattern.parts[0]?.test('host_ssh_a&b_&x.log')).toBe(false);
  });

  it('splits Windows paths and ignores case there', () => {
    const pattern = parseLogName('C:\\Logs\\&H.log', true);
    expect(pattern.base).toBe('C:\\Logs');
    expect(pattern.parts[0]?.test('EXAMPLE.COM.LOG')).toBe(true);
  });

  it('keeps a name without codes as one file', () => {
    const pattern = parseLogName('/logs/putty.log', false);
    expect(pattern).toMatchObject({ base: '/logs', fixed: 'putty.log' });
    expect(pattern.parts[0]?.test('putty.log')).toBe(true);
    expect(pattern.parts[0]?.test('puttyxlog')).toBe(false);
    expect(parseLogName('/&H.log', false).base).toBe('/');
  });
});

describe('names in a folder', () => {
  it.each(['putty.log', 'a.LOG', 'a.log.1', 'a.log-20261122', 'a.log.old', 'notes.txt', 'putty'])(
    '%s can be a log',
    (name) => expect(isLogName(name)).toBe(true),
  );
  it.each(['a.log.gz', 'history.db', 'key.ppk', '.hidden.log', 'putty.exe', 'a.pdf'])(
    '%s cannot',
    (name) => expect(isLogName(name)).toBe(false),
  );
  it('recognises what rotation makes of a name', () => {
    for (const name of ['a.log.1', 'a.log-20261122', 'a.1.log', 'a-20261122.log', 'a.log.old'])
      expect(isRotationOf(name, 'a.log')).toBe(true);
    for (const name of ['a.log', 'b.log.1', 'ab.log', 'a.logs', 'a2.log']) {
      expect(isRotationOf(name, 'a.log')).toBe(false);
    }
  });
});
