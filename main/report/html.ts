/** A report as one HTML file: no script, nothing loaded, light and dark, fit for paper. */
import type { Block, Fix, Inline } from '../contract/entry';
import { parseInline, plainInline } from '../contract/inline';
import type { HoleValues } from '../contract/inline';
import type { Severity } from '../contract/model';
import { STYLE, STYLE_HASH } from './html-style';
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
import type { Report, ReportCause, ReportFile, ReportIncident } from './report';

/** Nothing is loaded and nothing runs, even if text of a log should ever get through as markup. */
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

export function htmlReport(report: Report): string {
  const { told, well } = partedFiles(report);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<title>What PuTTY reported</title>',
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<header>',
    '<h1>What PuTTY reported</h1>',
    `<p>${escapeHtml(verdictOf(report))}</p>`,
    ...(report.redacted ? [`<p class="soft small">${escapeHtml(REDACTED_NOTE)}</p>`] : []),
    '</header>',
    '<main>',
    ...told.map(fileSection),
    wellSection(well),
    problemSection(report),
    '</main>',
    `<footer class="soft small">Made by Puttyknife ${escapeHtml(report.version)}.</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function fileSection(file: ReportFile): string {
  return [
    '<section>',
    `<h2><bdi>${escapeHtml(file.name)}</bdi></h2>`,
    `<p class="soft">${escapeHtml(file.summary)}</p>`,
    ...file.incidents.map(article),
    '</section>',
  ].join('\n');
}

/** A line each: a folder may hold thousands of them. */
function wellSection(files: readonly ReportFile[]): string {
  if (files.length === 0) return '';
  const items = files.map(
    ({ name, summary }) =>
      `<li><bdi>${escapeHtml(name)}</bdi>: <span class="soft">${escapeHtml(summary)}</span></li>`,
  );
  const list = `<ul>\n${items.join('\n')}\n</ul>`;
  return [
    '<section>',
    '<h2>Nothing wrong</h2>',
    files.length > SHORT_LIST ? fold(countOf(files.length, 'log'), list) : list,
    '</section>',
  ].join('\n');
}

function problemSection({ problems, skipped }: Report): string {
  const parts: string[] = [];
  if (problems.length > 0) {
    const items = problems.map(
      ({ name, message }) => `<li><bdi>${escapeHtml(name)}</bdi>: ${escapeHtml(message)}</li>`,
    );
    parts.push(
      `<section>\n<h2>What could not be read</h2>\n<ul>\n${items.join('\n')}\n</ul>\n</section>`,
    );
  }
  if (skipped > 0) {
    parts.push(`<p class="soft">${countOf(skipped, 'file')} passed over: no logs of PuTTY.</p>`);
  }
  return parts.join('\n');
}

function article(incident: ReportIncident): string {
  const { entry, values, number } = incident;
  const { severity } = entry;
  const place = [
    `<span class="severity ${severity}">${SEVERITY_WORDS[severity]}</span>`,
    `line ${incident.line}`,
    ...(incident.session === null ? [] : [`<bdi>${escapeHtml(incident.session)}</bdi>`]),
    ...(incident.time === null ? [] : [`<time>${escapeHtml(incident.time)}</time>`]),
    ...(incident.count > 1 ? [countOf(incident.count, 'message')] : []),
  ];
  return [
    `<article id="problem-${number}">`,
    `<h3>${severityIcon(severity)}<span>${prose(entry.headline, values)}</span></h3>`,
    `<p class="soft small">${place.join(' · ')}</p>`,
    '<p class="soft small">PuTTY says:</p>',
    pre(incident.message),
    incident.recovered ? `<p>${RECOVERED}</p>` : '',
    ...(incident.likeliest === null
      ? []
      : [
          '<section class="why">',
          `<h4>${escapeHtml(incident.certainty)}</h4>`,
          `<p>${prose(incident.likeliest.cause.text, values)}</p>`,
          evidenceList(incident.likeliest),
          '</section>',
        ]),
    incident.sameAs === null
      ? answer(incident)
      : `<p>What to do is the same as for <a href="#problem-${incident.sameAs}">number ${incident.sameAs}</a>.</p>`,
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function answer(incident: ReportIncident): string {
  const { values, others, fixes, otherFixes, references } = incident;
  const parts: string[] = [];
  if (fixes.length > 0) {
    parts.push('<section>', '<h4>What to do</h4>', fixList(fixes, values), '</section>');
  }
  if (others.length > 0) {
    const items = others.map(
      (other) =>
        `<li>${prose(other.cause.text, values)}${other.likelihood === null ? '' : ` <span class="soft">(${other.likelihood})</span>`}${evidenceList(other)}</li>`,
    );
    const more = otherFixes.length === 0 ? '' : fixList(otherFixes, values);
    parts.push(fold(countOf(others.length, 'other cause'), `<ul>${items.join('\n')}</ul>${more}`));
  }
  for (const [title, blocks] of foldsOf(incident)) {
    if (blocks.length > 0) {
      parts.push(fold(title, blocks.map((block) => blockHtml(block, values)).join('\n')));
    }
  }
  if (references.length > 0) {
    const items = references.map(
      ({ manual, title }) => `<li>Section ${escapeHtml(manual)}, ${escapeHtml(title)}</li>`,
    );
    parts.push(fold('PuTTY manual', `<ul>${items.join('\n')}</ul>`));
  }
  return parts.join('\n');
}

const fold = (title: string, inside: string): string =>
  `<details><summary>${escapeHtml(title)}</summary><div>\n${inside}\n</div></details>`;

function evidenceList({ evidence }: ReportCause): string {
  if (evidence.length === 0) return '';
  const items = evidence.map(({ line, text }) => {
    const place = line === null ? '' : `line ${line}: `;
    return `<li>${place}<code>${escapeHtml(text)}</code></li>`;
  });
  return `<ul class="small">${items.join('')}</ul>`;
}

function fixList(fixes: readonly Fix[], values: HoleValues): string {
  const items = fixes.map((fix) => {
    const careful = fix.risk === 'careful' ? ' · <span class="warning">with care</span>' : '';
    return [
      '<li>',
      `<h5>${prose(fix.title, values)}</h5>`,
      `<p class="soft small">${SIDES[fix.side]}${careful}</p>`,
      `<ol>${fix.steps.map((step) => `<li>${prose(step, values)}</li>`).join('\n')}</ol>`,
      fix.panel === undefined
        ? ''
        : `<p>In PuTTY: ${panelParts(fix.panel).map(escapeHtml).join(' <span class="soft">›</span> ')}</p>`,
      command('On your computer', fix.command?.client, values),
      command('On the server', fix.command?.server, values),
      `<p class="small">To check: ${prose(fix.verify, values)}</p>`,
      '</li>',
    ]
      .filter((part) => part !== '')
      .join('\n');
  });
  return `<ol class="fixes">\n${items.join('\n')}\n</ol>`;
}

function command(where: string, text: string | undefined, values: HoleValues): string {
  if (text === undefined) return '';
  return `<p class="soft small">${where}:</p>\n${pre(plainInline(text, values))}`;
}

function blockHtml(block: Block, values: HoleValues): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${prose(block.text, values)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${prose(item, values)}</li>`).join('\n')}</${tag}>`;
    }
    case 'quote':
      return `<blockquote>${block.paragraphs.map((text) => `<p>${prose(text, values)}</p>`).join('\n')}</blockquote>`;
    case 'code':
      return pre(block.text);
  }
}

const TAGS = { text: null, strong: 'strong', code: 'code' } as const;

function prose(text: Inline, values: HoleValues): string {
  return parseInline(text, values)
    .map(({ kind, text: inside }) => {
      const tag = TAGS[kind];
      return tag === null ? escapeHtml(inside) : `<${tag}>${escapeHtml(inside)}</${tag}>`;
    })
    .join('');
}

const pre = (text: string): string => `<pre dir="auto">${escapeHtml(text)}</pre>`;

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text between tags and for attributes in quotes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');

/** The same signs as in the window: shape and word tell what colour alone would not. */
function severityIcon(severity: Severity): string {
  const shapes: Readonly<Record<Severity, string>> = {
    error: '<circle cx="9" cy="9" r="7.4"/><path d="M6.4 6.4l5.2 5.2M11.6 6.4l-5.2 5.2"/>',
    warning: '<path d="M9 2.2l7.1 12.9H1.9z"/><path d="M9 7v4M9 13v.05"/>',
    security:
      '<path d="M9 1.9l6.2 2.3v4.4c0 3.7-2.6 6.3-6.2 7.5-3.6-1.2-6.2-3.8-6.2-7.5V4.2z"/><path d="M9 5.9v3.7M9 11.9v.05"/>',
    info: '<circle class="dot" cx="9" cy="9" r="3.2"/>',
  };
  return `<svg class="${severity}" viewBox="0 0 18 18" aria-hidden="true">${shapes[severity]}</svg>`;
}
