/** A report as Markdown (CommonMark, and what code hosting sites add to it). */
import type { Block, Fix, Inline } from '../contract/entry';
import { parseInline } from '../contract/inline';
import type { HoleValues } from '../contract/inline';
import {
  countOf,
  foldsOf,
  panelParts,
  partedFiles,
  RECOVERED,
  REDACTED_NOTE,
  SEVERITY_WORDS,
  SHORT_LIST,
  SIDES,
  verdictOf,
} from './report';
import type { Report, ReportCause, ReportIncident } from './report';

export function markdownReport(report: Report): string {
  const parts = ['# What PuTTY reported', escapeMarkdown(verdictOf(report))];
  if (report.redacted) parts.push(`_${REDACTED_NOTE}_`);
  const { told, well } = partedFiles(report);
  for (const file of told) {
    parts.push(`## ${inCode(file.name)}`, escapeMarkdown(file.summary));
    for (const incident of file.incidents) parts.push(...incidentParts(incident));
  }
  if (well.length > 0) {
    const list = well
      .map(({ name, summary }) => `- ${inCode(name)}: ${escapeMarkdown(summary)}`)
      .join('\n');
    parts.push('## Nothing wrong');
    parts.push(
      ...(well.length > SHORT_LIST ? details(countOf(well.length, 'log'), [list]) : [list]),
    );
  }
  if (report.problems.length > 0) {
    parts.push(
      '## What could not be read',
      report.problems
        .map(({ name, message }) => `- ${inCode(name)}: ${escapeMarkdown(message)}`)
        .join('\n'),
    );
  }
  if (report.skipped > 0) {
    parts.push(`${countOf(report.skipped, 'file')} passed over: no logs of PuTTY.`);
  }
  parts.push('---', `Made by Puttyknife ${escapeMarkdown(report.version)}.`);
  return `${parts.join('\n\n')}\n`;
}

function incidentParts(incident: ReportIncident): string[] {
  const { entry, values, number } = incident;
  const place = [
    SEVERITY_WORDS[entry.severity],
    `line ${incident.line}`,
    ...(incident.session === null ? [] : [inCode(incident.session)]),
    ...(incident.time === null ? [] : [escapeMarkdown(incident.time)]),
    ...(incident.count > 1 ? [countOf(incident.count, 'message')] : []),
  ];
  const parts = [
    `### ${number}. ${prose(entry.headline, values)}`,
    place.join(' · '),
    'PuTTY says:',
    fenced(incident.message),
    ...(incident.recovered ? [RECOVERED] : []),
  ];
  if (incident.likeliest !== null) {
    parts.push(`**${incident.certainty}:** ${prose(incident.likeliest.cause.text, values)}`);
    const evidence = evidenceItems(incident.likeliest);
    if (evidence.length > 0) parts.push(evidence.map((item) => `- ${item}`).join('\n'));
  }
  if (incident.sameAs !== null) {
    return [...parts, `What to do is the same as for number ${incident.sameAs}.`];
  }
  if (incident.fixes.length > 0) {
    parts.push('**What to do**', ...fixParts(incident.fixes, values));
  }
  if (incident.others.length > 0) {
    const causes = incident.others.map(
      (other) => `- ${prose(other.cause.text, values)}${likelihood(other)}`,
    );
    parts.push(
      ...details(countOf(incident.others.length, 'other cause'), [
        causes.join('\n'),
        ...fixParts(incident.otherFixes, values),
      ]),
    );
  }
  for (const [title, blocks] of foldsOf(incident)) {
    if (blocks.length > 0)
      parts.push(
        ...details(
          title,
          blocks.map((block) => blockText(block, values)),
        ),
      );
  }
  if (incident.references.length > 0) {
    const sections = incident.references.map(
      ({ manual, title }) => `- Section ${escapeMarkdown(manual)}, ${escapeMarkdown(title)}`,
    );
    parts.push(...details('PuTTY manual', [sections.join('\n')]));
  }
  return parts;
}

