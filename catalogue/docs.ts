/** docs/catalogue.md: the catalogue's index for people who read the repository. */
import { compare } from './failure';
import type { LoadedEntry } from './load';
import { CATEGORIES } from './schema';

/** Names of the categories, as headings. */
export const CATEGORY_TITLES: Readonly<Record<(typeof CATEGORIES)[number], string>> = {
  agent: 'Agent and Pageant',
  authentication: 'Authentication',
  'file-transfer': 'File transfer',
  forwarding: 'Port and X11 forwarding',
  'host-key': 'Host keys and certificates',
  'key-exchange': 'Key exchange and algorithms',
  'key-file': 'Key files and PuTTYgen',
  logging: 'Logging',
  network: 'Network',
  program: 'The program itself',
  protocol: 'SSH protocol',
  proxy: 'Proxies',
  'serial-telnet': 'Serial, Telnet and other protocols',
  session: 'Sessions',
};

/** The page's text for the entries. */
export function docsPage(entries: readonly LoadedEntry[]): string {
  const current = entries.filter((entry) => entry.front.status !== 'retired');
  return [
    '# Catalogue',
    'Written by `npm run catalogue -- docs` from the files under `catalogue/entries`; edit those.',
    `${current.length} entries, ${messagesOf(current).length} wordings.`,
    '## By category',
    ...CATEGORIES.flatMap((category) => {
      const own = current.filter((entry) => entry.front.category === category);
      if (own.length === 0) return [];
      return [
        `### ${CATEGORY_TITLES[category]}`,
        lines(own.map((one) => `- ${link(one)} (${one.front.severity})`)),
      ];
    }),
    '## By section of the PuTTY manual',
    lines(bySection(current).map(({ section, entry }) => `- ${section}: ${link(entry)}`)),
    '## By message',
    'The part of each message by which it is found.',
    lines(messagesOf(current).map(({ text, entry }) => `- ${code(text)}: ${link(entry)}`)),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** Entries that have a section of the manual, in the manual's order. */
export function bySection(
  entries: readonly LoadedEntry[],
): { readonly section: string; readonly entry: LoadedEntry }[] {
  return entries
    .flatMap((entry) =>
      entry.front.manual === undefined ? [] : [{ section: entry.front.manual, entry }],
    )
    .sort(
      (a, b) =>
        compareSections(a.section, b.section) || compare(a.entry.front.id, b.entry.front.id),
    );
}

/** `4.2` comes before `4.10`, and chapters before appendices. */
export function compareSections(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const one = left[index] ?? '';
    const two = right[index] ?? '';
    const numbers = /^\d+$/.test(one) && /^\d+$/.test(two);
    const order = numbers ? Number(one) - Number(two) : compare(one, two);
    if (order !== 0) return order;
  }
  return 0;
}

/** Each wording's literal with its entry, in alphabetical order, each pair once. */
export function messagesOf(
  entries: readonly LoadedEntry[],
): { readonly text: string; readonly entry: LoadedEntry }[] {
  return entries
    .flatMap((entry) =>
      [...new Set(entry.front.patterns.map((pattern) => pattern.literal))].map((text) => ({
        text,
        entry,
      })),
    )
    .sort(
      (a, b) =>
        compare(a.text.toLowerCase(), b.text.toLowerCase()) ||
        compare(a.text, b.text) ||
        compare(a.entry.front.id, b.entry.front.id),
    );
}

function lines(items: readonly string[]): string {
  return items.join('\n');
}

function link({ front, file }: LoadedEntry): string {
  return `[${front.title.replace(/[\\[\]<>*_`|]/g, '\\$&')}](../${file})`;
}

/** A literal may itself hold backticks; the fence is made longer than any run of them. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
