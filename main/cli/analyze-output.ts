/** How `analyze` prints what it found. What can be printed log by log is not kept in memory. */
import { version } from '../../package.json' with { type: 'json' };
import type { EntryBody } from '../contract/entry';
import type { Problem } from '../contract/model';
import { storyOf } from '../contract/story';
import type { StoryFile } from '../contract/story';
import { summarise } from '../analyse/summary';
import { documentOf, published, sentenceOf, visibleLine } from '../report/index';
import type { FileReport } from '../report/index';
import { loadBodies, matcher } from './catalogue';
import { incidentText } from './explanation';
import { painter } from './output';
import type { Output } from './output';

export const ANALYZE_FORMATS = [
  'text',
  'json',
  'ndjson',
  'sarif',
  'markdown',
  'html',
  'csv',
  'administrator',
] as const;
export type AnalyzeFormat = (typeof ANALYZE_FORMATS)[number];

/** Takes the logs in the order in which they were named, then what could not be read. */
export interface Printer {
  file(file: FileReport): void | Promise<void>;
  end(problems: readonly Problem[], skipped: number): void | Promise<void>;
}

export async function printerFor(
  format: AnalyzeFormat,
  output: Output,
  redact: boolean,
): Promise<Printer> {
  switch (format) {
    case 'json':
      return jsonPrinter(output);
    case 'ndjson':
      return ndjsonPrinter(output);
    case 'text':
      return textPrinter(output);
    case 'sarif':
    case 'markdown':
    case 'html':
    case 'csv':
    case 'administrator':
      return documentPrinter(format, output, redact, await loadBodies());
  }
}

function jsonPrinter({ out }: Output): Printer {
  let between = '{"version":1,"files":[';
  return {
    file(file) {
      out(between + JSON.stringify(published(file)));
      between = ',';
    },
    end(errors) {
      out(`${between === ',' ? '' : between}],"errors":${JSON.stringify(errors)}}\n`);
    },
  };
}

function ndjsonPrinter({ out }: Output): Printer {
  return {
    file(file) {
      out(`${JSON.stringify({ version: 1, ...published(file) })}\n`);
    },
    end(errors) {
      for (const error of errors) out(`${JSON.stringify({ version: 1, error })}\n`);
    },
  };
}

/** What is made to be read by people is redacted; a machine gets what it asks for. */
const FOR_MACHINES: ReadonlySet<AnalyzeFormat> = new Set(['sarif', 'csv']);

/** These say first how much was found, so they are made when all is known. */
function documentPrinter(
  format: 'sarif' | 'markdown' | 'html' | 'csv' | 'administrator',
  { out }: Output,
  redact: boolean,
  bodies: Readonly<Record<string, EntryBody>>,
): Printer {
  const files: FileReport[] = [];
  const knowledge = { entries: matcher.entries, bodies };
  return {
    file(file) {
      files.push(file);
    },
    end(problems, skipped) {
      const choice = redact && !FOR_MACHINES.has(format) ? {} : null;
      const options = { files, problems, skipped, knowledge, redact: choice, version };
      for (const piece of documentOf(format, options)) out(piece);
    },
  };
}

function textPrinter({ out, color }: Output): Printer {
  const paint = painter(color);
  let between = '';
  const print = (part: string): void => {
    out(`${between}${part}\n`);
    between = '\n';
  };
  const told: StoryFile[] = [];
  return {
    async file(file) {
      told.push(storyFileOf(file));
      print(`${paint('bold', visibleLine(file.path))}: ${summary(file)}`);
      for (const text of await incidentTexts(file, color)) print(text);
    },
    end(_problems, skipped) {
      if (skipped > 0) print(`${count(skipped, 'file')} passed over: no logs of PuTTY.`);
      if (told.length > 1) {
        print(paint('bold', visibleLine(sentenceOf(storyOf(told), told.length))));
      }
    },
  };
}

function storyFileOf(file: FileReport): StoryFile {
  const { incidents, sessions } = summarise(file, 0, matcher.entries);
  return { sessions: sessions.length, incidents };
}

async function incidentTexts(file: FileReport, color: boolean): Promise<string[]> {
  if (file.incidents.length === 0) return [];
  const bodies = await loadBodies();
  return file.incidents.flatMap((incident) => {
    const entry = matcher.entries.get(incident.entry);
    const body = bodies[incident.entry];
    const root = incident.detections
      .map((index) => file.detections[index])
      .find((detection) => detection?.entry === incident.entry);
    const session = file.sessions.find(({ index }) => index === incident.session);
    if (!entry || !body || !root) return [];
    const more = incident.count > 1 ? `, ${count(incident.count, 'message')}` : '';
    return incidentText(
      {
        entry,
        body,
        values: { ...session?.facts, ...root.captures },
        message: root.message,
        place: `line ${root.line}${more}`,
        causes: incident.causes,
        fixes: incident.fixes,
        recovered: incident.recovered,
      },
      painter(color),
    );
  });
}

function summary({ incidents, sessions, logType, bytes }: FileReport): string {
  if (bytes === 0) return 'nothing wrong (the log is empty).';
  if (logType === 'text') return 'this is no log of PuTTY, and no message of PuTTY stands in it.';
  const read = `${count(sessions.length, 'session')} read`;
  return incidents.length === 0
    ? `nothing wrong (${read}).`
    : `${count(incidents.length, 'problem')} (${read}).`;
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;
