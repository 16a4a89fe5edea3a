import { expect, it } from 'vitest';
import { manualAddress } from './manual';

it('leads to the section on an error, else to its chapter', () => {
  const site = 'https://the.earth.li/~sgtatham/putty/latest/htmldoc/';
  expect(manualAddress('10.16')).toBe(`${site}Chapter10.html#errors-connaborted`);
  expect(manualAddress('4.16.1')).toBe(`${site}Chapter4.html`);
  expect(manualAddress('A.7.21')).toBe(`${site}AppendixA.html`);
});
