import { describe, expect, it } from 'vitest';
import { terms, wordsOf } from './words';

const same = (a: string, b: string): void => {
  expect(terms(a)).toEqual(terms(b));
};

describe('the words of a text', () => {
  it.each([
    ['authorisation', 'authorization'],
    ['initialise', 'initialize'],
    ['colour', 'color'],
    ['cancelled', 'canceled'],
    ['behaviour', 'behavior'],
    ['unable to initialise WinSock', 'unable to initialize winsock'],
  ])('are the same in British and American spelling: %s, %s', same);

  it.each([
    ['disconnects', 'disconnected'],
    ['refuses', 'refused'],
    ['keys', 'key'],
    ['denied', 'deny'],
    ['policies', 'policy'],
    ['certificates', 'certificate'],
    ['failure', 'failed'],
  ])('are the same in every form: %s, %s', same);

  it.each([
    ['connection timed out', 'connection timeout'],
    ['logging in', 'login'],
    ["can't open", 'cannot open'],
    ['could not open', 'unable to open'],
    ['hostkey', 'host key'],
    ['kex', 'key exchange'],
    ['COM4', 'com'],
    ['ssh 2', 'ssh-2'],
    ['already in use', 'busy'],
    ['already used', 'in use'],
    ['refused straight away', 'refused at once'],
    ['no traffic', 'idle'],
    ['it doesn\u2019t work', 'not work'],
    ['it dosent work', 'not work'],
  ])('are the same however a thing is written: %s, %s', same);

  it('are those of a file\u2019s name where it ends in .log', () => {
    expect(terms('putty.log in folder')).not.toContain(terms('login')[0]);
  });

  it('leave out what makes a question and what stands everywhere', () => {
    expect(terms('Why does PuTTY show this error to me?')).toEqual([]);
    same('why does putty disconnect after ten minutes', 'disconnect minutes');
  });

  it('are the whole and the parts of a compound', () => {
    expect(terms('authorized_keys')).toEqual(
      ['authorizedkey', 'author', 'key'].map((t) => terms(t)[0] ?? t),
    );
    expect(terms('MaxAuthTries')).toContain(terms('maxauthtries')[0]);
    expect(terms('WSAECONNRESET')).toContain(terms('ECONNRESET')[0]);
  });

  it('have sections of the manual as they are, and neither releases nor addresses', () => {
    expect(terms('10.9 and A.7.23 in 0.78 at 192.0.2.1')).toEqual(['10.9', 'a.7.23']);
  });

  it('say where they stand', () => {
    expect(wordsOf('the Server refused').map(({ start, end }) => [start, end])).toEqual([
      [4, 10],
      [11, 18],
    ]);
  });
});
