import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSessionFolder, sessionFolder } from './putty-files';
import { parseRegistryExport, readRegistrySessions } from './putty-registry';
import { savedSession, targetsOf, unescapeName } from './session-settings';
import type { StoredSettings } from './session-settings';
import { rootOf } from './roots';
import { makeFolder } from './test-kit';

const EXPORT = [
  'Windows Registry Editor Version 5.00',
  '',
  '[HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions]',
  '',
  '[HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions\\Default%20Settings]',
  '"Present"=dword:00000001',
  '"LogFileName"="putty.log"',
  '"LogType"=dword:00000000',
  '"LogFileClash"=dword:ffffffff',
  '',
  '[HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions\\B%C3%BCro]',
  '"HostName"="db.example.com"',
  '"LogFileName"="C:\\\\Users\\\\Müller\\\\&H \\"q\\"-&Y.log"',
  '"LogType"=dword:00000003',
  '"LogFlush"=dword:00000000',
  '"LogFileClash"=dword:00000001',
  '"SSHLogOmitPasswords"=dword:00000000',
  '"PortNumber"=dword:000008ae',
  '"Protocol"="ssh"',
  '"Colour0"=hex(2):43,00',
  '',
].join('\r\n');

describe('the registry', () => {
  it('gives the sessions with their escaped names, paths and numbers', () => {
    const [defaults, office] = parseRegistryExport(EXPORT);
    expect(defaults?.name).toBe('Default Settings');
    expect(savedSession(defaults as StoredSettings, 'C:\\Users\\Müller', true).log).toMatchObject({
      type: 'none',
      pattern: null,
      guessed: true,
      whenExists: 'ask',
    });
    expect(savedSession(office as StoredSettings, 'C:\\Users\\Müller', true)).toEqual({
      name: 'Büro',
      host: 'db.example.com',
      port: 2222,
      protocol: 'ssh',
      log: {
        type: 'ssh-packets',
        fileName: 'C:\\Users\\Müller\\&H "q"-&Y.log',
        pattern: 'C:\\Users\\Müller\\&H "q"-&Y.log',
        guessed: false,
        whenExists: 'overwrite',
        flush: false,
        header: true,
        omitPasswords: false,
        omitData: false,
      },
    });
  });

  it('is asked for the sessions alone, and may have none', async () => {
    const asked: string[] = [];
    const answer = async (key: string): Promise<null> => {
      asked.push(key);
      return Promise.resolve(null);
    };
    expect(await readRegistrySessions(answer)).toEqual([]);
    expect(asked).toEqual(['HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions']);
  });
});

describe('session files', () => {
  let folder: ReturnType<typeof makeFolder>;
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => folder.remove());

  it('are found where PuTTY looks for them', () => {
    const none = (): boolean => false;
    const all = (): boolean => true;
    expect(sessionFolder({}, '/home/user', none)).toBe('/home/user/.putty/sessions');
    expect(sessionFolder({}, '/home/user', all)).toBe('/home/user/.config/putty/sessions');
    expect(sessionFolder({ XDG_CONFIG_HOME: '/conf' }, '/home/user', all)).toBe(
      '/conf/putty/sessions',
    );
    expect(sessionFolder({ PUTTYDIR: '/p', XDG_CONFIG_HOME: '/conf' }, '/home/user', all)).toBe(
      '/p/sessions',
    );
    expect(sessionFolder({ PUTTYSESSIONS: '/s', PUTTYDIR: '/p' }, '/home/user', all)).toBe('/s');
  });

  it('tell what each session logs and so what to watch', async () => {
    const common = 'Present=1\nHostName=db.example.com\nProtocol=ssh\nPortNumber=22\n';
    writeFileSync(
      folder.at('db%20one'),
      `${common}LogType=2\nLogFileName=${folder.at('logs')}/&H.log\nLogFileClash=0\n`,
    );
    writeFileSync(folder.at('db%20two'), `${common}LogType=4\nLogFileName=session.log\n`);
    writeFileSync(folder.at('quiet'), `${common}LogType=0\nLogFileName=putty.log\n`);
    mkdirSync(folder.at('folder'));
    const stored = await readSessionFolder(folder.path);
    const sessions = stored.map((each) => savedSession(each, '/home/a&b', false));
    sessions.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    expect(sessions.map((each) => [each.name, each.log.type, each.log.whenExists])).toEqual([
      ['db one', 'session-output', 'append'],
      ['db two', 'ssh-raw', 'ask'],
      ['quiet', 'none', 'ask'],
    ]);
    const roots = targetsOf(sessions).map((target) => rootOf(target, false));
    expect(roots.map((root) => [root.base, root.file])).toEqual([
      [folder.at('logs'), null],
      ['/home/a&b', '/home/a&b/session.log'],
    ]);
    expect(await readSessionFolder(folder.at('missing'))).toEqual([]);
  });

  it('may have names in Latin-1', () => {
    expect(unescapeName('B%FCro%20100%25')).toBe('Büro 100%');
    expect(unescapeName('%zz%4')).toBe('%zz%4');
  });
});
