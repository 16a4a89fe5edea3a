/** The catalogue as a static site: one page an entry, four indexes, no script. */
import { bySection, CATEGORY_TITLES, messagesOf } from './docs';
import { blocksHtml, escapeHtml, inlineHtml, listHtml } from './html';
import type { LoadedEntry } from './load';
import { BODY_HEADINGS, CATEGORIES } from './schema';
import { SITE_STYLE } from './site-style';

/** File names below the site's folder, each with its text. */
export function sitePages(entries: readonly LoadedEntry[]): ReadonlyMap<string, string> {
  const current = entries.filter((entry) => entry.front.status !== 'retired');
  const titles = new Map(entries.map((entry) => [entry.front.id, entry.front.title]));
  return new Map([
    ['style.css', SITE_STYLE],
    ['index.html', page('Messages by category', '', categoriesHtml(current))],
    ['messages.html', page('Messages by their words', '', messagesHtml(current))],
    ['manual.html', page('Messages by section of the PuTTY manual', '', manualHtml(current))],
    ...entries.map((entry): [string, string] => [
      `entries/${entry.front.id}.html`,
      page(entry.front.title, '../', entryHtml(entry, titles)),
    ]),
  ]);
}

/** A whole page; `up` leads from its folder to the site's. */
function page(title: string, up: '' | '../', content: string): string {
  const safe = escapeHtml(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<title>${safe} - Puttyknife</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
<nav><a href="${up}index.html">By category</a><a href="${up}messages.html">By message</a><a href="${up}manual.html">By manual section</a></nav>
<main>
<h1>${safe}</h1>
${content}
</main>
</body>
</html>
`;
}

function link({ front }: LoadedEntry): string {
  return `<a href="entries/${escapeHtml(front.id)}.html">${escapeHtml(front.title)}</a>`;
}

function categoriesHtml(entries: readonly LoadedEntry[]): string {
  return CATEGORIES.flatMap((category) => {
    const own = entries.filter((entry) => entry.front.category === category);
    if (own.length === 0) return [];
    const items = own.map((entry) => `${link(entry)} ${severityHtml(entry)}`);
    return [`<h2>${escapeHtml(CATEGORY_TITLES[category])}</h2>`, listHtml('ul', items)];
  }).join('\n');
}

function messagesHtml(entries: readonly LoadedEntry[]): string {
  return listHtml(
    'ul',
    messagesOf(entries).map(
      ({ text, entry }) => `<code>${escapeHtml(text)}</code><br>${link(entry)}`,
    ),
  );
}

function manualHtml(entries: readonly LoadedEntry[]): string {
  return listHtml(
    'ul',
    bySection(entries).map(({ section, entry }) => `${escapeHtml(section)} ${link(entry)}`),
  );
}

function severityHtml({ front }: LoadedEntry): string {
  return `<span class="${front.severity}">${front.severity}</span>`;
}

/** What the window shows, in the same order: the message, its causes, what to do, the rest. */
function entryHtml(entry: LoadedEntry, titles: ReadonlyMap<string, string>): string {
  const { front, sections } = entry;
  const fixTitles = new Map(front.fixes.map((fix) => [fix.id, fix.title]));
  const programs = front.programs.map(escapeHtml).join(', ');
  const manual = front.manual === undefined ? '' : `, section ${front.manual} of the PuTTY manual`;
  const related = front.related.map(
    (id) => `<a href="${escapeHtml(id)}.html">${escapeHtml(titles.get(id) ?? id)}</a>`,
  );
  const wordings = [...new Set(front.samples.match.map((sample) => sample.text.trim()))];
  return [
    `<p>${severityHtml(entry)} <span class="soft">${programs}${manual}</span></p>`,
    ...wordings.map((text) => `<pre><code>${escapeHtml(text)}</code></pre>`),
    heading(BODY_HEADINGS.happened),
    blocksHtml(sections.happened),
    heading(BODY_HEADINGS.why),
    blocksHtml(sections.why),
    heading('Causes, most common first'),
    listHtml(
      'ol',
      front.causes.map((cause) => {
        const fixes = cause.fixes.map(
          (id) => `<a href="#${escapeHtml(id)}">${inlineHtml(fixTitles.get(id) ?? id)}</a>`,
        );
        return `${inlineHtml(cause.text)}<br><span class="soft">What to do:</span> ${fixes.join('; ')}`;
      }),
    ),
    heading(BODY_HEADINGS.tell),
    blocksHtml(sections.tell),
    heading('What to do'),
    ...front.fixes.map(fixHtml),
    heading(BODY_HEADINGS.administrator),
    blocksHtml(sections.administrator),
    heading(BODY_HEADINGS.avoid),
    blocksHtml(sections.avoid),
    heading('When it is harmless'),
    `<p>${inlineHtml(front.false_positives)}</p>`,
    ...(related.length === 0 ? [] : [heading('Related'), listHtml('ul', related)]),
    ...(front.references.length === 0
      ? []
      : [
          heading('In the PuTTY manual'),
          listHtml(
            'ul',
            front.references.map(
              ({ manual: section, title }) => `${escapeHtml(section)} ${escapeHtml(title)}`,
            ),
          ),
        ]),
  ].join('\n');
}

function heading(text: string): string {
  return `<h2>${escapeHtml(text)}</h2>`;
}

const SIDES = { client: 'on your computer', server: 'on the server', network: 'in the network' };

function fixHtml(fix: LoadedEntry['front']['fixes'][number]): string {
  const { command } = fix;
  const care = fix.risk === 'careful' ? ', with care' : '';
  return [
    `<h3 id="${escapeHtml(fix.id)}">${inlineHtml(fix.title)} <span class="soft">(${SIDES[fix.side]}${care})</span></h3>`,
    listHtml('ol', fix.steps.map(inlineHtml)),
    ...(fix.panel === undefined
      ? []
      : [`<p>PuTTY panel: <strong>${escapeHtml(fix.panel)}</strong></p>`]),
    ...commandHtml('On the server', command?.server),
    ...commandHtml('On your computer', command?.client),
    `<p><span class="soft">It worked if:</span> ${inlineHtml(fix.verify)}</p>`,
  ].join('\n');
}

function commandHtml(where: string, command: string | undefined): string[] {
  if (command === undefined) return [];
  return [`<p class="soft">${where}:</p>`, `<pre><code>${escapeHtml(command)}</code></pre>`];
}
