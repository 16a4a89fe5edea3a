// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { markdownReport } from './markdown';
import { htmlReport } from './html';
import { STYLE, STYLE_HASH } from './html-style';
import { HOSTILE, makeLog, makeReport } from './test-report';

const pageOf = (source: string): Document => new DOMParser().parseFromString(source, 'text/html');

const page = pageOf(htmlReport(makeReport([makeLog({ facts: { host: 'db01', user: 'al' } })])));

it('lets its own style through and nothing else', () => {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  expect(STYLE_HASH).toBe(`sha256-${hash}`);
  expect(page.querySelector('style')?.textContent).toBe(STYLE);
  const policy = page
    .querySelector('meta[http-equiv="Content-Security-Policy"]')
    ?.getAttribute('content');
  expect(policy).toBe(
    `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
  );
});

it('runs nothing and loads nothing', () => {
  const source = htmlReport(makeReport([makeLog()]));
  expect(source).not.toMatch(
    /<script|<link|<img|<iframe|<object|url\(|@import|https?:|\son\w+=|style="/i,
  );
  expect([...page.querySelectorAll('[href]')].map((link) => link.getAttribute('href'))).toEqual([]);
});

it('gives each answer in the order of every surface', () => {
  const text = page.querySelector('article')?.textContent ?? '';
  const order = [
    'db01 refused the key of al',
    'Error',
    'PuTTY says:',
    'Server refused our key',
    'Most likely here',
    'batch: yes',
    'What to do',
    'Fix number one',
    '1 other cause',
    'Why this happens',
    'Message for the administrator',
    'How to tell which cause it is',
    'What not to do',
    'PuTTY manual',
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

it('is light and dark, and opens its folds on paper', () => {
  expect(STYLE).toContain('prefers-color-scheme:dark');
  expect(STYLE).toContain('@media print');
  expect(STYLE).toContain('details::details-content');
});

it('points back instead of telling the same thing a fourth time', () => {
  const logs = Array.from({ length: 5 }, (_, index) => makeLog({ path: `${index}.log` }));
  const long = pageOf(htmlReport(makeReport(logs)));
  const links = [...long.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
  expect(links).toEqual(['#problem-3', '#problem-3']);
  for (const link of links) expect(long.querySelector(link)).not.toBeNull();
});

it('says calmly that the login went through after all, and counts no failure', () => {
  const log = makeLog();
  const recovered = {
    ...log,
    incidents: log.incidents.map((each) => ({ ...each, recovered: true })),
  };
  for (const write of [htmlReport, markdownReport]) {
    expect(write(makeReport([log]))).not.toContain('The login went through after this.');
    expect(write(makeReport([log]))).toContain('The session failed');
    const calm = write(makeReport([recovered]));
    expect(calm).toContain('The login went through after this.');
    expect(calm).not.toContain('The session failed');
  }
});

describe('logs in which nothing is wrong', () => {
  const wellPage = (count: number): Document => {
    const wells = Array.from({ length: count }, (_, index) => ({
      ...makeLog({ path: `well-${index}.log` }),
      incidents: [],
    }));
    return pageOf(htmlReport(makeReport([...wells, makeLog({ path: 'sick.log' })])));
  };

  it('are told in a line each, behind the others', () => {
    const titles = [...wellPage(2).querySelectorAll('h2')].map(({ textContent }) => textContent);
    expect(titles).toEqual(['sick.log', 'Nothing wrong', 'What could not be read']);
    expect(wellPage(2).querySelector('section li')?.textContent).not.toBe('');
    expect(wellPage(2).body.textContent).toContain('well-1.log: Nothing wrong (1 session');
  });

  it('are folded away if they are many', () => {
    const page = wellPage(300);
    expect(page.querySelectorAll('main > section')).toHaveLength(3);
    const fold = [...page.querySelectorAll('main > section > details')];
    expect(fold.map((each) => each.querySelector('summary')?.textContent)).toEqual(['300 logs']);
    expect(fold[0]?.querySelectorAll('li')).toHaveLength(300);
  });
});

describe('text of a log', () => {
  const shape = (document: Document): string[] =>
    [...document.querySelectorAll('*')].map(({ tagName }) => tagName);
  const named = (text: string): Document => {
    const facts = { host: text, user: text, keyFile: text };
    const log = makeLog({
      path: text,
      message: text,
      evidence: text,
      facts,
      captures: { reason: text },
    });
    return pageOf(htmlReport(makeReport([log])));
  };
  const harmless = shape(named('harmless'));

  it.each(HOSTILE)('stays text: %j', (text) => {
    const hostile = named(text);
    expect(shape(hostile)).toEqual(harmless);
    const attributes = [...hostile.querySelectorAll('body *')].flatMap((element) =>
      element.getAttributeNames(),
    );
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style')).toEqual([]);
    expect(hostile.body.textContent).not.toMatch(/[\u001b\u009b\u202e\u2066\u200b]/);
  });

  it('stands on the page exactly as PuTTY said it', () => {
    const message = 'a < b && "c" \'d\' &amp; <e>\n  two';
    expect(named(message).querySelector('article > pre')?.textContent).toBe(message);
  });
});
