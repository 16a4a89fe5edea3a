/** What went wrong as a message to whoever looks after the servers: plain text, ready to be sent. */
import type { Block } from '../contract/entry';
import { plainInline } from '../contract/inline';
import { countOf } from './report';
import type { Report, ReportIncident } from './report';

/** More would be a list, and no message. */
const MOST_EVENTS = 5;

export function administratorMessage(report: Report): string {
  const groups = new Map<string, ReportIncident[]>();
  for (const incident of report.files.flatMap(({ incidents }) => incidents)) {
    const words = wordsOf(incident);
    if (words === '') continue;
    const group = groups.get(words);
    if (group) group.push(incident);
    else groups.set(words, [incident]);
  }
  if (groups.size === 0)
    return 'Nothing was found that a server\u2019s administrator could help with.\n';
  return [...groups].map(([words, incidents]) => `${words}\n\n${details(incidents)}\n`).join('\n');
}

/** The message of the catalogue, about this session. */
function wordsOf({ administrator, values }: ReportIncident): string {
  return administrator
    .flatMap((block: Block) => (block.kind === 'quote' ? block.paragraphs : []))
    .map((text) => plainInline(text, values))
    .join('\n\n');
}

/** When it was, and PuTTY's own words. */
function details(incidents: readonly ReportIncident[]): string {
  const shown = incidents.slice(0, MOST_EVENTS).map(({ time, session, message }) => {
    const when = time?.replace('T', ' ') ?? null;
    const place = [when, session].filter((part) => part !== null).join(', ');
    return `- ${place === '' ? '' : `${place}: `}${message.replace(/\s+/g, ' ')}`;
  });
  const more = incidents.length - shown.length;
  const rest = more > 0 ? [`- and ${countOf(more, 'more time')}`] : [];
  return ['What PuTTY said:', ...shown, ...rest].join('\n');
}
