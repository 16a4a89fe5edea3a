/** Brings the forms of an English word together: spelling first, then endings. */

/** Words that the endings below would tear apart, or whose forms do not look alike. */
const IRREGULAR: Readonly<Record<string, string>> = {
  access: 'access',
  address: 'address',
  addresses: 'address',
  alias: 'alias',
  always: 'always',
  broken: 'break',
  broke: 'break',
  bytes: 'byte',
  centre: 'center',
  certified: 'certificate',
  certifies: 'certificate',
  certify: 'certificate',
  cert: 'certificate',
  certs: 'certificate',
  chose: 'choose',
  chosen: 'choose',
  denied: 'deny',
  denies: 'deny',
  denial: 'deny',
  died: 'die',
  dies: 'die',
  dns: 'dns',
  failure: 'fail',
  failures: 'fail',
  froze: 'freeze',
  frozen: 'freeze',
  gave: 'give',
  given: 'give',
  hung: 'hang',
  kept: 'keep',
  licence: 'license',
  lost: 'lose',
  loses: 'lose',
  losing: 'lose',
  nothing: 'nothing',
  process: 'process',
  processes: 'process',
  rsa: 'rsa',
  sent: 'send',
  something: 'something',
  sought: 'seek',
  string: 'string',
  strings: 'string',
  stuck: 'hang',
  this: 'this',
  forgot: 'forget',
  forgotten: 'forget',
  thrown: 'throw',
  using: 'use',
  windows: 'windows',
  wrote: 'write',
  written: 'write',
};

const VOWEL = /[aeiouy]/;
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/**
 * @param word in lower case.
 * @returns what all forms of it have in common: `authorisation`, `authorized` and `authorizes` give
 * the same. It need not be a word itself.
 */
export function stem(word: string): string {
  const remembered = known.get(word);
  if (remembered !== undefined) return remembered;
  const regular = IRREGULAR[word] ?? word;
  const whole = regular === IRREGULAR[regular] || !/^[a-z]+$/.test(regular);
  const result = whole ? regular : ending(american(regular));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, result);
  return result;
}

/** British spellings as American ones. */
function american(word: string): string {
  if (word.length < 5) return word;
  return word
    .replace(/is(e|es|ed|er|ers|ing|ation|ations)$/, 'iz$1')
    .replace(/ys(e|es|ed|er|ers|ing)$/, 'yz$1')
    .replace(/our(s|ed|ing|able|ite)?$/, 'or$1')
    .replace(/ll(ed|ing|ation)$/, 'l$1')
    .replace(/ogue(s?)$/, 'og$1')
    .replace(/grey/, 'gray');
}

/** Takes the usual endings off, as long as enough of the word is left. */
function ending(word: string): string {
  let base = word;
  if (base.length > 3) {
    if (base.endsWith('ies')) base = `${base.slice(0, -3)}y`;
    else if (/(ss|sh|ch|x)es$/.test(base)) base = base.slice(0, -2);
    else if (/[^su]s$/.test(base)) base = base.slice(0, -1);
  }
  base = without(base, /(?:ally|ly)$/, 4);
  base = without(base, /ments?$/, 4);
  base = without(base, /(?:izations?|izing|ized|izer|ize)$/, 4);
  base = without(base, /(?:ications?|ified|ifying|ifies|ify)$/, 3);
  base = without(base, /(?:ations?|ating|ated|ates?|ators?)$/, 4);
  base = without(base, /(?:sions?|tions?)$/, 4, base.endsWith('tion') ? 't' : 's');
  base = without(base, /(?:ing|ed|er|al|able|ible|ence|ance|ive)$/, 3);
  if (/([bdgklmnprt])\1$/.test(base) && base.length > 3) base = base.slice(0, -1);
  return base.length > 4 ? base.replace(/[ey]$/, '') : base;
}

function without(word: string, end: RegExp, atLeast: number, instead = ''): string {
  const cut = word.replace(end, instead);
  return cut !== word && cut.length >= atLeast && VOWEL.test(cut) ? cut : word;
}
