import { describe, expect, it } from 'vitest';
import { readSettings, writeSettings } from './session-file';

const change = (key: string, to: string): { key: string; from: null; to: string } => ({
  key,
  from: null,
  to,
});

describe("PuTTY's session file", () => {
  it('keeps every other byte, whatever it is', () => {
    const before = Buffer.from(
      'Present=1\nWinTitle=M\xfcller = me\n\n# odd line\nLogType=0\r\nLogFileName=putty.log\nLast=\x00\xff',
      'latin1',
    );
    const after = writeSettings(before, [change('LogType', '3'), change('LogFileName', '/l/&H')]);
    expect(after.toString('latin1')).toBe(
      'Present=1\nWinTitle=M\xfcller = me\n\n# odd line\nLogType=3\r\nLogFileName=/l/&H\nLast=\x00\xff',
    );
    expect(writeSettings(before, [])).toEqual(before);
  });

  it('gets settings that it does not have at its end', () => {
    expect(writeSettings(Buffer.from('A=1'), [change('B', '2')]).toString()).toBe('A=1\nB=2\n');
    expect(writeSettings(Buffer.from('A=1\r\n'), [change('B', '')]).toString()).toBe(
      'A=1\r\nB=\r\n',
    );
    expect(writeSettings(Buffer.alloc(0), [change('B', '2')]).toString()).toBe('B=2\n');
  });

  it('changes a setting wherever it stands, and reads the first', () => {
    const twice = Buffer.from('LogType=1\nLogType=2\n');
    expect(readSettings(twice).get('LogType')).toBe('1');
    expect(writeSettings(twice, [change('LogType', '3')]).toString()).toBe(
      'LogType=3\nLogType=3\n',
    );
  });

  it('is written in the encoding in which it is read', () => {
    const utf8 = writeSettings(Buffer.from('WinTitle=Müller\n'), [change('Log', '/ü')]);
    expect(utf8.toString('utf8')).toBe('WinTitle=Müller\nLog=/ü\n');
    const latin1 = writeSettings(Buffer.from('WinTitle=Müller\n', 'latin1'), [change('Log', '/ü')]);
    expect(latin1.toString('latin1')).toBe('WinTitle=Müller\nLog=/ü\n');
    const ascii = writeSettings(Buffer.from('A=1\n'), [change('Log', '/ü')]);
    expect(readSettings(ascii).get('Log')).toBe('/ü');
  });
});

describe("KiTTY's session file", () => {
  const file = Buffer.from(
    'HostName\\db01.example.com\\\r\nLogFileName\\C%3A%5Clogs%5C&H.log\\\r\n',
  );

  it('gives its settings', () => {
    expect([...readSettings(file)]).toEqual([
      ['HostName', 'db01.example.com'],
      ['LogFileName', 'C:\\logs\\&H.log'],
    ]);
  });

  it('is changed in its own form', () => {
    const after = writeSettings(file, [
      change('LogType', '3'),
      change('LogFileName', 'D:\\a b.log'),
    ]);
    expect(after.toString()).toBe(
      'HostName\\db01.example.com\\\r\nLogFileName\\D:%5Ca%20b.log\\\r\nLogType\\3\\\r\n',
    );
    expect(readSettings(after).get('LogFileName')).toBe('D:\\a b.log');
  });
});