const likelihood = (cause: ReportCause): string => {
  const evidence = evidenceItems(cause);
  const word = cause.likelihood === null ? '' : ` (${cause.likelihood})`;
  return evidence.length === 0 ? word : `${word}: ${evidence.join('; ')}`;
};

const evidenceItems = ({ evidence }: ReportCause): string[] =>
  evidence.map(({ line, text }) =>
    line === null ? inCode(text) : `line ${line}: ${inCode(text)}`,
  );

const details = (title: string, inside: readonly string[]): string[] => [
  `<details>\n<summary>${title}</summary>`,
  ...inside,
  '</details>',
];

/** Numbered; what belongs to a step is indented below it. */
function fixParts(fixes: readonly Fix[], values: HoleValues): string[] {
  return fixes.map((fix, index) => {
    const mark = `${index + 1}. `;
    const careful = fix.risk === 'careful' ? ', with care' : '';
    const inside = [
      `**${prose(fix.title, values, 'text')}** (${SIDES[fix.side].toLowerCase()}${careful})`,
      fix.steps.map((step) => `- ${prose(step, values)}`).join('\n'),
    ];
    if (fix.panel !== undefined) {
      inside.push(`In PuTTY: ${panelParts(fix.panel).map(escapeMarkdown).join(' › ')}`);
    }
    if (fix.command?.client !== undefined) {
      inside.push('Command, on your computer:', fenced(plain(fix.command.client, values)));
    }
    if (fix.command?.server !== undefined) {
      inside.push('Command, on the server:', fenced(plain(fix.command.server, values)));
    }
    inside.push(`To check: ${prose(fix.verify, values)}`);
    const indent = ' '.repeat(mark.length);
    return mark + inside.join('\n\n').replace(/\n(?=[^\n])/g, `\n${indent}`);
  });
}

function blockText(block: Block, values: HoleValues): string {
  switch (block.kind) {
    case 'paragraph':
      return prose(block.text, values);
    case 'list':
      return block.items
        .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${prose(item, values)}`)
        .join('\n');
    case 'quote':
      return block.paragraphs.map((text) => `> ${prose(text, values)}`).join('\n>\n');
    case 'code':
      return fenced(block.text);
  }
}

const plain = (text: Inline, values: HoleValues): string =>
  parseInline(text, values)
    .map((span) => span.text)
    .join('');

/** A line of prose; values of the log are escaped like all other text. */
function prose(text: Inline, values: HoleValues, strong: 'text' | 'strong' = 'strong'): string {
  return parseInline(text, values)
    .map((span) => {
      if (span.kind === 'code') return inCode(span.text);
      const escaped = escapeMarkdown(span.text);
      // Marks with a space inside them would stay visible.
      const marked = span.kind === 'strong' && strong === 'strong' && !/^\s|\s$/.test(span.text);
      return marked ? `**${escaped}**` : escaped;
    })
    .join('')
    .trim();
}

/**
 * Text that is to be read as it is. All punctuation that can begin a mark, a link or a reference
 * is escaped, and no line break is left with which a new block could begin.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, joinLines)
      .replace(/[\\`*_[\]<>#|~&$@]/g, '\\$&')
      // Addresses become links by themselves, and `:word:` a picture.
      .replace(/:(?=[\w/+-])/g, '\\:')
      .replace(/(www)\./gi, '$1\\.')
      // A list, a heading or a rule, at the start of a line.
      .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
      .replace(/^(\s*)([-+=])/, '$1\\$2')
  );
}

/** For a run of white space: nothing may begin a new line. */
const joinLines = (space: string): string => (space.includes('\n') ? ' ' : space);

/** A code span; its fence is longer than any run of backticks in it. */
export function inCode(text: string): string {
  const line = text.replace(/\s+/g, joinLines).trim();
  if (line === '') return '` `';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A code block; its fence is longer than any run of backticks in it. */
export function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
