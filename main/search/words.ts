/** Takes text apart into the words that are searched for: the same way for entries and queries. */
import { stem } from './stem';

export interface Word {
  /** What is compared. */
  readonly term: string;
  /** As it is written, in lower case. */
  readonly written: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Words that tell nothing about an error, and those that make up a question. */
const STOP_WORDS = new Set(
  `a an the this that these those it its i im ive my mine me we our us you your yours he she they them
  their is are was were be been being am do does did doing done don has have had
  having of to in on at by for from with as into onto via about over under and or nor but if then than
  so because since while when whenever where which who whom whose what whats why how however will would
  shall should may might must can could cant cannot couldnt wont s t re ve ll d m o
  there here any some all also just only even still yet again ever very too now
  please help anyone someone everyone everything something somebody thanks thank need want
  try trying tried get gets getting got give gives given gave giving keeps keep says say said show shows showing shown
  see seeing happen happens happening mean means meaning explain fix fixing fixed solve solved solution
  cause causes caused reason question problem problems trouble issue issues troubleshoot
  use uses using used after before during until up ten five few minute second
  putty puttys windows linux every each time times always sometimes suddenly
  message messages error errors though although like come comes up one way let lets
  put out off instead go goes going make makes making really actually`.split(/\s+/),
);

/** Ways to write one thing in several words, or with another sign between them. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:ran|run(?:s|ning)?) out of\b/gi, 'out of'],
  [/\bgoogle authenticator\b/gi, '2fa'],
  [/\b(?:without|not|don'?t) typ(?:e|ing)\b|\b(?:leave|left)(?: it)? alone\b/gi, 'idle'],
  [/\bt[a-z]{0,2}m[a-z]{1,3}[ -]?out\b/gi, 'timeout'],
  [/(?<!\.)\b(?:log|logg|sign|signe)(?:ed|ing|s|d)?[ -](?:in|on)\b/gi, 'login'],
  [/\bpass[ -](phrase|word|code)/gi, 'pass$1'],
  [/\buser[ -]name/gi, 'username'],
  [/\bfile[ -]name/gi, 'filename'],
  [/\bhost[ -]name/gi, 'hostname'],
  [/\bkeep(?:s|ing)?(?: \w+){1,4} (?:alive|open|connected)\b/gi, 'keepalive'],
  [/\blog(?:s|ged)?(?: (?:me|us|you|him|users?))? (?:out|off)\b/gi, 'logout'],
  [/\bkeep[ -]alive/gi, 'keepalive'],
  [/\bport[ -]?forward/gi, 'port forward'],
  [/\bhostkey/gi, 'host key'],
  [/\bpriv(?:ate)?key/gi, 'private key'],
  [/\bpub(?:lic)?key/gi, 'public key'],
  [/\bkex\b/gi, 'key exchange'],
  [/\bkeyx\b/gi, 'key exchange'],
  [/\bport \d+\b/gi, 'port'],
  [/\bx[ -]11\b/gi, 'x11'],
  [/\bssh[ -]?([12])\b/gi, 'ssh$1'],
  [/\bsocks[ -]?v?([45])\b/gi, 'socks$1 socks'],
  [/\bcom ?\d{1,3}\b/gi, 'com'],
  [/\b(?:\/dev\/)?tty(?:usb|s|acm)\d+\b/gi, 'tty'],
  [/\b(?:two|2|multi)[ -]?factor\b/gi, '2fa'],
  [/\b(?:mfa|otp|totp)\b/gi, '2fa'],
  [/\bone[ -]time[ -](?:code|password)s?\b/gi, '2fa'],
  [/\bcommand[ -]line/gi, 'commandline'],
  [/\b(?:(?:already )?in use|already (?:used|open(?:ed)?))\b/gi, 'busy'],
  [/\b(?:without|no) (?:traffic|activity|input)\b/gi, 'idle'],
  [/\b(?:(?:straight|right) away|at once|instantly)\b/gi, 'immediately'],
  [/\bset[ -]up\b/gi, 'setup'],
  [/\bbaud[ -]?rates?\b/gi, 'baud rate'],
  [/\bstart[ -]up\b/gi, 'startup'],
  [/\bkey[ -]?board\b/gi, 'keyboard'],
  [/\bwild[ -]card/gi, 'wildcard'],
  [/\be[ -]?mail/gi, 'mail'],
  [/\bsshd\b/gi, 'ssh server'],
  [/\b(?:ssh )?daemon\b/gi, 'server'],
  [/\b(?:is|are|was|were|do(?:es|se|s|ese)?|did|has|have|had|wo|would|should|ai)n'?t\b/gi, 'not'],
  [/\b(?:can(?:no|'| no)?t|could(?:n'?t| not)|not able)\b/gi, 'unable'],
];

/** Names of hosts: whose they are does not matter. */
const HOST =
  /\b(?:[a-z0-9-]+\.)+(?:lan|internal|intern|corp|home|com|net|org|edu|io|de|uk|fr|us|eu)\b|\blocalhost\b(?!:\d)/gi;

const MANUAL_SECTION = /^(?:\d+|[A-Z])(?:\.\d+)+$/i;
const WORD = /[\p{L}\p{N}]+(?:[._'\u2019+-][\p{L}\p{N}]+)*/gu;
const PART = /\p{Lu}?\p{Ll}+|(?:\p{Lu}(?!\p{Ll}))+|\p{N}+/gu;

/** Whether a word tells nothing. */
export const isStopWord = (word: string): boolean => STOP_WORDS.has(word);

/** Whether two letters of a word that tells nothing were swapped, as in `dose` for `does`. */
export function isSlipOfStopWord(word: string): boolean {
  for (let at = 1; at + 1 < word.length; at += 1) {
    const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    if (swapped !== word && STOP_WORDS.has(swapped)) return true;
  }
  return false;
}

/** All words of a text but stop words; a compound gives its parts and the whole. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const [whole] = match;
    const place = { start: match.index, end: match.index + whole.length };
    if (MANUAL_SECTION.test(whole)) {
      const section = whole.toLowerCase();
      if (isSection(whole)) words.push({ term: section, written: section, ...place });
    } else {
      for (const word of written(whole)) words.push({ term: stem(word), written: word, ...place });
    }
  }
  return words;
}

/** The terms of a text, in order, each as often as it stands there. */
export function terms(text: string): string[] {
  return wordsOf(joined(text)).map(({ term }) => term);
}

/** The text with different ways to write one thing made one; places in it move. */
export function joined(text: string): string {
  let plain = text.replaceAll('\u2019', "'");
  plain = plain.replace(HOST, 'host');
  for (const [from, to] of JOINED) plain = plain.replace(from, to);
  return plain;
}

function written(whole: string): string[] {
  const plain = whole.replaceAll("'", '');
  // Winsock's names for errors are those of Unix with three letters before them.
  const [, unix] = /^wsa(e[a-z]+)$/i.exec(plain) ?? [];
  if (unix !== undefined) return [plain.toLowerCase(), unix.toLowerCase()];
  const found = /[._+-]/.test(plain) || isCamel(plain) ? compound(plain) : [plain.toLowerCase()];
  return found.filter((word) => word !== '' && !STOP_WORDS.has(word));
}

/** `0.78` is a release of PuTTY and `192.0.2.1` an address; neither is a section of the manual. */
function isSection(text: string): boolean {
  return !/^0\.|^\d+\.\d+\.\d+\.\d+$/.test(text) || /^3\.11\.3\.\d+$/.test(text);
}

const isCamel = (word: string): boolean => /\p{Ll}\p{Lu}/u.test(word);

/** Names that are written with capitals inside, and are one word all the same. */
const NAMES =
  /^(?:putty\w*|openssh\w*|winsock\w*|winscp|filezilla|vcxsrv|mobaxterm|github|gitlab)$/i;

function compound(whole: string): string[] {
  const parts = whole
    .split(/[._+-]/)
    .flatMap((part) => (NAMES.test(part) ? [part] : (part.match(PART) ?? [])));
  const lower = parts.map((part) => part.toLowerCase());
  const all = lower.length > 1 ? [lower.join(''), ...lower] : lower;
  return all.filter((part) => part.length > 1 || /\d/.test(part));
}
