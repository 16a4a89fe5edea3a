// @vitest-environment jsdom
import MarkdownIt from 'markdown-it';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, fenced, inCode, markdownReport } from './markdown';
import { HOSTILE, makeLog, makeReport } from './test-report';
import { visible } from './visible';

const markdown = new MarkdownIt({ html: true, linkify: true });

/** The page that Markdown makes, as a browser sees it. */
const pageOf = (source: string): Document =>
  new DOMParser().parseFromString(markdown.render(source), 'text/html');

const textOf = (page: Document): string => page.body.textContent ?? '';

describe('an answer', () => {
  const source = markdownReport(makeReport([makeLog({ facts: { host: 'db01', user: 'al' } })]));

  it('has its parts in the order of every surface', () => {
    const order = [
      'db01 refused the key of al',
      'PuTTY says:',
      'Server refused our key',
      'Most likely here',
      'line 23: `batch: yes`',
      'What to do',
      'Fix number one',
      '1 other cause',
      'Why this happens',
      'Message for the administrator',
      'How to tell which cause it is',
      'What not to do',
      'PuTTY manual',
    ];
    const places = order.map((text) => source.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('reads as headings, numbered fixes and folds', () => {
    const page = pageOf(source);
    expect(page.querySelector('h3')?.textContent).toBe('1. db01 refused the key of al');
    expect(page.querySelector('ol > li strong')?.textContent).toBe('Fix number one');
    expect(page.querySelectorAll('details > summary')).toHaveLength(6);
    expect(page.querySelector('blockquote')?.textContent.trim()).toBe('Hello, db01 refuses me.');
    expect(page.querySelector('ol > li pre')?.textContent).toBe('plink db01\n');
  });

  it('names what could not be read', () => {
    expect(source).toContain('- `gone.log`: There is no such file.');
  });
});

describe('text of a log', () => {
  const plainPage = pageOf(markdownReport(makeReport([makeLog()])));
  const elementsOf = (page: Document): string[] =>
    [...page.body.querySelectorAll('*')].map(({ tagName }) => tagName);

  it.each(HOSTILE)('stays text: %j', (text) => {
    const log = makeLog({
      path: text,
      message: text,
      evidence: text,
      facts: { host: text, user: text, keyFile: text },
    });
    const page = pageOf(markdownReport(makeReport([log])));
    for (const tag of ['script', 'img', 'svg', 'a', 'style', 'table', 'h4', 'hr + hr']) {
      expect(page.querySelector(tag), tag).toBeNull();
    }
    const added = elementsOf(page).length - elementsOf(plainPage).length;
    // The session's name and the code that holds the key file's.
    expect(added).toBeLessThanOrEqual(2);
    expect(textOf(page)).not.toMatch(/[\u001b\u009b\u202e\u2066\u200b]/);
  });

  it('comes out of the page as it went in', () => {
    const read = (source: string): string => {
      document.body.innerHTML = markdown.render(source);
      return textOf(document).trim().replace(/\s+/g, ' ');
    };
    const texts = fc.string({ unit: fc.constantFrom(...'ab1 \\`*_{}[]()<>#+-.!|~&$@:=^/"\'') });
    fc.assert(
      fc.property(texts, (text) => {
        const expected = text.trim().replace(/\s+/g, ' ');
        expect(read(`before ${escapeMarkdown(text)}`)).toBe(`before ${expected}`.trim());
        expect(read(escapeMarkdown(text.trim()))).toBe(expected);
        expect(read(inCode(text))).toBe(expected);
        expect(read(fenced(text))).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('cannot end a code block', () => {
    const text = 'one\n````\n```text\n# two';
    expect(pageOf(fenced(text)).querySelector('pre')?.textContent).toBe(`${text}\n`);
  });
});

it('points back instead of telling the same thing a fourth time', () => {
  const logs = Array.from({ length: 5 }, (_, index) => makeLog({ path: `${index}.log` }));
  const source = markdownReport(makeReport(logs));
  expect(source.match(/Fix number one/g)).toHaveLength(3);
  expect(source.match(/the same as for number 3\./g)).toHaveLength(2);
});

it('numbers the logs of a report that is to be shared', () => {
  const source = markdownReport(makeReport([makeLog({ path: '/home/al/secret/db01.log' })], true));
  expect(source).toContain('## `log-1`');
  expect(source).toContain('- `log-2`: There is no such file.');
  expect(source).not.toContain('secret');
});

it('shows names with visible marks where they hold what nobody sees', () => {
  const source = markdownReport(makeReport([makeLog({ facts: { host: 'a\u202eb' } })]));
  expect(source).toContain(visible('a\u202eb'));
});
