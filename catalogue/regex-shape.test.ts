import { describe, expect, it } from 'vitest';
import { shapeOf } from './regex-shape';

describe('the shape of a regular expression', () => {
  it.each([
    ['^Access denied$', true],
    ['^(?:this|that)$', true],
    ['^this$|^that$', false],
    ['Access denied$', false],
    ['^Access denied', false],
  ])('%s is anchored: %s', (regex, anchored) => {
    expect(shapeOf(regex).anchored).toBe(anchored);
  });

  it.each([
    ['^.* refused$', true],
    ['^(?P<host>.+): refused$', true],
    ['^(?:.{2,}|x)y$', true],
    ['^.{2,9}y$', false],
    ['^[^"]+ refused$', false],
    ['^\\S+ refused$', false],
    ['^Failed: .*$', false],
  ])('%s begins with an unbounded wildcard: %s', (regex, leading) => {
    expect(shapeOf(regex).leadingWildcard).toBe(leading);
  });

  it.each([
    ['^Server refused our key$', 'refused our key', true],
    ['^Server refused (?:our )?key$', 'refused our key', false],
    ['^Server refused (?:our )?key$', 'Server refused', true],
    ['^(?:User aborted|Aborted) at prompt$', 'orted at prompt', true],
    ['^(?:User aborted|Aborted) at prompt$', 'aborted at prompt', false],
    ['^port (?P<port>[0-9]+) forwarding$', 'port 22 for', false],
    ['^port (?P<port>[0-9]+) forwarding$', ' forwarding', true],
    ['^a{3} words here$', 'a words here', true],
    ['^no+ words here$', 'no words', false],
    ['^\\(5\\.1\\) [\\]x] end$', '(5.1) ', true],
    ['^\\x41bcd efgh$', 'bcd efgh', true],
    ['^\\p{L}bcd$', 'p{L}bcd', false],
    ['^one two(?:, three)*$', 'one two', true],
  ])('%s requires "%s": %s', (regex, literal, required) => {
    expect(shapeOf(regex).requires(literal)).toBe(required);
  });

  it('gives up on expressions with too many choices rather than on being right', () => {
    const many = '(?:a|b)'.repeat(14);
    expect(shapeOf(`^${many} the end$`).requires(' the end')).toBe(true);
    expect(shapeOf(`^${many}$`).requires('aaaa')).toBe(false);
  });

  it('names captures, and counts those without a name', () => {
    const shape = shapeOf('^(?P<host>\\S+) (a|b) (?<port>[0-9]+) (?:c)(?i:d)$');
    expect(shape.captures).toEqual(['host', 'port']);
    expect(shape.unnamed).toBe(1);
    expect(shape.flags).toBe('i');
  });
});
