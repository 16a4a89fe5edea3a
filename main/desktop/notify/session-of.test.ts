import { describe, expect, it } from 'vitest';
import type { SavedSession } from '../../contract/watch';
import { sessionNames } from './session-of';

function session(name: string, pattern: string | null): SavedSession {
  return {
    name,
    host: null,
    port: null,
    protocol: 'ssh',
    log: {
      type: pattern === null ? 'none' : 'ssh-packets',
      fileName: pattern ?? '',
      pattern,
      guessed: false,
      whenExists: 'append',
      flush: true,
      header: true,
      omitPasswords: true,
      omitData: true,
    },
  };
}

describe('the saved session of a log', () => {
  it('is told by PuTTY’s file name with its codes', () => {
    const of = sessionNames(
      [
        session('none', null),
        session('db', '/logs/db-&H-&Y&M&D.log'),
        session('web', '/logs/web.log'),
      ],
      false,
    );
    expect(of('/logs/db-db01.example.com-20240504.log')).toBe('db');
    expect(of('/logs/web.log')).toBe('web');
    expect(of('/logs/old/web.log')).toBe('/logs/old/web.log');
    expect(of('/logs/other.log')).toBe('/logs/other.log');
  });

  it('is told on Windows, where capital letters do not matter', () => {
    const of = sessionNames([session('db', 'C:\\Logs\\&H\\putty.log')], true);
    expect(of('c:\\logs\\db01\\PuTTY.log')).toBe('db');
    expect(of('c:\\logs\\putty.log')).toBe('c:\\logs\\putty.log');
  });
});
