import { describe, expect, it } from 'vitest';
import { distance } from './distance';
import { Spellings } from './spellings';

describe('the distance of two words', () => {
  it.each([
    ['refused', 'refused', 0],
    ['refussed', 'refused', 1],
    ['refsed', 'refused', 1],
    ['refuzed', 'refused', 1],
    ['refuesd', 'refused', 1],
    ['conection', 'connections', 2],
  ])('counts slips of the fingers: %s, %s', (a, b, slips) => {
    expect(distance(a, b, 2)).toBe(slips);
    expect(distance(b, a, 2)).toBe(slips);
  });

  it('is only more than the most where it is more', () => {
    expect(distance('key', 'exchange', 2)).toBeGreaterThan(2);
    expect(distance('refused', 'garbled', 2)).toBeGreaterThan(2);
  });
});

describe('guessing at a misspelt word', () => {
  const spellings = new Spellings({
    connection: 'connect',
    key: 'key',
    kex: 'kex',
    file: 'file',
    field: 'field',
    passphrase: 'passphras',
    password: 'password',
  });
  const best = (word: string): string | undefined =>
    [...spellings.guess(word, true)].sort((a, b) => b[1] - a[1])[0]?.[0];

  it('finds the word that is meant', () => {
    expect(best('conection')).toBe('connect');
    expect(best('passprase')).toBe('passphras');
    expect(best('fiel')).toBe('file');
    expect(best('kye')).toBe('key');
  });

  it('takes what was typed so far for the beginning of a word', () => {
    expect([...spellings.guess('pass', true).keys()].sort()).toEqual(['passphras', 'password']);
  });

  it('takes a short word with another behind it for what it is', () => {
    expect(spellings.guess('pass', false).size).toBe(0);
    expect([...spellings.guess('passw', false).keys()]).toEqual(['password']);
  });

  it('does not make another word of a short one, nor of a number', () => {
    expect(spellings.guess('bey', true).size).toBe(0);
    expect(spellings.guess('10053', true).size).toBe(0);
    expect(spellings.guess('xy', true).size).toBe(0);
  });
});
