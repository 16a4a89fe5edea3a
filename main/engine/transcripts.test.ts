/**
 * Whole logs of real sessions against what is expected of each. After a change that is meant,
 * `npx vitest run main/engine/transcripts.test.ts -u` writes the expectations anew; read the diff.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Analysis } from '../contract/model';
import { createEngine, createMatcher } from './index';

const FOLDER = join(import.meta.dirname, '../../catalogue/transcripts');
const EXPECTED = '.expected.json';
const matcher = createMatcher(compile(loadEntries()).index.entries);

function analyse(file: string): Analysis {
  const engine = createEngine(matcher);
  engine.feed(readFileSync(file));
  engine.finish();
  return engine.analysis();
}

/** The part of an analysis that a person would check by reading the log. */
function outline(about: string, { logType, sessions, detections, incidents }: Analysis): string {
  const result = {
    about,
    logType,
    sessions: sessions.map(({ host, port, user, serverVersion, endedBy }) => ({
      host,
      port,
      user,
      serverVersion,
      endedBy,
    })),
    detections: detections.map(({ entry, voice, line, session, message }) => ({
      entry,
      voice,
      line,
      session,
      message,
    })),
    incidents: incidents.map(({ entry, session, count, recovered, causes }) => ({
      entry,
      session,
      count,
      recovered,
      cause: causes[0]?.id,
    })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function transcripts(kind: 'sick' | 'healthy'): string[] {
  return readdirSync(join(FOLDER, kind)).filter((name) => !name.endsWith(EXPECTED));
}

describe.each(['sick', 'healthy'] as const)('%s transcripts', (kind) => {
  test.each(transcripts(kind))('%s', async (name) => {
    const file = join(FOLDER, kind, name);
    const { about } = JSON.parse(readFileSync(file + EXPECTED, 'utf8')) as { about: string };
    const analysis = analyse(file);
    expect(analysis.detections.length > 0).toBe(kind === 'sick');
    await expect(outline(about, analysis)).toMatchFileSnapshot(file + EXPECTED);
  });
});
