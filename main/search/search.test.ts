import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import { createMatcher } from '../engine/match';
import { createSearch } from './search';
import type { Search } from './search';
import { buildTexts } from './texts';

let search: Search;
let titles: ReadonlyMap<string, string>;

beforeAll(() => {
  const { index, documents } = compile(loadEntries());
  titles = new Map(index.entries.map(({ id, title }) => [id, title]));
  // As it comes out of the file.
  const texts = JSON.parse(JSON.stringify(buildTexts(documents))) as ReturnType<typeof buildTexts>;
  search = createSearch(createMatcher(index.entries), index.entries, texts);
});

const first = (query: string): string | undefined => search(query).results[0]?.entry;

describe('a message of PuTTY', () => {
  const message =
    'No supported authentication methods available (server sent: publickey,gssapi-with-mic)';

  it.each([
    ['as it is', message],
    ['with the frame of the tools', `FATAL ERROR: ${message}`],
    ['in typographic quotation marks', `\u201c${message}\u201d`],
    ['from an Event Log', `2026-01-02 10:00:00\tDisconnected: ${message}`],
    ['in a mail', `Hello,\n\nthis is what I see:\n> ${message}\n\nThanks`],
  ])('is explained exactly, with what it says filled in: %s', (_how, text) => {
    const { results, exact } = search(text);
    expect(results[0]).toMatchObject({
      entry: 'no-supported-auth-methods',
      score: 1,
      confident: true,
    });
    expect(Object.values(exact[0]?.captures ?? {})).toContain('publickey,gssapi-with-mic');
  });

  it('with a slip of the fingers is not taken for one without a name', () => {
    const { results, exact } = search('Network error: Conection timed out');
    expect(results[0]).toMatchObject({ entry: 'connection-timed-out', confident: true });
    expect(exact).toEqual([]);
    expect(search('Network error: The moon is in the way').exact).toMatchObject([
      { entry: 'network-unexpected-state', captures: { reason: 'The moon is in the way' } },
    ]);
  });

  it('is recognised in a long story, and beside the name of another program', () => {
    expect(
      search('fresh droplet, copied everything over last night and now server refused our key'),
    ).toHaveProperty(
      'results.0',
      expect.objectContaining({ entry: 'key-refused', confident: true }),
    );
    expect(
      search('docker host: no supported authentication methods available (server sent: publickey'),
    ).toHaveProperty(
      'results.0',
      expect.objectContaining({ entry: 'no-supported-auth-methods', confident: true }),
    );
  });

  it('is listed once, before all that only has some of its words', () => {
    const { results, exact } = search('Network error: Connection refused');
    expect(results.filter(({ entry }) => entry === 'connection-refused')).toHaveLength(1);
    expect(results.slice(exact.length).every(({ score }) => score < 1)).toBe(true);
  });
});

describe('words', () => {
  it('are found in any order, misspelt, begun, in British and American', () => {
    expect(first('refused key server our')).toBe('key-refused');
    expect(first('sever refussed our kye')).toBe('key-refused');
    expect(first('garbled packe')).toBe('garbled-packet');
    expect(first('wrong authorization protocol attempted')).toBe('x11-proxy');
    expect(first('wrong authorisation protocol attempted')).toBe('x11-proxy');
  });

  it('too short to be guessed alone are known by the words around them', () => {
    expect(search('server refused our kee').results[0]).toMatchObject({
      entry: 'key-refused',
      confident: true,
    });
    expect(first('hst key not cahced')).toBe('host-key-not-cached');
  });

  it('that make up just one phrase mean it, though others are met more often', () => {
    expect(first('no prompt after login')).toBe('pty-refused');
    expect(first('host not found')).toBe('name-lookup-failed');
  });

  it('may be an entry\u2019s id, a section of the manual, an error number or its name', () => {
    expect(first('key-refused')).toBe('key-refused');
    expect(first('section 10.9 of the manual')).toBe('cannot-load-key');
    expect(first('10054')).toBe('connection-reset');
    expect(first('econnreset')).toBe('connection-reset');
    expect(first('WSA ECONNRESET')).toBe('connection-reset');
  });

  it('may have no blank between them, or name somebody\u2019s host', () => {
    expect(first('connectionrefused')).toBe('connection-refused');
    expect(first('Networkerror: Connection refused')).toBe('connection-refused');
    expect(first('build7.example.com not found')).toBe(first('host not found'));
  });

  it('may be a whole question', () => {
    expect(first('why does putty disconnect after ten minutes')).toBe('connection-abort');
  });

  it('are marked in the title, or in the alias that fits better', () => {
    const [result] = search('server refused key').results;
    const title = titles.get('key-refused') ?? '';
    expect(result?.marks.map(([start, end]) => title.slice(start, end))).toEqual([
      'Server',
      'refused',
      'key',
    ]);
    const [alias] = search('maxauthtries').results;
    expect(alias).toMatchObject({ also: { text: 'MaxAuthTries', marks: [[0, 12]] } });
  });
});

describe('a query that the catalogue does not answer', () => {
  it.each([
    'git push rejected non-fast-forward',
    'docker: permission denied',
    'nginx 502 bad gateway',
    'how to bake bread',
    'qwertz asdf',
  ])('has no result with confidence: %s', (query) => {
    expect(search(query).results.filter(({ confident }) => confident)).toEqual([]);
  });

  it.each(['', '   ', '?!', 'putty', 'why is it', '\u0000\u001b[31m', 'a'.repeat(100_000)])(
    'has no result at all where it says nothing',
    (query) => {
      expect(search(query)).toEqual({ results: [], exact: [] });
    },
  );

  it('has none that only shares ordinary words and a small number', () => {
    expect(search('error 12 in another program').results[0]?.confident).toBe(false);
  });

  it('is answered where the entry speaks of what is named beside it', () => {
    expect(search('network unreachable when vpn is off').results[0]).toMatchObject({
      entry: 'network-unreachable',
      confident: true,
    });
    expect(search('vpn disconnected').results[0]?.confident).toBe(false);
  });

  it('is not about PuTTY for the name of a program that is made of its code alone', () => {
    expect(search('winscp invalid local directory on startup').results[0]?.confident).toBe(false);
    expect(search('winscp server refused our key').results[0]?.confident).toBe(true);
  });

  it('is about PuTTY after all if it names one of its programs', () => {
    expect(search('git pull asks for password, pageant runs').results[0]?.confident).toBe(true);
  });
});

describe('the answer', () => {
  it('has ten results at most, or as many as are asked for, best first', () => {
    const { results } = search('server refused connection');
    expect(results).toHaveLength(10);
    expect(results.map(({ score }) => score)).toEqual(
      results.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    expect(search('server refused connection', { limit: 3 }).results).toEqual(results.slice(0, 3));
  });

  it('is the same each time', () => {
    const once = search('conection closd');
    search('something else');
    expect(search('conection closd')).toEqual(once);
  });

  it('stays quick for long and hostile text', () => {
    const texts = ['refused '.repeat(20_000), 'key_'.repeat(20_000), 'aA'.repeat(50_000)];
    const started = performance.now();
    for (const text of texts) search(text);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
