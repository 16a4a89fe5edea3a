/** One entry's explanation as text for a terminal: what happened, why, what to do. */
import type { Block, EntryBody, EntrySummary, Fix } from '../contract/entry';
import { plainInline } from '../contract/inline';
import type { HoleValues } from '../contract/inline';
import type { RankedCause, Severity } from '../contract/model';
import { wrap } from './output';
import { RECOVERED } from '../report/report';
import { visible } from '../report/visible';
import type { Paint, Style } from './output';

export const SEVERITY_STYLES: Readonly<Record<Severity, Style>> = {
  error: 'red',
  security: 'magenta',
  warning: 'yellow',
  info: 'cyan',
};

export interface ExplainedIncident {
  readonly entry: EntrySummary;
  readonly body: EntryBody;
  readonly values: HoleValues;
  /** PuTTY's own words. */
  readonly message: string | null;
  /** Where they stand: `line 24`. */
  readonly place: string | null;
  readonly causes: readonly RankedCause[];
  readonly fixes: readonly string[];
  /** The login went through after it. */
  readonly recovered: boolean;
}

/** The short form, for an incident in a log: the likeliest cause with its evidence, and the fixes. */
export function incidentText(incident: ExplainedIncident, paint: Paint): string {
  const { entry, body, values } = incident;
  const plain = (text: string): string => visible(plainInline(text, values));
  const lines = [
    `${paint(SEVERITY_STYLES[entry.severity], entry.severity)}  ${paint('bold', plain(entry.headline))}` +
      (incident.place === null ? '' : paint('dim', `  (${incident.place})`)),
  ];
  if (incident.message !== null) {
    lines.push(wrap(`PuTTY says: ${visible(incident.message).replaceAll('\n', ' ')}`, '  '));
  }
  if (incident.recovered) lines.push(`  ${RECOVERED}`);
  const [likeliest] = incident.causes;
  const cause = body.causes.find(({ id }) => id === likeliest?.id) ?? body.causes[0];
  if (cause) {
    lines.push(wrap(`Most likely: ${plain(cause.text)}`, '  '));
    const evidence = (likeliest?.evidence ?? []).map(({ line, text }) =>
      visible(line === null ? text : `line ${String(line)}: ${text}`),
    );
    if (evidence.length > 0) lines.push(wrap(`Evidence: ${evidence.join('; ')}`, '  '));
  }
  const ordered = incident.fixes.flatMap((id) => body.fixes.find((fix) => fix.id === id) ?? []);
  lines.push(...fixesText(ordered.slice(0, 2), values, paint));
  if (ordered.length > 2) {
    lines.push(
      paint('dim', `  ${String(ordered.length - 2)} more: puttyknife explain ${entry.id}`),
    );
  }
  return lines.join('\n');
}

/** The long form, for `explain`: all that the catalogue says. */
export function entryText(
  entry: EntrySummary,
  body: EntryBody,
  values: HoleValues,
  paint: Paint,
): string {
  const plain = (text: string): string => visible(plainInline(text, values));
  const heading = (text: string): string => `\n${paint('bold', text)}`;
  const manual = entry.manual === undefined ? '' : `, PuTTY manual ${entry.manual}`;
  return [
    paint('bold', entry.title),
    paint('dim', `${entry.severity}, ${entry.category}${manual}, id ${entry.id}`),
    heading('What happened'),
    ...blocksText(body.sections.happened, values),
    heading('Why'),
    ...blocksText(body.sections.why, values),
    heading('Causes, the most common first'),
    ...body.causes.map((cause, index) =>
      wrap(`${String(index + 1)}. ${plain(cause.text)}`, '  ', 3),
    ),
    heading('What to do'),
    ...fixesText(body.fixes, values, paint).slice(1),
    heading('How to tell which cause it is'),
    ...blocksText(body.sections.tell, values),
    heading("What to ask the server's administrator"),
    ...blocksText(body.sections.administrator, values),
    heading('What not to do'),
    ...blocksText(body.sections.avoid, values),
  ].join('\n');
}

function fixesText(fixes: readonly Fix[], values: HoleValues, paint: Paint): string[] {
  if (fixes.length === 0) return [];
  const plain = (text: string): string => visible(plainInline(text, values));
  const lines = ['  Do this:'];
  fixes.forEach((fix, index) => {
    lines.push(wrap(`${String(index + 1)}. ${paint('bold', plain(fix.title))}`, '  ', 3));
    for (const step of fix.steps) lines.push(wrap(`- ${plain(step)}`, '     ', 2));
    if (fix.panel !== undefined) {
      lines.push(
        `     In PuTTY: ${fix.panel.replaceAll('/', ' \u203a ').replace(' > ', ' \u203a ')}`,
      );
    }
    if (fix.command?.server !== undefined)
      lines.push(`     On the server: ${plain(fix.command.server)}`);
    if (fix.command?.client !== undefined)
      lines.push(`     On this computer: ${plain(fix.command.client)}`);
    lines.push(wrap(`To check: ${plain(fix.verify)}`, '     '));
  });
  return lines;
}

function blocksText(blocks: readonly Block[], values: HoleValues): string[] {
  const plain = (text: string): string => visible(plainInline(text, values));
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
        return [wrap(plain(block.text), '  ')];
      case 'list':
        return block.items.map((item, index) =>
          wrap(
            `${block.ordered ? `${String(index + 1)}.` : '-'} ${plain(item)}`,
            '  ',
            block.ordered ? 3 : 2,
          ),
        );
      case 'quote':
        return block.paragraphs.map((paragraph) => wrap(plain(paragraph), '  | '));
      case 'code':
        return block.text.split('\n').map((line) => `    ${visible(line)}`);
    }
  });
}
