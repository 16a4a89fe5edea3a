import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDoctor } from '../doctor/index';
import { DoctorService } from './doctor-service';
import { ProblemError } from './problem';

const SAVED = 'HostName=db01.example.com\nProtocol=ssh\nLogType=0\nColour0=1,2,3\n';

describe('the doctor behind the window', () => {
  let folder = '';
  let file = '';
  const changed = vi.fn();
  const service = (): DoctorService =>
    new DoctorService(
      createDoctor({
        data: path.join(folder, 'data'),
        entries: [],
        sessions: path.join(folder, 'sessions'),
        home: folder,
      }),
      changed,
    );

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-doctor-'));
    mkdirSync(path.join(folder, 'sessions'));
    file = path.join(folder, 'sessions', 'db01');
    writeFileSync(file, SAVED);
    changed.mockClear();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('changes nothing by looking', async () => {
    const view = await service().view();
    expect(view.sessions.map(({ name }) => name)).toEqual(['db01']);
    expect(view.backups).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(SAVED);
    expect(changed).not.toHaveBeenCalled();
  });

  it('changes what it is told to, and tells that other logs may be written now', async () => {
    const view = await service().apply('db01', ['log-type']);
    expect(view.sessions[0]?.log.type).toBe('ssh-packets');
    expect(view.backups).toHaveLength(1);
    expect(changed).toHaveBeenCalledOnce();
    const after = await service().undo(view.backups[0]?.id ?? '');
    expect(after.backups).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(SAVED);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('refuses with a sentence', async () => {
    await expect(service().apply('db02', ['log-type'])).rejects.toThrow(ProblemError);
    await expect(service().undo('nothing')).rejects.toThrow('There is no backup');
    expect(changed).not.toHaveBeenCalled();
  });
});
